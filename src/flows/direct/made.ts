import type { Transaction } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";

type MadeTables = Pick<Transaction, "directWishes" | "places">;

/**
 * A room bears the mark of a wish. The first one becomes the person's place; any other was made by a request of which
 * nobody knew what had become, and stands for nothing.
 */
export async function made(tx: MadeTables, mark: string, room: RoomId): Promise<void> {
  const wish = await tx.directWishes.ofMark(mark);
  if (wish === null || wish.room !== null) return;
  await tx.places.settle(wish.place, room);
  await tx.directWishes.change(wish.id, { room, state: "made" });
}
