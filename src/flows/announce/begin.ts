import type { KnownOffer } from "../../offers/catalogue.ts";
import type { Transaction } from "../../ports/index.ts";
import type { Matches, Subscription } from "../../rooms/subscription.ts";

/**
 * Counts what is open and matches new subscriptions as told, without a message. Each filter is matched once, however
 * many places share it. Returns how many announcements that spares.
 */
export async function beginSilently(
  tx: Pick<Transaction, "told">,
  subscriptions: readonly Pick<Subscription, "place" | "filter">[],
  open: readonly KnownOffer[],
  matches: Matches,
): Promise<number> {
  let spared = 0;
  for (const [filter, same] of Map.groupBy(subscriptions, (subscription) => subscription.filter)) {
    const heard = open.filter(({ offer }) => matches(filter, offer)).map(({ key }) => key);
    spared += await tx.told.begin(heard, [...new Set(same.map(({ place }) => place))]);
  }
  return spared;
}
