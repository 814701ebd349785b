import type { Lexicon } from "./lexicon.ts";
import type { Unit } from "./query.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A term of the index that answers a unit of the query. */
export interface Target {
  readonly id: number;
  /** What it is worth: 1 is the word itself. */
  readonly weight: number;
  /** By the word, its forms or its synonyms, as a filter would: neither a beginning nor a typo. */
  readonly strict: boolean;
}

export interface Expansion {
  readonly targets: readonly Target[];
  /** The word that was looked for instead of a mistyped one. */
  readonly corrected: string | null;
}

/** From here on a related term is a synonym; below, it is only near, and no filter takes it. */
export const SYNONYM = 0.6;
const JOINED = 1;
/** A word's beginning is worth less the more is missing. */
const BEGINNING = 0.9;
const SHORTEST_BEGINNING = 3;
const MOST_BEGINNINGS = 12;
const SLIP = 0.9;
const MOST_CORRECTIONS = 2;

/** The terms that answer a unit, with their worth: itself, written as one with a neighbour, related ones. */
export function termsOf(unit: Unit, lexicon: Lexicon): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void =>
    void terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  for (const term of unit.terms) {
    add(term, 1);
    for (const related of lexicon.related(term)) add(related.term, related.weight);
  }
  for (const term of unit.joined) add(term, JOINED);
  return terms;
}

/** What the index holds for a unit that is not quoted. Beginnings and typos only where it holds nothing else. */
export function expand(unit: Unit, lexicon: Lexicon, vocabulary: Vocabulary): Expansion {
  const targets: Target[] = [];
  for (const [term, weight] of termsOf(unit, lexicon)) {
    const id = vocabulary.id(term);
    if (id !== undefined) targets.push({ id, weight, strict: weight >= SYNONYM });
  }
  const [term = ""] = unit.terms;
  if (targets.length > 0 || term.length < SHORTEST_BEGINNING) return { targets, corrected: null };
  for (const near of vocabulary.beginningWith(term, MOST_BEGINNINGS)) {
    const id = vocabulary.id(near.term);
    const weight = BEGINNING * Math.sqrt(term.length / near.term.length);
    if (id !== undefined) targets.push({ id, weight, strict: false });
  }
  if (targets.length > 0) return { targets, corrected: null };
  const nearest = vocabulary.nearest(term.replaceAll(" ", "")).slice(0, MOST_CORRECTIONS);
  const [best] = nearest;
  if (best === undefined) return { targets, corrected: null };
  for (const near of nearest) {
    const id = vocabulary.id(near.term);
    if (id === undefined) continue;
    // A second reading stays only while it is as likely as the first.
    if (near !== best && near.named * 4 < best.named) continue;
    targets.push({ id, weight: SLIP, strict: false });
    for (const related of lexicon.related(near.term)) {
      const other = vocabulary.id(related.term);
      if (other !== undefined) targets.push({ id: other, weight: SLIP * related.weight, strict: false });
    }
  }
  return { targets, corrected: lexicon.shown(best.term) ?? vocabulary.shown(best.term) };
}
