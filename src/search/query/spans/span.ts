import type { FacetValue } from "../facets.ts";

/** A stretch of a typed text that means one thing; `value` is null where it only goes with what stands beside it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: FacetValue | null;
}

/** Counts in words that people write out, folded. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  "un deux trois quatre cinq six sept huit neuf dix onze douze"
    .split(" ")
    .map((word, at): [string, number] => [word, at + 1])
    .concat([["une", 1]]),
);

/** The source of a pattern for a count: digits, or a word of `NUMBERS`. */
export const COUNT = String.raw`(?:\d{1,4}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)`;

export function countOf(text: string): number {
  return NUMBERS.get(text) ?? Number(text);
}
