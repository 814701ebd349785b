import type { OfferKey } from "../offers/offer.ts";
import type { Facet } from "../search/query/facets.ts";
import type { FilterProblem } from "../search/ranking/filter.ts";

/** A filter as somebody typed it. */
export type TypedFilter =
  | {
      readonly ok: true;
      /** In canonical form; empty for every offer. */
      readonly filter: string;
      /** What is asked for beside words, and the words that are excluded, as `Found` has them. */
      readonly understood: readonly Facet[];
      readonly excluded: readonly string[];
    }
  | { readonly ok: false; readonly problem: FilterProblem };

/** A demand that no offer answers, as typed, and what may have been meant. */
export interface Unmet {
  readonly words: string;
  readonly nearest: string | null;
}

/** A moment to come, with what it takes to put it into words. All in milliseconds since the epoch. */
export interface Moment {
  readonly at: number;
  readonly now: number;
  readonly timezone: string;
}

/** Filters and schedules of subscriptions, over the offers and at the time of the command. */
export interface FilterReader {
  /** `text` is hostile. */
  read(text: string): TypedFilter;
  /** The open offers that a canonical filter takes, newest first. */
  open(filter: string): readonly OfferKey[];
  /** The demands that no offer, open or closed, ever answered; `text` is one that `read` let pass. */
  unmet(text: string): readonly Unmet[];
  /** When the next digest of a schedule falls; null for what is told at once. */
  next(schedule: string): Moment | null;
}
