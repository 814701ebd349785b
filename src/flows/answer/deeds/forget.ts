import type { Command, Transaction } from "../../../ports/index.ts";
import type { PlaceId } from "../../../rooms/identifiers.ts";
import { end, type SubscriptionParts, type SubscriptionTables } from "./subscriptions.ts";

export type ForgetTables = SubscriptionTables &
  Pick<Transaction, "people" | "places" | "directWishes" | "outbox">;

/**
 * Erases what is kept of whoever asks: what their own rooms with the bot are subscribed to by command, with what waits to be
 * told there of followed offers, and their name everywhere else. A room that was opened for them and to which they never
 * came is left.
 */
export async function forget(
  tx: ForgetTables,
  { sender, event }: Pick<Command, "sender" | "event">,
  parts: SubscriptionParts,
): Promise<void> {
  for (const { id, state, configured } of await tx.places.ofPerson(sender)) {
    await endOwn(tx, id, "whoever followed the offer was forgotten", parts);
    await tx.audit.forget(id);
    const wish = await tx.directWishes.ofPlace(id);
    if (wish) await tx.directWishes.remove(wish.id);
    // Where they are, the room's state names them anyway.
    if (state !== "active" && !configured) await tx.places.vacate(id);
  }
  await tx.people.forget(sender, event);
}

/** Ends what a person had their own place subscribed to, and drops what waits to be said there of followed offers. */
export async function endOwn(
  tx: SubscriptionTables,
  place: PlaceId,
  reason: string,
  parts: SubscriptionParts,
): Promise<void> {
  const own = (await tx.subscriptions.ofPlace(place)).filter(({ origin }) => origin === "command");
  if (own.length > 0) await end(tx, place, own, parts);
  const waiting = (await tx.outbox.queuedIn(place)).filter(({ key }) => key.startsWith("follow:"));
  if (waiting.length > 0)
    await tx.outbox.drop(
      waiting.map(({ id }) => id),
      reason,
      parts.now,
    );
}
