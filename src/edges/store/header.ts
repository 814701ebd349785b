import { closeSync, openSync, readSync, statSync } from "node:fs";

/** `PRAGMA application_id` of a Crieur store, "crie" in ASCII. */
export const APPLICATION_ID = 0x63726965;

const MAGIC = "SQLite format 3\0";
const HEADER = 100;

export type FileKind = "absent" | "empty" | "store" | "other database" | "no database" | "no file";

/**
 * Tells what stands at a path from the header alone, so that a file of somebody else is not touched
 * (SQLite file format, §1.3: the magic string, and the application id at offset 68).
 * Throws the file system's error when the path cannot be read.
 */
export function kindOf(path: string): FileKind {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return "absent";
  if (!found.isFile()) return "no file";
  if (found.size === 0) return "empty";
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(HEADER);
    const length = readSync(file, header, 0, HEADER, 0);
    if (length < HEADER || header.toString("latin1", 0, MAGIC.length) !== MAGIC) return "no database";
    return header.readUInt32BE(68) === APPLICATION_ID ? "store" : "other database";
  } finally {
    closeSync(file);
  }
}
