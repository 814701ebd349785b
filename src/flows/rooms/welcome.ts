import { eventContent } from "../../messages/event.ts";
import { welcomeMessage } from "../../messages/welcome.ts";
import type { Wording } from "../../messages/wording.ts";
import type { Clock, Transaction } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";

/** Three lines when we have come to a room; their key keeps them from ever being said twice there. */
export async function welcome(
  tx: Pick<Transaction, "places" | "outbox" | "subscriptions">,
  room: RoomId,
  { wording, clock }: { readonly wording: Wording; readonly clock: Clock },
): Promise<void> {
  const place = await tx.places.ofRoom(room);
  if (!place) return;
  // The room's, not the place's, which may prove to be another's.
  const key = `welcome:${room}`;
  const filters = (await tx.subscriptions.ofPlace(place.id)).map(({ shown }) => shown);
  const content = eventContent({ message: welcomeMessage(filters, wording), notify: false, key });
  await tx.outbox.add({
    key,
    place: place.id,
    class: "notice",
    notify: false,
    content,
    createdAt: clock.now(),
  });
}
