import type { OfferKey } from "../../../offers/offer.ts";
import type { AuditEntry, KeptSubscription, NewSubscription, Transaction } from "../../../ports/index.ts";
import type { PlaceId } from "../../../rooms/identifiers.ts";
import type { Matches, Subscription } from "../../../rooms/subscription.ts";
import { withdrawUnheard } from "../../announce/withdraw.ts";
import { awaitedIn, type OpenIn } from "../../digest/awaited.ts";

export type SubscriptionTables = Pick<
  Transaction,
  "subscriptions" | "audit" | "told" | "decisions" | "outbox" | "offers" | "changes"
>;

export interface SubscriptionParts {
  readonly matches: Matches;
  readonly open: OpenIn;
  readonly now: number;
}

/**
 * A subscription begins; what is open and matches counts as told, without a message, but for what digests of the room are
 * to tell yet.
 */
export async function begin(
  tx: Pick<SubscriptionTables, "subscriptions" | "told" | "changes">,
  subscription: NewSubscription,
  known: readonly OfferKey[],
  { open }: Pick<SubscriptionParts, "open">,
): Promise<KeptSubscription> {
  const awaited = await awaitedIn(tx, subscription.place, open);
  const begun = await tx.subscriptions.begin(subscription);
  await tx.told.begin(
    known.filter((key) => !awaited.has(key)),
    [begun.place],
  );
  return begun;
}

/**
 * Subscriptions of a place end. What waits for it and no other subscription asks for is taken back, and what counted as
 * told because of them alone is untold again: an offer may yet come into the filter of another.
 */
export async function end(
  tx: SubscriptionTables,
  place: PlaceId,
  ending: readonly Subscription[],
  { matches, open, now }: SubscriptionParts,
): Promise<void> {
  for (const { id } of ending) await tx.subscriptions.end(id);
  const left = new Set((await tx.subscriptions.ofPlace(place)).map(({ filter }) => filter));
  const others = new Set([...left].flatMap((filter) => open(filter)));
  const alone = new Set(ending.flatMap(({ filter }) => open(filter)).filter((key) => !others.has(key)));
  await tx.told.forgetSilent([...alone], place);
  await withdrawUnheard(tx, place, matches, now);
}

/** What a message had done, as far as an edit of it takes it back: it says something else now. */
export async function takeBack(
  tx: SubscriptionTables,
  done: readonly AuditEntry[],
  parts: SubscriptionParts,
): Promise<void> {
  for (const { place, deed, subscription } of done.toReversed()) {
    const standing = await tx.subscriptions.ofPlace(place);
    if (deed === "subscribed") {
      const begun = standing.filter(({ id }) => id === subscription.id);
      if (begun.length > 0) await end(tx, place, begun, parts);
    } else if (!standing.some((one) => isSame(one, subscription))) {
      // Under its number, which is nobody else's; and its digests go on where they were.
      const { id: _, ...before } = subscription;
      await begin(tx, { ...before, place }, await openBefore(tx, subscription, parts), parts);
    }
  }
  await tx.audit.takeBack(done.map(({ id }) => id));
}

/** What was open already when a subscription began: what came since is told, or waits for its digest. */
async function openBefore(
  tx: Pick<Transaction, "offers">,
  { filter, since }: Subscription,
  { open }: SubscriptionParts,
): Promise<OfferKey[]> {
  const before: OfferKey[] = [];
  for (const key of open(filter)) {
    // Null: it was open before anybody looked.
    const { openedAt = null } = (await tx.offers.get(key)) ?? {};
    if (openedAt === null || openedAt <= since) before.push(key);
  }
  return before;
}

function isSame(one: Subscription, other: Subscription): boolean {
  return one.filter === other.filter && one.schedule === other.schedule && one.origin === other.origin;
}
