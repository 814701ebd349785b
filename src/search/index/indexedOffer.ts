import type { Day, OfferId, OfferKey } from "../../offers/offer.ts";
import type { Standing } from "../../offers/standing.ts";
import type { FacetFacts } from "../query/facets.ts";

/** The part of the index that a search lists. */
export interface SearchScope {
  readonly standing: Standing | "all";
  /** At most this many hits are returned; `total` counts all. */
  readonly limit: number;
  /** This many hits are skipped before those (the next page). */
  readonly offset?: number;
}

/** An offer as the index keeps it: without its body, of which only term numbers stay. */
export interface IndexedOffer {
  readonly key: OfferKey;
  readonly id: OfferId;
  readonly title: string;
  readonly startup: string | null;
  readonly date: Day | null;
  readonly facts: FacetFacts;
  readonly titleLength: number;
  /** Words of the body. */
  readonly length: number;
  /** Term numbers in the order of the words: title, startup and the like, each closed by 0, then the body. */
  readonly order: Uint32Array;
  /** Where the body begins in `order`. */
  readonly body: number;
  /** Every term number once. */
  readonly terms: Uint32Array;
}
