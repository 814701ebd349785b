import { eventContent } from "../../messages/event.ts";
import { welcomeMessage } from "../../messages/welcome.ts";
import type { Wording } from "../../messages/wording.ts";
import type { Clock, Transaction } from "../../ports/index.ts";
import type { Room } from "../../rooms/room.ts";

export interface WelcomeParts {
  readonly wording: Wording;
  readonly clock: Clock;
  /** The filter that fits a room of this name; without it none is suggested. */
  readonly suggest?: (name: string) => string | null;
}

/** Three lines when we have come to a room; their key keeps them from ever being said twice there. */
export async function welcome(
  tx: Pick<Transaction, "places" | "outbox" | "subscriptions">,
  { id: room, name }: Pick<Room, "id" | "name">,
  { wording, clock, suggest }: WelcomeParts,
): Promise<void> {
  const place = await tx.places.ofRoom(room);
  if (!place) return;
  // The room's, not the place's, which may prove to be another's.
  const key = `welcome:${room}`;
  const filters = (await tx.subscriptions.ofPlace(place.id)).map(({ shown }) => shown);
  const suggested = filters.length > 0 || name === null ? null : (suggest?.(name) ?? null);
  const message = welcomeMessage(filters, wording, suggested);
  const content = eventContent({ message, notify: false, key });
  await tx.outbox.add({
    key,
    place: place.id,
    class: "notice",
    notify: false,
    content,
    createdAt: clock.now(),
  });
}
