import type { Day, Offer } from "../offers/offer.ts";

/** One decision of a message, with its offer as it stands now: a message may be rendered anew at any revision. */
export interface Announced {
  readonly kind: "published" | "reopened" | "copy";
  readonly offer: Offer;
  /** The day on which this opening ended, in the configured timezone; null while it lasts. */
  readonly closedOn: Day | null;
}
