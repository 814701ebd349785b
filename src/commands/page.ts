import type { OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { Listed, Offers } from "./context.ts";

export const PAGE_SIZE = 8;
/** Offers of a list that can be paged to: nobody goes further, and the store keeps every list for a while. */
export const MOST_LISTED = 400;

export interface Page {
  readonly items: readonly { readonly number: number; readonly listed: Listed }[];
  /** Every offer that can be paged to, in order: numbers and `suite` refer to it afterwards. */
  readonly found: readonly OfferKey[];
  /** The number of offers of `found` that have been shown, this page counted. */
  readonly shown: number;
  /** The number of all matches; it may exceed `found`, which is bounded. */
  readonly total: number;
  readonly standing: Standing;
}

/** The page that begins after `seen` offers. Numbers run on over the pages of a list. */
export function pageOf(all: readonly OfferKey[], seen: number, standing: Standing, offers: Offers): Page {
  const found = all.slice(0, MOST_LISTED);
  const items = found.slice(seen, seen + PAGE_SIZE).flatMap((key, index) => {
    const listed = offers.byKey(key);
    return listed === null ? [] : [{ number: seen + index + 1, listed }];
  });
  return { items, found, shown: Math.min(found.length, seen + PAGE_SIZE), total: all.length, standing };
}
