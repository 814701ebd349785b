import { stat } from "node:fs/promises";
import type { Release } from "../../ports/index.ts";

/** How often the folder's identity is looked at, milliseconds. It costs one `stat`. */
const EVERY = 1000;

/**
 * The identity of the folder that stands under a path, links followed: its device and inode. Null when there is none.
 * Another one means that a link was swapped, a folder renamed into place, or something mounted: no file event tells
 * of these, because a watcher stays with the folder that it was opened on.
 */
export async function folderIdentity(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/** Calls back whenever another folder, or none, stands under the path; one look at a time, however slow the disk. */
export function watchIdentity(path: string, onChange: () => void): Release {
  let seen: string | null | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const found = await folderIdentity(path);
    isLooking = false;
    if (seen !== undefined && seen !== found) onChange();
    seen = found;
  };
  void look();
  const timer = setInterval(() => void look(), EVERY).unref();
  return async () => {
    clearInterval(timer);
    seen = undefined;
  };
}
