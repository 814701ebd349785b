import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database from "better-sqlite3";
import { Mendable } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import { kindOf } from "./header.ts";
import { parseStoreUrl } from "./url.ts";

/** A copy holds what people asked and were told: of its owner only. */
const OWNER_ONLY = 0o600;

/**
 * Copies a store as it stands at one moment, also while a bot works with it: into `file`, which is there whole or not at
 * all. Relative paths count from `cwd`.
 *
 * @throws {Mendable} where there is no store, or `file` is there (unless `force`) or cannot be written
 */
export async function backUp(
  url: string,
  file: string,
  { cwd, force }: { readonly cwd: string; readonly force: boolean },
): Promise<void> {
  const address = parseStoreUrl(url, cwd);
  if (address.engine === "memory" || kindOf(address.path) !== "store")
    throw new Mendable("configuration", `There is no store at ${url} to copy; name it with --store.`);
  const target = resolve(cwd, file);
  if (existsSync(target) && !force)
    throw new Mendable(
      "configuration",
      `${file} is there already; choose another name, or replace it with --force.`,
    );
  const unfinished = `${target}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    closeSync(openSync(unfinished, "wx", OWNER_ONLY));
    await copy(address.path, unfinished);
    sync(unfinished);
    renameSync(unfinished, target);
    sync(dirname(target));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new Mendable("configuration", `The store could not be copied to ${file}: ${messageOf(error)}.`);
  }
}

async function copy(path: string, target: string): Promise<void> {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    // In one step: a bot that writes meanwhile would make it begin anew again and again.
    await database.backup(target, { progress: () => Number.MAX_SAFE_INTEGER });
  } finally {
    database.close();
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
