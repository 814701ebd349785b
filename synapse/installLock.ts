import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";

const POLL_MS = 250;

/**
 * Waits until no other process holds the lock, then holds it until the returned function is called. An open
 * transaction on a file and not a process id: the system lets go of it with its holder, even after a kill -9.
 *
 * @param onWait called once, if another process holds the lock
 * @param signal ends the waiting: rejects with its reason
 */
export async function holdLock(file: string, onWait: () => void, signal?: AbortSignal): Promise<() => void> {
  const database = new Database(file, { timeout: 0 });
  for (let waited = false; ; waited = true) {
    try {
      database.exec("BEGIN EXCLUSIVE");
      return () => database.close();
    } catch (error) {
      if (!(error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY"))) {
        database.close();
        throw error;
      }
    }
    if (!waited) onWait();
    await sleep(POLL_MS, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      database.close();
      throw error;
    });
  }
}
