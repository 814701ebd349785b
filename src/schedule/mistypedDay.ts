import { distance, forgiven } from "../text/typos.ts";
import { tokensOf } from "./rhythmReading.ts";
import { DAY_NAMES } from "./rhythmWords.ts";

/** A word that stands where a day does, and is none. */
export interface MistypedDay {
  /** Where it stands in the text, with the word before it. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** The days that may be meant, the nearest first. */
  readonly nearest: readonly string[];
}

/** Words before a day. After those that stand in filters, too, what looks like one has to end as days do. */
const BEFORE = new Set(["le", "les", "chaque"]);
const BEFORE_ANYTHING = new Set(["du", "au", "et", ","]);
const MOST = 2;

/**
 * Finds « le mardredi » in a text, as `foldInPlace` leaves it: a day that nobody can keep is no part of a filter. Linear in
 * the text.
 */
export function mistypedDay(folded: string): MistypedDay | null {
  const tokens = tokensOf(folded);
  for (const [index, { text, start, end }] of tokens.entries()) {
    const before = tokens[index - 1];
    if (before === undefined) continue;
    const looksLikeOne = BEFORE_ANYTHING.has(before.text) && text.endsWith("di");
    if (!BEFORE.has(before.text) && !looksLikeOne) continue;
    const nearest = nearestTo(text);
    if (nearest.length > 0) return { from: before.start, start, end, nearest };
  }
  return null;
}

function nearestTo(word: string): string[] {
  if (word.length > 12 || isDay(word)) return [];
  const single = word.replace(/s$/, "");
  return DAY_NAMES.map((day) => ({ day, away: away(single, day) }))
    .filter(({ away }) => Number.isFinite(away))
    .sort((one, other) => one.away - other.away)
    .slice(0, MOST)
    .map(({ day }) => day);
}

function isDay(word: string): boolean {
  return DAY_NAMES.some((day) => word === day || word === `${day}s`);
}

/** « mardredi » is mardi and mercredi at once: it begins as the one and ends as all of them do. */
function away(word: string, day: string): number {
  const limit = forgiven(day.length);
  const slips = distance(word, day, limit);
  if (slips <= limit) return slips;
  const blend = word.endsWith("di") && word.length > day.length && word.startsWith(day.slice(0, 3));
  return blend ? limit + 1 : Number.POSITIVE_INFINITY;
}
