import type { RoomId } from "../rooms/identifiers.ts";
import type { OutboxRow } from "./row.ts";

const HOUR = 3_600_000;
/** The homeserver forgets transaction ids after 24 h; half of that is trusted, milliseconds. */
export const TRUSTED = 12 * HOUR;

/** A gap that stays open for longer, milliseconds, keeps back only what may have been sent already. */
const GAP_PATIENCE = 10 * 60_000;

/**
 * How a row whose turn has come is taken up. `look through`: it belongs to a first run, and its room may show its
 * offers already. `look up`: its request may have arrived, and repeating it could make a second message;
 * `look up before`: the same in the room that its place has left. `attempt`: it may be sent, or sent again.
 */
export type Approach = "wait" | "look through" | "look up" | "look up before" | "attempt";

export interface Circumstances {
  /** Where the place of the row stands now. */
  readonly placeRoom: RoomId | null;
  /** Since when a gap of the row's room is open, in which our own message may be; null while there is none. */
  readonly gap: number | null;
  /** Since when the last of its gaps is: what was attempted after that is in none of them. */
  readonly lastGap: number | null;
  readonly device: string;
}

/** By what the row's first attempt may have left behind (docs/design.md §7.3). `now` in milliseconds. */
export function approachTo(
  row: OutboxRow,
  { placeRoom, gap, lastGap, device }: Circumstances,
  now: number,
): Approach {
  if (row.state === "queued") {
    // Should the store be older than its room (a restored backup), the gap says whether this was sent already.
    if (gap !== null && row.class !== "reply" && Math.abs(now - gap) < GAP_PATIENCE) return "wait";
    return row.held ? "look through" : "attempt";
  }
  // It will not be said again, so that all that is left is to see whether it was; and others wait behind it.
  const late = isLateReply(row, now);
  if (lastGap !== null && lastGap >= (row.attemptedAt ?? 0) && !late) return "wait";
  if (row.class !== "reply" && row.room !== placeRoom) return "look up before";
  if (late) return "look up";
  // Transaction ids are known to one device, and for a day.
  const old = row.attemptedAt !== null && now - row.attemptedAt > TRUSTED;
  return row.device !== device || old ? "look up" : "attempt";
}

/** A reply that comes this late helps nobody, milliseconds. */
const REPLY_LIFETIME = 10 * 60_000;

/** An edit says nothing as if now: it only corrects what stands there. */
export function isLateReply({ class: of, edits, createdAt }: OutboxRow, now: number): boolean {
  return of === "reply" && edits === null && now - createdAt > REPLY_LIFETIME;
}
