import type { Offers, ShownLists } from "../../commands/context.ts";
import { offersIn } from "../../messages/mark.ts";
import type { OfferKey } from "../../offers/offer.ts";
import type { Command, OutboxRow, Transaction } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";

/** What the store knows of the lists that were shown where a command stands. */
export function storedLists(tx: Transaction, { room, sender }: Command, offers: Offers): ShownLists {
  return {
    ofEvent: (event) => tx.lists.ofEvent(event),
    ofThread: (thread) => tx.lists.ofThread(room, thread),
    lastOfPerson: () => tx.lists.lastOf(room, sender),
    lastInRoom: () => tx.lists.lastIn(room),
    offerOf: (event) => offerOf(tx, event, offers),
  };
}

async function offerOf(
  tx: Transaction,
  event: EventId,
  offers: Offers,
): Promise<OfferKey | "several" | null> {
  const row = await originalOf(tx, await tx.outbox.byEvent(event));
  if (row === null) return null;
  const decided = await tx.decisions.ofMessage(row.id);
  if (decided.length > 0) return decided.length === 1 ? (decided[0]?.offer ?? null) : "several";
  // An answer has no decisions: what it is about stands in what the room sees of it.
  const shown = (await tx.outbox.shownContent(row.id)) ?? row.content;
  const [mark, ...more] = shown === null ? [] : offersIn(shown);
  if (more.length > 0) return "several";
  return mark === undefined ? null : (offers.byId(mark.id)?.key ?? null);
}

async function originalOf(tx: Transaction, row: OutboxRow | null): Promise<OutboxRow | null> {
  return row === null || row.edits === null ? row : tx.outbox.get(row.edits);
}
