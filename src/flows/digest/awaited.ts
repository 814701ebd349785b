import type { OfferKey } from "../../offers/offer.ts";
import type { Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";

/** The open offers that a canonical filter takes. */
export type OpenIn = (filter: string) => readonly OfferKey[];

/**
 * The open offers that changed since digests of a place told of them, and are to stand in the next: whatever begins there
 * meanwhile must not count them as told. Some may have been told by an announcement all the same.
 */
export async function awaitedIn(
  { subscriptions, changes }: Pick<Transaction, "subscriptions" | "changes">,
  place: PlaceId,
  open: OpenIn,
): Promise<ReadonlySet<OfferKey>> {
  const digested = (await subscriptions.ofPlace(place)).filter(({ schedule }) => schedule !== "immediate");
  if (digested.length === 0) return new Set();
  const oldest = Math.min(...digested.map(({ covered }) => covered));
  const last = new Map((await changes.after(oldest)).map(({ offer, number }) => [offer, number]));
  if (last.size === 0) return new Set();
  return new Set(
    digested.flatMap(({ filter, covered }) => open(filter).filter((key) => (last.get(key) ?? 0) > covered)),
  );
}
