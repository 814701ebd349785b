import type { Transaction } from "../../ports/index.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";

/** Notes that somebody declined the invitation to a room that was opened for them: they are not asked again by themselves. */
export async function hearDeclined(
  tx: Pick<Transaction, "directWishes" | "places">,
  { id }: Pick<Room, "id">,
  events: readonly RoomEvent[],
): Promise<void> {
  const gone = events.filter(
    ({ type, content }) =>
      type === "m.room.member" && (content.membership === "leave" || content.membership === "ban"),
  );
  const wish = gone.length === 0 ? null : await tx.directWishes.ofRoom(id);
  if (wish?.state !== "invited") return;
  const person = (await tx.places.get(wish.place))?.person;
  if (gone.some(({ stateKey }) => stateKey !== null && stateKey === person))
    await tx.directWishes.change(wish.id, { state: "declined" });
}
