import type { Day, OfferId, OfferKey } from "../../offers/offer.ts";
import type { Standing } from "../../offers/standing.ts";
import type { FacetFacts } from "../query/facets.ts";

export interface SearchOptions {
  readonly standing: Standing | "all";
  /** Hits that are returned; `total` counts all. */
  readonly limit: number;
  /** Hits that are skipped before those (the next page). */
  readonly offset?: number;
}

/** What the index keeps of an offer: the body is not among it. */
export interface Entry {
  readonly key: OfferKey;
  readonly id: OfferId;
  readonly title: string;
  readonly startup: string | null;
  readonly date: Day | null;
  readonly facts: FacetFacts;
  readonly titleLength: number;
  /** Words of the body. */
  readonly length: number;
  /** Term numbers in order: strict texts, each closed by 0, then the body. */
  readonly order: Uint32Array;
  /** Where the body begins in `order`. */
  readonly body: number;
  /** Every term once. */
  readonly terms: Uint32Array;
}
