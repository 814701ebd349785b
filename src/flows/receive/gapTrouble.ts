import type { Gap } from "../../ports/index.ts";

/** A gap that failed is named when it has been open for this long, milliseconds. */
export const GAP_NAMED_AFTER = 60_000;
const NAMED = 3;

export const GAP_REMEDY =
  "they are asked for again within a minute. What people ask there now is answered; messages whose sending was cut off, " +
  "and announcements behind them, wait. If it lasts, the homeserver's log says why its /messages fails for these rooms";

/**
 * Says for operators which gaps cannot be filled, and why; null when none fails for long. `errors`: the last one of each
 * gap, as far as this process has asked.
 */
export function gapTrouble(
  gaps: readonly Gap[],
  errors: ReadonlyMap<number, string>,
  now: number,
): { readonly what: string; readonly since: number } | null {
  const failing = gaps.filter(({ attempts, openedAt }) => attempts > 0 && now - openedAt >= GAP_NAMED_AFTER);
  const rooms = [...new Map(failing.map((gap) => [gap.room, gap])).values()];
  if (rooms.length === 0) return null;
  const named = rooms
    .slice(0, NAMED)
    .map((gap) => `${gap.room} (${errors.get(gap.id) ?? "it failed before"})`);
  const more = rooms.length > NAMED ? ` and ${rooms.length - NAMED} more` : "";
  return {
    what: `missed messages cannot be fetched: ${named.join(", ")}${more}`,
    since: Math.min(...failing.map(({ openedAt }) => openedAt)),
  };
}
