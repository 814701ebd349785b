import type { Offer } from "../offers/offer.ts";
import { clean, clip } from "./clean.ts";
import type { OfferMark } from "./content.ts";
import { publicLink, type Wording } from "./wording.ts";

const LIMIT = 160;

/** What other programs read in the event about an offer that it shows. */
export function offerMark(offer: Offer, open: boolean, wording: Wording): OfferMark {
  const url = publicLink(wording, offer);
  return {
    id: offer.id,
    state: open ? "open" : "closed",
    title: clip(clean(offer.title), LIMIT),
    startup: offer.startup && clip(clean(offer.startup), LIMIT),
    ...(url === null ? {} : { url }),
  };
}
