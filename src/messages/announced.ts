import type { Day, Offer } from "../offers/offer.ts";

/** An offer of a message as it stands now: a message may be rendered anew at any revision. */
interface Shown {
  readonly offer: Offer;
  /** The day on which this opening ended, in the configured timezone; null while it lasts. */
  readonly closedOn: Day | null;
}

/** One decision of an announcement or a list of new offers. */
export type Announced = Shown & { readonly kind: "published" | "reopened" | "copy" };

/** One decision of a digest. `ending`: it can be applied for a few days more; `closed`: it closed since the last digest. */
export type Digested = Shown & { readonly kind: Announced["kind"] | "ending" | "closed" };
