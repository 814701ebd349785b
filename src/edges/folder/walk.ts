import { constants, type Stats } from "node:fs";
import { lstat, open, opendir, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { nameKind } from "../../offers/reading/fileName.ts";
import type { SourceFile } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";
import { throughGate } from "./gate.ts";

/** Bytes read of a file. An offer may hold 1 MiB; one byte more is enough to refuse it. */
const READ_AT_MOST = 1024 * 1024 + 1;

/** The thing at a path of the folder. */
export type FolderEntry =
  /** `changedAt`: when it was written or renamed last, milliseconds since the epoch. */
  | { readonly kind: "file"; readonly source: SourceFile; readonly changedAt: number }
  /** A file that cannot be read, or must not be. */
  | { readonly kind: "problem"; readonly message: string }
  | { readonly kind: "folder" }
  /** A thing that is no offer: a linked folder, a socket, a hidden or backup file. */
  | { readonly kind: "ignored" }
  | { readonly kind: "absent" };

/** Looks at one path, relative to the root. Never rejects: what goes wrong is a problem of that path. */
export function look(root: string, path: string): Promise<FolderEntry> {
  return throughGate(() => entryAt(root, path));
}

async function entryAt(root: string, path: string): Promise<FolderEntry> {
  try {
    const link = await lstat(join(root, path));
    if (link.isDirectory()) return { kind: isHiddenFolder(path) ? "ignored" : "folder" };
    if (nameKind(path) === "ignored") return { kind: "ignored" };
    if (link.isSymbolicLink()) return await lookThroughLink(root, path);
    return link.isFile()
      ? { kind: "file", source: sourceFile(path, join(root, path), link), changedAt: link.ctimeMs }
      : { kind: "ignored" };
  } catch (error) {
    return trouble(error, path);
  }
}

/** Whether a link to a folder stands there: offers may be read through it, under names that no event names. */
export async function isLinkedFolder(root: string, path: string): Promise<boolean> {
  const place = join(root, path);
  const isLink = async () => (await lstat(place)).isSymbolicLink() && (await stat(place)).isDirectory();
  return await throughGate(isLink).catch(() => false);
}

/** Why a folder cannot be listed, found without reading its names; null when it can. */
export async function whyUnlistable(folder: string): Promise<string | null> {
  try {
    await throughGate(async () => (await opendir(folder)).close());
    return null;
  } catch (error) {
    return reason(error);
  }
}

/** The names in a folder, sorted; or why it cannot be listed. */
export async function namesIn(
  root: string,
  folder: string,
): Promise<string[] | { readonly problem: string }> {
  try {
    return (await throughGate(() => readdir(join(root, folder)))).toSorted();
  } catch (error) {
    return { problem: reason(error) };
  }
}

function isHiddenFolder(path: string): boolean {
  return path !== "" && path.slice(path.lastIndexOf("/") + 1).startsWith(".");
}

/** A link may point at another file of the folder; nothing outside of it is ever opened. */
async function lookThroughLink(root: string, path: string): Promise<FolderEntry> {
  let target: string;
  try {
    target = await realpath(join(root, path));
  } catch (error) {
    return {
      kind: "problem",
      message: `this link leads nowhere (${reason(error)}); remove it or mend its target`,
    };
  }
  const home = await realpath(root);
  const found = await stat(target);
  if (found.isDirectory()) return { kind: "ignored" };
  if (!target.startsWith(home + sep)) {
    return {
      kind: "problem",
      message: "this link leaves the offers folder, so it is not read; copy the file instead",
    };
  }
  return found.isFile()
    ? { kind: "file", source: sourceFile(path, target, found), changedAt: found.ctimeMs }
    : { kind: "ignored" };
}

/** The coarsest steps in which file systems keep the moment of a change, milliseconds (FAT: two seconds). */
const COARSEST = 2000;

/** `place` is where the file stands on disk, links resolved. */
function sourceFile(file: string, place: string, { size, mtimeMs, ctimeMs, ino }: Stats): SourceFile {
  return {
    file,
    version: `${size}:${mtimeMs}:${ctimeMs}:${ino}`,
    isAtRest: ctimeMs < Date.now() - COARSEST,
    bytes: async () => {
      try {
        return await throughGate(() => readSome(place));
      } catch (error) {
        throw new Error(unreadable(error), { cause: error });
      }
    },
  };
}

/**
 * Flags that neither follow a link nor wait for a pipe which has taken the file's
 * place since it was looked at.
 */
const AS_LOOKED_AT = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

async function readSome(place: string): Promise<Uint8Array> {
  const handle = await open(place, AS_LOOKED_AT);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Error("it is no regular file any more");
    const buffer = Buffer.alloc(Math.min(found.size, READ_AT_MOST));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

function trouble(error: unknown, path: string): FolderEntry {
  if (!isMissing(error)) return { kind: "problem", message: unreadable(error) };
  // A name that is not UTF-8 comes from the file system with replacement characters, and finds nothing under
  // them.
  if (path.includes("\uFFFD"))
    return { kind: "problem", message: "this file's name is not UTF-8; rename it" };
  return { kind: "absent" };
}

function unreadable(error: unknown): string {
  return `this file cannot be read (${reason(error)})`;
}

/** Whether a file system's error says that nothing is at the path. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

/** The reason of a file system's error, such as `EACCES: permission denied`, without the machine's path. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.split(", ", 1)[0] ?? error.message;
}
