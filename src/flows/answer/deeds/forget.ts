import type { Command, Transaction } from "../../../ports/index.ts";
import { end, type SubscriptionParts, type SubscriptionTables } from "./subscriptions.ts";

/**
 * Erases what is kept of whoever asks: what their own rooms with the bot are subscribed to by command, with what waits to be
 * told there of followed offers, and their name everywhere else.
 */
export async function forget(
  tx: SubscriptionTables & Pick<Transaction, "people" | "places">,
  { sender, event }: Pick<Command, "sender" | "event">,
  parts: SubscriptionParts,
): Promise<void> {
  for (const place of await tx.places.allDirectWith(sender)) {
    const standing = await tx.subscriptions.ofPlace(place);
    const own = standing.filter(({ origin }) => origin === "command");
    if (own.length > 0) await end(tx, place, own, parts);
    const waiting = (await tx.outbox.queuedIn(place)).filter(({ key }) => key.startsWith("follow:"));
    const ids = waiting.map(({ id }) => id);
    if (ids.length > 0) await tx.outbox.drop(ids, "whoever followed the offer was forgotten", parts.now);
    await tx.audit.forget(place);
  }
  await tx.people.forget(sender, event);
}
