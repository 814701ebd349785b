import type { OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { Listed, Offers, RecalledList } from "./context.ts";

export const PAGE_SIZE = 8;
/** Offers of a list that can be paged to: nobody goes further, and the store keeps every list for a while. */
export const MOST_LISTED = 400;

export interface Page {
  readonly items: readonly { readonly number: number; readonly listed: Listed }[];
  /** Every offer that can be paged to, in order: numbers and `suite` refer to it afterwards. */
  readonly found: readonly OfferKey[];
  /** The number of offers of `found` up to the end of this page. */
  readonly shown: number;
  /** The number of offers that say everything that was asked, which stand first; it may exceed `found`. */
  readonly exact: number;
  /** The number of all offers of the list, those that say less too; it may exceed `found`, which is bounded. */
  readonly total: number;
  readonly standing: Standing;
}

/** A list of offers that all say what was asked. */
export function wholly(offers: readonly OfferKey[], standing: Standing): Omit<RecalledList, "shown" | "at"> {
  return { offers, exact: offers.length, closed: standing === "closed" };
}

/**
 * The page of a list that begins after `seen` offers. Numbers run on over the pages of a list. `total` where the list
 * is longer than the offers that are named.
 */
export function pageOf(
  list: Omit<RecalledList, "shown" | "at">,
  seen: number,
  offers: Offers,
  total: number = list.offers.length,
): Page {
  const found = list.offers.slice(0, MOST_LISTED);
  const items = found.slice(seen, seen + PAGE_SIZE).flatMap((key, index) => {
    const listed = offers.byKey(key);
    return listed === null ? [] : [{ number: seen + index + 1, listed }];
  });
  const standing = list.closed ? "closed" : "open";
  return {
    items,
    found,
    shown: Math.min(found.length, seen + PAGE_SIZE),
    exact: list.exact,
    total,
    standing,
  };
}
