import type { OfferKey } from "../../offers/offer.ts";
import type { Decision, OutboxRow, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { makesTold } from "../deliver/makesTold.ts";

/** An announcement of an offer, and the message that carries it. */
export interface Showing {
  readonly decision: Decision;
  readonly row: OutboxRow;
}

/** The messages, sent or not, that are about one opening of an offer. */
export async function showing(
  tx: Pick<Transaction, "decisions" | "outbox">,
  opening: { key: OfferKey; opening: number },
): Promise<Showing[]> {
  return await withRows(tx, await tx.decisions.ofOffer(opening.key, opening.opening));
}

async function withRows(tx: Pick<Transaction, "outbox">, decisions: readonly Decision[]): Promise<Showing[]> {
  const rows = await tx.outbox.all([...new Set(decisions.map(({ message }) => message))]);
  return decisions.flatMap((decision) => {
    const row = rows.get(decision.message);
    return row ? [{ decision, row }] : [];
  });
}

/**
 * Takes back decisions whose message was never attempted; their places are untold again. Copies, and what digests
 * mention, never made a place told, so there is nothing to undo for them.
 */
export async function withdraw(
  tx: Pick<Transaction, "decisions" | "outbox" | "told">,
  shown: readonly Showing[],
  reason: string,
  now: number,
): Promise<void> {
  const waiting = shown.filter(({ row }) => row.state === "queued");
  if (waiting.length === 0) return;
  const decisions = waiting.map(({ decision }) => decision);
  await tx.decisions.remove(decisions);
  await tx.told.forget(decisions.filter(makesTold));
  const empty = await tx.decisions.emptyOf([...new Set(waiting.map(({ row }) => row.id))]);
  await tx.outbox.drop(empty, reason, now);
}

/**
 * After a subscription ended, takes back its digest that waits, and the announcements for its place that no other
 * subscription of it asks for.
 */
export async function withdrawUnheard(
  tx: Pick<Transaction, "subscriptions" | "decisions" | "outbox" | "told" | "offers">,
  place: PlaceId,
  matches: Matches,
  now: number,
): Promise<void> {
  const filters = (await tx.subscriptions.ofPlace(place)).map(({ filter }) => filter);
  const unheard: Showing[] = [];
  for (const row of await tx.outbox.waiting(place)) {
    for (const decision of await tx.decisions.ofMessage(row.id)) {
      const known = await tx.offers.get(decision.offer);
      const heard = known !== null && filters.some((filter) => matches(filter, known.offer));
      if (!heard && decision.kind !== "copy") unheard.push({ decision, row });
    }
  }
  for (const row of await tx.outbox.queuedIn(place)) {
    if (row.class !== "digest") continue;
    const decisions = await tx.decisions.ofMessage(row.id);
    // A decision forgets the subscription that is gone.
    if (decisions.every(({ subscription }) => subscription === null))
      unheard.push(...decisions.map((decision) => ({ decision, row })));
  }
  await withdraw(tx, unheard, "unsubscribed before it was sent", now);
}
