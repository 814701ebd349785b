import { Mendable } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";

/**
 * Turns an error met while a store was opened into words for an operator. An error without a code is a fault of ours, and
 * stays as it is.
 */
export function explain(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (error instanceof Mendable || code === null) return error;
  return new Mendable("configuration", `The store ${path} ${reason(code, (error as Error).message)}`, {
    cause: error,
  });
}

function reason(code: string, message: string): string {
  const kind = /^(?:SQLITE_[A-Z]+|E[A-Z]+)/.exec(code)?.[0];
  switch (kind) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "SQLITE_READONLY":
    case "SQLITE_CANTOPEN":
    case "SQLITE_PERM":
      return "cannot be opened for writing; give this user write access to the file and to its folder, or choose another place with --store.";
    case "ENOENT":
    case "ENOTDIR":
      return "cannot be made, because its folder cannot; choose another place with --store.";
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return `is damaged (${message}); nothing was changed: restore a copy, or choose another place with --store.`;
    case "SQLITE_BUSY":
    case "SQLITE_LOCKED":
      return "is locked by another program; close what has it open.";
    case "ENOSPC":
    case "SQLITE_FULL":
      return "cannot be written, because the disk is full; make room.";
    default:
      return `cannot be opened: ${message} (${code}); repair what it names, or choose another place with --store.`;
  }
}
