import type { RoomId } from "../rooms/identifiers.ts";
import { type Approach, approachTo } from "./approach.ts";
import type { RateLimiter } from "./rateLimiter.ts";
import type { DeliveryClass, OutboxId, OutboxRow } from "./row.ts";

/** Replies go first (docs/design.md §7.5). */
const PRECEDENCE: Readonly<Record<DeliveryClass, number>> = {
  reply: 0,
  announcement: 1,
  digest: 2,
  edit: 3,
  notice: 4,
};

/** A row that is due, of its place and class the only one that may go. */
export interface Candidate {
  readonly row: OutboxRow;
  readonly place: { readonly room: RoomId | null };
  readonly room: { readonly encrypted: boolean | null } | null;
  readonly gap: number | null;
  readonly lastGap: number | null;
}

export interface Sending {
  readonly underWay: { has(row: OutboxId): boolean };
  /** How many more requests may be under way; and how many of these are kept for replies. */
  readonly free: number;
  readonly forReplies: number;
  readonly device: string;
  /** When sync had caught up since the start, milliseconds since the epoch. */
  readonly caughtUpAt: number;
  /** Milliseconds since the epoch, which rows are dated with; and of the clock that the limiter goes by. */
  readonly now: number;
  readonly monotonic: number;
  readonly limiter: RateLimiter;
}

export interface Choice<Next> {
  /** Rows whose room is looked at. */
  readonly looks: { readonly next: Next; readonly approach: Exclude<Approach, "wait" | "attempt"> }[];
  /** Rows to be sent, each with what returns its tokens to the rate limiter. */
  readonly sends: { readonly next: Next; readonly giveBack: () => void }[];
  /** How long the rate limiter holds the first of the others back, milliseconds; null when it holds back none. */
  readonly wait: number | null;
}

/**
 * Chooses among the candidates, and takes tokens from the rate limiter for what is to be sent. Throws when two of them
 * are of one place and class: their order would be lost (docs/design.md §7.5).
 */
export function choose<Next extends Candidate>(candidates: readonly Next[], sending: Sending): Choice<Next> {
  const { underWay, free, forReplies, device, caughtUpAt, now, monotonic, limiter } = sending;
  const choice: Choice<Next> = { looks: [], sends: [], wait: null };
  let wait: number | null = null;
  for (const next of inOrder(candidates)) {
    const { row, place, gap, lastGap } = next;
    const left = free - choice.looks.length - choice.sends.length;
    if (left <= (row.class === "reply" ? 0 : forReplies)) break;
    if (underWay.has(row.id) || mayBeOlder(next.room, gap, caughtUpAt)) continue;
    const approach = approachTo(row, { placeRoom: place.room, gap, lastGap, device }, now);
    if (approach === "wait") continue;
    if (approach !== "attempt") {
      // `/messages` does not count against the limit for sends.
      choice.looks.push({ next, approach });
      continue;
    }
    const room = row.room ?? place.room;
    const pause = limiter.wait(row.class, monotonic, room);
    if (pause > 0) wait = Math.min(wait ?? pause, pause);
    else choice.sends.push({ next, giveBack: limiter.take(row.class, monotonic, room) });
  }
  return { ...choice, wait };
}

/**
 * Whether a gap that was there at the start may yet show that another copy of this store has spoken in the room: nothing is
 * sealed there before, since that copy's keys would serve twice.
 */
export function mayBeOlder(
  room: { readonly encrypted: boolean | null } | null,
  gap: number | null,
  caughtUpAt: number,
): boolean {
  return gap !== null && room?.encrypted === true && gap <= caughtUpAt;
}

function inOrder<Next extends Candidate>(candidates: readonly Next[]): Next[] {
  const lines = new Set(candidates.map(({ row }) => `${row.place} ${row.class}`));
  if (lines.size < candidates.length)
    throw new Error("Two rows of one place and class were to be sent at once.");
  return candidates.toSorted((a, b) => PRECEDENCE[a.row.class] - PRECEDENCE[b.row.class]);
}
