import type { Gap } from "../../ports/index.ts";

/** Gaps filled at a time; and of them those that failed before, so that sick rooms leave room for others. */
const AT_ONCE = 4;
const AGAIN_AT_ONCE = 2;
/** One whose answer takes longer hangs, milliseconds, and gives its place up; so many in all may be under way with these. */
export const HANGS_AFTER = 5000;
const MOST = 4 * AT_ONCE;
/** No wait is ever longer, milliseconds: one that seems to be was stored while the clock was wrong. */
const LONGEST = 3_600_000;

/** A gap that is being filled. */
export interface GapUnderWay {
  readonly gap: Gap;
  /** The answer that it waits for takes long. */
  readonly hangs: boolean;
}

/** Which of these gaps may be asked for now, beside those under way: one a room, in the order given. */
export function dueGaps(gaps: readonly Gap[], underWay: readonly GapUnderWay[], now: number): Gap[] {
  const due: Gap[] = [];
  const busy = underWay.flatMap(({ gap, hangs }) => (hangs ? [] : [gap]));
  const rooms = new Set(underWay.map(({ gap }) => gap.room));
  for (const gap of gaps) {
    const taken = [...busy, ...due];
    if (taken.length >= AT_ONCE || underWay.length + due.length >= MOST) break;
    const again = taken.filter(({ attempts }) => attempts > 0).length;
    if (gap.attempts > 0 && again >= AGAIN_AT_ONCE) continue;
    if (rooms.has(gap.room) || untilDue(gap, now) > 0) continue;
    rooms.add(gap.room);
    due.push(gap);
  }
  return due;
}

/** How long until a gap may be asked for again, milliseconds. */
export function untilDue({ nextAttemptAt }: Gap, now: number): number {
  const wait = nextAttemptAt - now;
  return wait > LONGEST ? 0 : Math.max(0, wait);
}
