import type { OutboxRow, Transaction } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { obstacleIn } from "../../rooms/placeState.ts";

/** Where a row may go at this moment. `later`: its place waits or is suspended; `never`: it has lost its room. */
export type Reach =
  | { readonly when: "now"; readonly room: RoomId }
  | { readonly when: "later" }
  | { readonly when: "never"; readonly reason: string };

/**
 * Read from what sync has stored, in the transaction that acts on it: what was known when the row was chosen may be
 * over (DESIGN §7.8). A reply has its own room and does not wait for it; everything else follows its place.
 */
export async function reachOf(tx: Transaction, row: OutboxRow, me: UserId): Promise<Reach> {
  const place = await tx.places.get(row.place);
  if (row.class === "reply") {
    const room = row.room ?? place?.room ?? null;
    const obstacle = obstacleIn(room && (await tx.rooms.get(room)), me);
    return obstacle === null && room !== null
      ? { when: "now", room }
      : { when: "never", reason: `nothing can be answered there: ${obstacle}` };
  }
  if (!place?.room || place.state !== "active") return { when: "later" };
  const edited = row.edits === null ? null : await tx.outbox.get(row.edits);
  // An edit counts only in the room of its original, and nobody reads that one any more.
  if (edited && edited.room !== place.room)
    return { when: "never", reason: "the message that it edits stands in a room before its upgrade" };
  return { when: "now", room: place.room };
}
