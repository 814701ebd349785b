import type { OfferKey } from "../../offers/offer.ts";
import type { Decision, OutboxRow, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Matches } from "../../rooms/subscription.ts";

export interface Showing {
  readonly decision: Decision;
  readonly row: OutboxRow;
}

/** The messages, sent or not, that are about one opening of an offer. */
export async function showing(
  tx: Transaction,
  opening: { key: OfferKey; opening: number },
): Promise<Showing[]> {
  const found: Showing[] = [];
  for (const decision of await tx.decisions.ofOffer(opening.key, opening.opening)) {
    const row = await tx.outbox.get(decision.message);
    if (row) found.push({ decision, row });
  }
  return found;
}

/** Takes back decisions whose message was never attempted; their places are untold again. A copy told nobody anew. */
export async function withdraw(
  tx: Transaction,
  shown: readonly Showing[],
  reason: string,
  now: number,
): Promise<void> {
  for (const { decision, row } of shown) {
    if (row.state !== "queued") continue;
    await tx.decisions.remove(decision);
    if (decision.kind !== "copy") await tx.told.forget([decision]);
    if ((await tx.decisions.ofMessage(row.id)).length === 0) await tx.outbox.drop([row.id], reason, now);
  }
}

/** After a subscription ended: what waits for that place and no other subscription of it asks for is taken back. */
export async function withdrawUnheard(
  tx: Transaction,
  place: PlaceId,
  matches: Matches,
  now: number,
): Promise<void> {
  const filters = (await tx.subscriptions.ofPlace(place)).map(({ filter }) => filter);
  for (const row of await tx.outbox.waiting(place)) {
    const unheard: Showing[] = [];
    for (const decision of await tx.decisions.ofMessage(row.id)) {
      const known = await tx.offers.get(decision.offer);
      const heard = known !== null && filters.some((filter) => matches(filter, known.offer));
      if (!heard && decision.kind !== "copy") unheard.push({ decision, row });
    }
    await withdraw(tx, unheard, "unsubscribed before it was sent", now);
  }
}
