import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Mendable, type Store } from "../../ports/index.ts";
import { explain } from "./errors.ts";
import { APPLICATION_ID, type FileKind, kindOf } from "./header.ts";
import { lockStore } from "./lock.ts";
import { migrate, readId } from "./migrate.ts";
import { kyselyOver } from "./sqlite.ts";
import { storeOver } from "./store.ts";
import { parseStoreUrl } from "./url.ts";
import { vaultsOver } from "./vault.ts";
import { DiskWaits } from "./waits.ts";

export interface OpenOptions {
  /**
   * True: this process works with the store, alone, and makes it where there is none. False: it only reads, also while
   * another works with it, and makes and changes no file; where there is no store it reads an empty one.
   */
  readonly lock: boolean;
  /** Milliseconds since the epoch: what a refused process is told. */
  readonly now: number;
  /** The folder that a relative path counts from; the working directory unless given. */
  readonly cwd?: string;
}

/** How long to wait for a reader or a backup that has the file for a moment, milliseconds. */
const PATIENCE = 5000;

/**
 * Pages of the store in our own memory, KiB; better-sqlite3 is built for 16 MB. The machine keeps pages, too, and reading
 * one from there costs microseconds.
 */
const PAGE_CACHE = 1000;

/**
 * Opens the store that a URL names. Rejects as `Mendable`: `held` (another process works with it) or `configuration` (no
 * store can be here; what stands there is left as it is), each with the remedy.
 */
export async function openStore(url: string, options: OpenOptions): Promise<Store> {
  const address = parseStoreUrl(url, options.cwd);
  if (address.engine === "memory") return await openMemory();
  const { path } = address;
  try {
    const kind = kindOf(path);
    refuseOthers(kind, path);
    if (options.lock) return await openHeld(path, kind, options.now);
    return kind === "store" ? await openReader(path) : await openEmpty();
  } catch (error) {
    throw explain(error, path);
  }
}

function refuseOthers(kind: FileKind, path: string): void {
  const found = {
    "no file": "is a folder or a device",
    "no database": "is no database",
    "other database": "is the database of another program",
  };
  if (kind in found) {
    const what = found[kind as keyof typeof found];
    throw new Mendable(
      "configuration",
      `The store ${path} ${what}, and was left as it is; choose another path with --store.`,
    );
  }
}

/** A damaged store is not worked with: what is read of it may be wrong, and would be said in rooms. */
function refuseDamaged(database: Database.Database, path: string): void {
  const found = database.pragma("quick_check(1)", { simple: true });
  if (found === "ok") return;
  throw new Mendable(
    "configuration",
    `The store ${path} is damaged (${String(found)}), and was left as it is; put a backup in its place (docs/exploitation.md), or start with another path: what rooms show already is found there again.`,
  );
}

async function openHeld(path: string, kind: FileKind, now: number): Promise<Store> {
  makeFolder(dirname(path));
  const unlock = lockStore(path, now);
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { timeout: PATIENCE });
    database.pragma(`cache_size = -${PAGE_CACHE}`);
    // Before the journal goes elsewhere: the header itself has to say from the first byte on whose file this is.
    if (kind !== "store") database.pragma(`application_id = ${APPLICATION_ID}`);
    refuseDamaged(database, path);
    database.pragma("journal_mode = WAL");
    // Every commit is on the disk before it counts (docs/design.md §7): in WAL mode less would lose the last ones with the power.
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    // Text that people wrote is erased, not only unlinked (docs/design.md §12).
    database.pragma("secure_delete = ON");
    const waits = new DiskWaits();
    const db = kyselyOver(database, waits);
    const id = await migrate(db, path);
    return storeOver({
      db,
      id,
      waits,
      vaultOf: vaultsOver(database),
      writable: true,
      release: async () => {
        await db.destroy().finally(unlock);
      },
    });
  } catch (error) {
    database?.close();
    unlock();
    throw error;
  }
}

/** Step by step: `recursive` turns in circles for ever below /proc (Node.js 24). */
function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found)
    throw new Mendable(
      "configuration",
      `The store cannot be in ${folder}, which is no folder; choose another path with --store.`,
    );
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

async function openReader(path: string): Promise<Store> {
  const database = hasJournal(path)
    ? new Database(path, { readonly: true, timeout: PATIENCE })
    : copyOf(path);
  try {
    const made = database.prepare("select 1 from sqlite_schema where name = 'store'").get();
    if (!made) {
      database.close();
      return await openEmpty();
    }
    const db = kyselyOver(database);
    const id = await readId(db, path);
    return storeOver({
      ...{ db, id, vaultOf: vaultsOver(database) },
      writable: false,
      release: () => db.destroy(),
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** True when commits stand in the journal that are not in the file yet: a bot is running, or was killed. */
function hasJournal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/**
 * The whole file in memory. SQLite would make journal files beside a store in WAL mode even to read it; in the copy,
 * the header's two version bytes say "no WAL" (SQLite file format, §1.3.3).
 */
function copyOf(path: string): Database.Database {
  const bytes = readFileSync(path);
  bytes[18] = 1;
  bytes[19] = 1;
  return new Database(bytes);
}

async function openMemory(): Promise<Store> {
  return await inMemory(true);
}

/** Gives a reader an empty store where there is none, so that every command has something to read. */
async function openEmpty(): Promise<Store> {
  return await inMemory(false);
}

async function inMemory(writable: boolean): Promise<Store> {
  const database = new Database(":memory:");
  database.pragma("foreign_keys = ON");
  const db = kyselyOver(database);
  const id = await migrate(db, "in memory");
  return storeOver({ db, id, vaultOf: vaultsOver(database), writable, release: () => db.destroy() });
}
