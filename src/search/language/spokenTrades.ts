import { plainStems } from "./normalise.ts";
import { STOP_WORDS } from "./stopWords.ts";

/** A trade whose name ends in a word that is a small one elsewhere: « ingénieur du son ». */
export interface SpokenTrade {
  readonly term: string;
  /** The ways to say it, as stems with small words: with the words between and without. */
  readonly forms: readonly (readonly string[])[];
}

/**
 * A trade that is found as a phrase, because its words one by one are not its own; null for any other. No name ends in a
 * small word that is one there.
 */
export function spokenTrade(name: string): SpokenTrade | null {
  const stems = plainStems(name);
  const last = stems.at(-1);
  if (last === undefined || stems.length < 2 || !STOP_WORDS.has(last)) return null;
  const short = stems.filter((stem, at) => at === stems.length - 1 || !STOP_WORDS.has(stem));
  return { term: short.join(" "), forms: short.length === stems.length ? [stems] : [stems, short] };
}
