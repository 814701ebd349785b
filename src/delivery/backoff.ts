const FIRST = 1_000;
/** The longest wait for one row, whoever asks for it, milliseconds. */
export const LONGEST_WAIT = 60_000;

/**
 * How long to wait after failed attempt `attempt` (from 1), in milliseconds: doubling from one second to a minute,
 * less up to a half by chance, so that what failed together is not tried again together. `random` gives [0, 1). What
 * a server asked for (`HomeserverError.retryAfter`) goes before this.
 */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT, FIRST * 2 ** Math.min(Math.max(attempt - 1, 0), 30));
  return Math.round(full * (1 - random() / 2));
}
