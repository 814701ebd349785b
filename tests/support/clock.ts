import type { Clock } from "../../src/ports/index.ts";

/** A clock whose two readings are one number that the test gives, or changes meanwhile. */
export function clockAt(now: number | (() => number)): Clock {
  const read = typeof now === "number" ? () => now : now;
  return { now: read, monotonic: read };
}
