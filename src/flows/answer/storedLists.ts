import type { Offers, ShownLists } from "../../commands/context.ts";
import type { OfferKey } from "../../offers/offer.ts";
import type { Command, OutboxRow, Transaction } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";

type ListTables = Pick<Transaction, "lists" | "outbox" | "decisions">;

/** Reads from the store the lists that were shown where a command stands; valid within the transaction only. */
export function storedLists(tx: ListTables, { room, sender }: Command, offers: Offers): ShownLists {
  return {
    ofEvent: (event) => tx.lists.ofEvent(event),
    ofThread: (thread) => tx.lists.ofThread(room, thread),
    lastOfPerson: () => tx.lists.lastOf(room, sender),
    lastInRoom: () => tx.lists.lastIn(room),
    isOurs: async (event) => (await tx.outbox.byEvent(event)) !== null,
    offerOf: (event) => offerOf(tx, event, offers),
  };
}

async function offerOf(tx: ListTables, event: EventId, offers: Offers): Promise<OfferKey | "several" | null> {
  const row = await originalOf(tx, await tx.outbox.byEvent(event));
  if (row === null) return null;
  const decided = await tx.decisions.ofMessage(row.id);
  if (decided.length > 0) return decided.length === 1 ? (decided[0]?.offer ?? null) : "several";
  // An answer has no decisions: what it is about stands in what the room sees of it.
  const [id, ...more] = (await tx.outbox.shown(row.id))?.marks ?? row.marks ?? [];
  if (more.length > 0) return "several";
  if (id !== undefined) return offers.byId(id)?.key ?? null;
  // A reminder, or a word about an offer that somebody follows, has no marks, and is a list of its offers.
  const [offer = null, ...others] = (await tx.lists.ofEvent(event))?.offers ?? [];
  return others.length > 0 ? "several" : offer;
}

/** The row that an edit is about; any other row as it is. */
async function originalOf(tx: Pick<Transaction, "outbox">, row: OutboxRow | null): Promise<OutboxRow | null> {
  return row === null || row.edits === null ? row : tx.outbox.get(row.edits);
}
