import { distance, forgiven, mayBeNear, signature } from "../../text/typos.ts";
import type { NearTerm, Vocabulary } from "../index/vocabulary.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { type Query, readQuery } from "../query/query.ts";
import type { Unit } from "../query/unit.ts";
import { expand } from "./expansion.ts";

/** A word that no offer says, as typed, and the known word that was searched instead. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export interface Corrected {
  readonly query: Query;
  readonly corrections: readonly Correction[];
}

/**
 * Corrects the unknown words of a query as text and reads it anew, because a mistyped word may be part of a
 * label (`product ownner`) or mean a facet (`télétravial`). A word that any offer holds is never touched.
 */
export function correct(query: Query, lexicon: Lexicon, vocabulary: Vocabulary): Corrected {
  const corrections: Correction[] = [];
  let text = query.text;
  for (const unit of wordsOf(query)) {
    const [term = ""] = unit.terms;
    if (unit.quoted || lexicon.isTrade(term) || expand(unit, lexicon, vocabulary).length > 0) continue;
    const to = nearestWord(term.replaceAll(" ", ""), lexicon, vocabulary);
    if (to === undefined || !text.includes(unit.text)) continue;
    corrections.push({ from: unit.text, to });
    text = text.replace(unit.text, () => to);
  }
  if (corrections.length === 0) return { query, corrections };
  return { query: readQuery(text, { lexicon, today: query.today }), corrections };
}

function wordsOf({ choices }: Query): Unit[] {
  return choices.flatMap(({ units }) => units);
}

function nearestWord(term: string, lexicon: Lexicon, vocabulary: Vocabulary): string | undefined {
  const slips = forgiven(term.length);
  if (slips === 0) return undefined;
  if (lexicon.words.has(term)) return undefined;
  const [held] = vocabulary
    .nearest(term, slips)
    .filter((near) => isLikely(term, near) && (near.named > 0 || term.length > SURE_LENGTH));
  // « Nice » without « à » is a word that no offer says, and no mistyped « Nîmes ».
  if (held === undefined && lexicon.phrases.corrections.has(term)) return undefined;
  const letters = signature(term);
  let best: { term: string; slips: number } | undefined = held;
  for (const words of [lexicon.words, lexicon.phrases.corrections]) {
    for (const [word, written] of words) {
      const limit = best === undefined ? slips : best.slips - 1;
      if (limit < 1 || !mayBeNear(letters, signature(word), limit)) continue;
      const found = distance(term, word, limit);
      if (found <= limit && isLikely(term, { term: word, slips: found }))
        best = { term: written, slips: found };
    }
  }
  if (best === undefined || best !== held) return best?.term;
  return lexicon.shown(best.term) ?? vocabulary.shown(best.term);
}

/**
 * Whether a near term may be what was meant. One with another first letter hardly is
 * (« grue » is no « rue »).
 */
function isLikely(term: string, near: Pick<NearTerm, "term" | "slips">): boolean {
  return near.term.charAt(0) === term.charAt(0) || (near.slips < 2 && term.length >= SURE_LENGTH);
}

/**
 * The nearest word that offers do say, for a query that found nothing; it may be
 * farther off than a correction.
 */
export function closestWord(query: Query, lexicon: Lexicon, vocabulary: Vocabulary): string | undefined {
  for (const { terms, quoted } of wordsOf(query)) {
    const term = terms.join("").replaceAll(" ", "");
    // Who seeks an « ingénieur du son » is not helped by « ingénieur ».
    if (quoted || term.length < 5 || lexicon.isTrade(terms[0] ?? "")) continue;
    const near = vocabulary
      .nearest(term, Math.min(MOST_SLIPS, Math.floor(term.length / 3)))
      .find((other) => other.named > 0 && other.slips > 0 && isLikely(term, other));
    if (near !== undefined) return lexicon.shown(near.term) ?? vocabulary.shown(near.term);
  }
  return undefined;
}

const MOST_SLIPS = 3;
const SURE_LENGTH = 5;
