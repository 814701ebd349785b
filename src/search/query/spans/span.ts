import type { Category, Contract, Day } from "../../../offers/offer.ts";
import type { Range } from "./range.ts";

/** What an amount of euros pays for. Offers and people rarely write it; its size tells. */
export type PayPeriod = "day" | "month" | "year";

/** A demand that is written in numbers and dates rather than in words. */
export type SpanValue =
  /** Working time, in days a week. */
  | ({ readonly kind: "time" } & Range)
  /** In euros. */
  | ({ readonly kind: "pay"; readonly period: PayPeriod } & Range)
  /** `full`: nothing but full remote will do. */
  | { readonly kind: "remote"; readonly full: boolean }
  | { readonly kind: "category"; readonly category: Category }
  /** How long the post lasts, in months. `of`: the contracts that are asked for beside it; empty for any. */
  | ({ readonly kind: "duration"; readonly of: readonly Contract[] } & Range)
  /** Begins within these days (`spans/start.ts`). */
  | { readonly kind: "start"; readonly day: Day | null; readonly until: Day | null }
  /** Published from `day` on, up to `until`, both included; null where that side is open (« depuis mai », « avant mai »). */
  | { readonly kind: "since"; readonly day: Day | null; readonly until: Day | null };

/**
 * A stretch of a typed text that means one thing. `value` is null where it only goes with what stands beside it, and
 * `unread` where it asks for what no fact of an offer says: people are told that it was passed over.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: SpanValue | "unread" | null;
}

/** Counts in words that people write out, folded. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  "un deux trois quatre cinq six sept huit neuf dix onze douze"
    .split(" ")
    .map((word, at): [string, number] => [word, at + 1])
    .concat([
      ["une", 1],
      ["quinze", 15],
      ["dix-huit", 18],
      ["vingt", 20],
      ["vingt-quatre", 24],
    ]),
);

/** The source of a pattern for a count: digits, or a word of `NUMBERS`. */
export const COUNT = String.raw`(?:\d{1,4}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix-huit|dix|onze|douze|quinze|vingt-quatre|vingt)`;

export function countOf(text: string): number {
  return NUMBERS.get(text) ?? Number(text);
}
