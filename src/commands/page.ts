import type { OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { Page } from "./answer.ts";
import type { Offers } from "./context.ts";

const PAGE_SIZE = 8;
/** As far as anyone pages; the store keeps every list for a while. */
const REMEMBERED = 400;

/** The page that begins after `seen` offers. Numbers run on over the pages of a list. */
export function pageOf(all: readonly OfferKey[], seen: number, standing: Standing, offers: Offers): Page {
  const found = all.slice(0, REMEMBERED);
  const items = found.slice(seen, seen + PAGE_SIZE).flatMap((key, index) => {
    const listed = offers.byKey(key);
    return listed === null ? [] : [{ number: seen + index + 1, listed }];
  });
  return { items, found, shown: Math.min(found.length, seen + PAGE_SIZE), total: all.length, standing };
}
