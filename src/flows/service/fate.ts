import { backoff, LONGEST_WAIT } from "../../delivery/backoff.ts";
import { HomeserverError } from "../../ports/index.ts";

/** How long to wait after a failure that names no time itself (the store, a folder, a fault of ours), milliseconds. */
export const RETRY_AFTER = 5000;
/** How often an account that people have to mend is asked about, milliseconds (docs/design.md §7.6). */
export const PROBE_EVERY = 5 * 60_000;

/**
 * The fate of work that failed. `retry`: again after so many milliseconds. `fatal`: no waiting mends it, and the
 * process ends; the error itself says with which exit code. `fault`: nobody foresaw it, so that the log needs its stack.
 */
export type Fate =
  | { readonly kind: "retry"; readonly after: number; readonly fault: boolean }
  | { readonly kind: "fatal" };

/** `failures`: how many in a row, this one included. `random` gives [0, 1). */
export function fateOf(error: unknown, failures: number, random: () => number): Fate {
  if (!(error instanceof HomeserverError)) return { kind: "retry", after: RETRY_AFTER, fault: true };
  switch (error.concern) {
    case "credentials":
      return { kind: "fatal" };
    case "account":
      return { kind: "retry", after: PROBE_EVERY, fault: false };
    case "passing":
    case "room":
    case "message":
      // Whoever is limited for an hour tries each minute whether that still holds: nothing else would tell.
      return {
        kind: "retry",
        after: Math.min(error.retryAfter ?? backoff(failures, random), LONGEST_WAIT),
        fault: false,
      };
    default:
      return error.concern satisfies never;
  }
}
