import type { SearchScope } from "../index/indexedOffer.ts";
import type { Lexicon } from "../language/lexicon.ts";
import type { Choice } from "../query/choice.ts";
import type { Query } from "../query/query.ts";
import { shownChoices } from "../query/shownChoice.ts";
import { closestWord } from "./correction.ts";
import type { IndexContents } from "./indexContents.ts";
import type { Help } from "./ranking.ts";
import type { Scorer } from "./scorer.ts";

/** What helps on where a query finds nothing. `scorer` is that query's. */
export function helpFor(query: Query, scorer: Scorer, scope: SearchScope, index: IndexContents): Help {
  return {
    word: closestWord(query, index.lexicon, index.vocabulary) ?? null,
    looser: looserThan(query, scorer, scope, index),
  };
}

/** Demands that are dropped at once, at most. */
const MOST_DROPPED = 3;

/**
 * The query without the one demand whose loss finds most, or else without the fewest that find anything; a job that is
 * asked for stays, and so does what says of what another word is.
 */
function looserThan(
  { choices, unwanted, shunned }: Query,
  scorer: Scorer,
  { standing }: SearchScope,
  { entries, standings, lexicon }: IndexContents,
): Help["looser"] {
  if (choices.length < 2) return null;
  /** How many offers answer everything but the choices of these bits. */
  const lacking = new Map<number, number>();
  for (const [slot, entry] of entries.entries()) {
    if (entry === undefined || (standing !== "all" && standings[slot] !== standing)) continue;
    const bits = scorer.lacking(slot, entry);
    if (bits !== null) lacking.set(bits, (lacking.get(bits) ?? 0) + 1);
  }
  const kept = choices.reduce((bits, choice, at) => (isKept(choice, lexicon) ? bits | (1 << at) : bits), 0);
  const dropped = bestDropped(lacking, kept, choices.length);
  if (dropped === null) return null;
  const excluded = [...unwanted, ...shunned].map(({ text }) => `sauf ${text.replace(/^-/, "")}`);
  const left = shownChoices(choices.filter((_, at) => (dropped.bits & (1 << at)) === 0));
  const lost = shownChoices(choices.filter((_, at) => (dropped.bits & (1 << at)) !== 0));
  return { text: [...left, ...excluded].join(" "), without: lost, count: dropped.count };
}

function isKept({ units, tie }: Choice, lexicon: Lexicon): boolean {
  return tie === "speciality" || units.some(({ terms }) => lexicon.isJob(terms[0] ?? ""));
}

/** The fewest choices, as bits, without which offers answer everything, and of those the ones that find most. */
function bestDropped(
  lacking: ReadonlyMap<number, number>,
  kept: number,
  choices: number,
): { readonly bits: number; readonly count: number } | null {
  const all = 2 ** choices - 1;
  const candidates = [...lacking.keys()]
    .filter((bits) => bits !== 0 && bits !== all && (bits & kept) === 0 && sizeOf(bits) <= MOST_DROPPED)
    .map((bits) => ({ bits, count: sumWithin(lacking, bits) }));
  candidates.sort((a, b) => sizeOf(a.bits) - sizeOf(b.bits) || b.count - a.count);
  return candidates[0] ?? null;
}

/** Offers that lack nothing but some of these. */
function sumWithin(lacking: ReadonlyMap<number, number>, bits: number): number {
  let sum = 0;
  for (const [other, count] of lacking) if ((other & ~bits) === 0) sum += count;
  return sum;
}

function sizeOf(bits: number): number {
  let size = 0;
  for (let left = bits; left !== 0; left &= left - 1) size += 1;
  return size;
}
