import process from "node:process";
import { openStore } from "../../src/edges/store/open.ts";

/** The user and the group `nobody` of Linux. */
export const NOBODY = 65_534;

/**
 * Makes this process one to whom permissions apply, which they do not to root; of another user's process it changes
 * nothing. There is no way back, so only a child process calls it. The checkout may stand below a folder that root
 * alone may enter (/root): a first store is opened before, because it is then that SQLite's native library is loaded.
 */
export async function becomeNobody(): Promise<void> {
  await (await openStore("sqlite::memory:", { lock: true, now: 0 })).close();
  if (process.getuid?.() !== 0) return;
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
