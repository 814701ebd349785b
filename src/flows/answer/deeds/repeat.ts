import { COPY_KEY } from "../../../delivery/merge.ts";
import type { OfferKey } from "../../../offers/offer.ts";
import type { Command, Transaction } from "../../../ports/index.ts";
import type { PlaceId } from "../../../rooms/identifiers.ts";

/**
 * Says offers in the room once more, in one message that nobody is notified of. They are copies: the room is told of
 * nothing by them, and what becomes of the offers shows in them too (docs/design.md §7.4).
 */
export async function repeat(
  tx: Pick<Transaction, "outbox" | "decisions" | "offers">,
  place: PlaceId,
  offers: readonly OfferKey[],
  { event }: Pick<Command, "event">,
  now: number,
): Promise<void> {
  const row = { place, class: "announcement", notify: false, createdAt: now } as const;
  const message = await tx.outbox.add({ ...row, key: `${COPY_KEY}${event}` });
  if (message === null) return;
  const decided = { place, kind: "copy", cause: event, message } as const;
  const openings = [];
  for (const offer of offers) {
    const opening = (await tx.offers.get(offer))?.opening;
    if (opening !== undefined) openings.push({ offer, opening });
  }
  await tx.decisions.add(openings.map((one, position) => ({ ...decided, ...one, position })));
}
