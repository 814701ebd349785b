import { setTimeout as sleep } from "node:timers/promises";
import type { Health } from "../service/health.ts";
import type { Scan } from "./scan.ts";

/** A start waits so long for its first scan, milliseconds: a file system that hangs would keep it for ever. */
const PATIENCE = 10_000;
const REMEDY =
  "see whether the disk, the network share or the repository of the offers answers; it goes on when that does, and until then questions are answered from what was read before, if anything was";

/**
 * Waits for the scan that a start begins with, but not for ever: one that takes long goes on, and is named until it has
 * ended. Null then. Rejects as the scan does.
 */
export async function patiently(
  scanning: Promise<Scan>,
  health: Pick<Health, "starting" | "red">,
): Promise<Scan | null> {
  health.starting("offers", "the offers are being read");
  const late = new AbortController();
  const patience = sleep(PATIENCE, null, { signal: late.signal });
  patience.catch(() => {});
  try {
    const scan = await Promise.race([scanning, patience]);
    if (scan === null)
      health.red("offers", "the offers are not read yet: that does not come to an end", REMEDY);
    return scan;
  } finally {
    late.abort();
  }
}
