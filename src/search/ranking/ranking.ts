import type { OfferId, OfferKey } from "../../offers/offer.ts";
import type { Facet } from "../query/facets.ts";
import type { Refusal } from "../query/refusal.ts";
import type { Correction } from "./correction.ts";

/** An offer of a list. */
export interface Hit {
  readonly key: OfferKey;
  readonly id: OfferId;
  readonly title: string;
  readonly startup: string | null;
  /** Above 0; about 1 when the title says every word. Comparable within one list only. */
  readonly score: number;
  /** Whether the offer says everything that was asked, by a filter's measure. Complete hits stand first. */
  readonly complete: boolean;
}

/**
 * A stretch of a list behind its complete hits: offers that answer the query but for what is named here. What
 * contradicts the query (another contract, another place, an excluded word) is never listed.
 */
export interface Loosened {
  /** Parts of the query that these offers do not say (« Montpellier », « cobol »), as `shownPart` writes them. */
  readonly without: readonly string[];
  /**
   * Parts that they answer nearly: a place around, a neighbouring job, a word that stands in their text alone. When
   * both lists are empty, the group gathers what differs in several such ways.
   */
  readonly near: readonly string[];
  readonly count: number;
}

/** What helps on when nothing is listed; each is absent where it does not help. */
export interface Help {
  /** The word that offers do say and that is nearest to an unknown one. */
  readonly word: string | null;
  /** The same query with fewer demands, as it may be typed, those that it lost, and how many offers answer it whole. */
  readonly looser: {
    readonly text: string;
    readonly without: readonly string[];
    readonly count: number;
  } | null;
}

/**
 * The answer to a query: complete hits first, then group by group what was loosened. `hits` is one page of that
 * order; all counts are of the whole list, however long it is.
 */
export interface Ranking {
  readonly hits: readonly Hit[];
  /** `complete`, and the counts of all groups. */
  readonly total: number;
  readonly complete: number;
  /** In the order of the list. */
  readonly loosened: readonly Loosened[];
  /** Mistyped words, and the words that were searched instead. */
  readonly corrections: readonly Correction[];
  /** Words that no offer says, as typed: « personne ne parle de « cobol » ». */
  readonly unknown: readonly string[];
  /** Parts that were passed over, as typed: `Query.unread`. */
  readonly unread: readonly string[];
  /** Words that must not be said, as typed; excluded places and the like are facets of `understood`. */
  readonly excluded: readonly string[];
  /** The parts of the query that were understood as a place, a contract, a startup, a day … */
  readonly understood: readonly Facet[];
  /** Why nothing was searched; null when the query could be read. */
  readonly refusal: Refusal | null;
  /** Null when something is listed. */
  readonly help: Help | null;
}
