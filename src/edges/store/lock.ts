import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import Database from "better-sqlite3";
import { z } from "zod";
import { Mendable } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";

/** How long a start waits for the process before it to be quite gone, milliseconds. */
const PATIENCE = 500;

const Holder = z.object({ pid: z.number(), host: z.string(), since: z.string() });

/**
 * Holds a store for this process: an open `BEGIN EXCLUSIVE` on a file beside it, which the operating system lets go of
 * when the process ends, however it ends. Who holds it stands in a second file, for people only: a database that is
 * locked exclusively cannot be read. Rejects as `Mendable` of kind `held`; with SQLite's error where the file cannot be made.
 * Returns what lets go.
 */
export function lockStore(path: string, now: number): () => void {
  const lock = new Database(`${path}.lock`, { timeout: PATIENCE });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    const holder = { pid: process.pid, host: hostname(), since: new Date(now).toISOString() };
    writeFileSync(holderOf(path), `${JSON.stringify(holder)}\n`);
  } catch (error) {
    lock.close();
    if (codeOf(error) === "SQLITE_BUSY") throw held(path);
    throw error;
  }
  return () => {
    rmSync(holderOf(path), { force: true });
    lock.close();
  };
}

function holderOf(path: string): string {
  return `${path}.holder`;
}

function held(path: string): Mendable {
  const who = readHolder(path);
  const by = who ? `process ${who.pid} on ${who.host} since ${who.since}` : "another process";
  return new Mendable(
    "held",
    `The store ${path} is held by ${by}; stop that one first, or choose another store with --store.`,
  );
}

function readHolder(path: string): z.infer<typeof Holder> | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(holderOf(path), "utf8")));
  } catch {
    return null;
  }
}
