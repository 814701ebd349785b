import type { RoomId, UserId } from "../rooms/identifiers.ts";
import { obstacleIn } from "../rooms/placeState.ts";
import type { Room } from "../rooms/room.ts";
import type { Place } from "../rooms/subscription.ts";
import type { OutboxRow } from "./row.ts";

/** Where a row may go at this moment. `later`: its place waits or is suspended; `never`: it has lost its room. */
export type Reach =
  | { readonly when: "now"; readonly room: RoomId }
  | { readonly when: "later" }
  | { readonly when: "never"; readonly reason: string };

/** The place, room and edited message of a row, as the store knows them in the transaction that acts on it. */
export interface Surroundings {
  readonly place: Place | null;
  /** The room that a reply answers in; null for other rows, which follow the state of their place. */
  readonly room: Room | null;
  /** The message that the row edits. */
  readonly edited: OutboxRow | null;
}

/**
 * A reply has its own room and does not wait for it; everything else follows its place. What was known when the row
 * was chosen may be over: read the surroundings again in the transaction that freezes it (docs/design.md §7.8).
 */
export function reachOf(row: OutboxRow, { place, room, edited }: Surroundings, me: UserId): Reach {
  if (row.class === "reply") {
    const obstacle = obstacleIn(room, me);
    return obstacle === null && room !== null
      ? { when: "now", room: room.id }
      : { when: "never", reason: `nothing can be answered there: ${obstacle}` };
  }
  if (!place?.room || place.state !== "active") return { when: "later" };
  // An edit counts only in the room of its original, and nobody reads that one any more.
  if (edited && edited.room !== place.room)
    return { when: "never", reason: "the message that it edits stands in a room before its upgrade" };
  return { when: "now", room: place.room };
}
