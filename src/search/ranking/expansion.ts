import { fold } from "../../text/fold.ts";
import { SHORTEST_BEGINNING } from "../index/beginnings.ts";
import { FIELD, STRICT } from "../index/fields.ts";
import { fieldsOf, type Vocabulary } from "../index/vocabulary.ts";
import type { Lexicon } from "../language/lexicon.ts";
import type { Unit } from "../query/unit.ts";

/** A term of the index that answers a unit of the query. */
export interface Target {
  readonly id: number;
  /** Worth of the term as an answer: 1 for the word itself. */
  readonly weight: number;
  /**
   * Bits of `FIELD`: the fields in which an offer must say the term to be taken by a filter too. 0 for a
   * beginning or a merely related word, which no filter takes.
   */
  readonly said: number;
}

/** A related term of this weight or more is a synonym; below, it is only near, and no filter takes it. */
export const SYNONYM = 0.6;
const JOINED = 1;
/** Worth of a word's beginning, before it is lowered by the part that is missing. */
const BEGINNING = 0.9;
const MOST_BEGINNINGS = 12;

/**
 * The fields in which a filter looks for a term of `termsOf`. A trade counts in the title alone: elsewhere it
 * is rather whom the startup works for.
 */
export function saidIn(term: string, weight: number, lexicon: Lexicon): number {
  if (weight < SYNONYM) return 0;
  return lexicon.isTrade(term) ? FIELD.title : STRICT;
}

/**
 * The terms that answer a unit, with their worth: the unit's own, those written as one with a
 * neighbour, related ones.
 */
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

/**
 * The terms of the index that answer a unit which is not quoted. Terms that begin with the unit are taken
 * only where there are no others. Empty for a trade that no offer is about.
 */
export function expand(unit: Unit, lexicon: Lexicon, vocabulary: Vocabulary): Target[] {
  const targets: Target[] = [];
  for (const [term, weight] of termsOf(unit, lexicon)) {
    const id = vocabulary.id(term);
    if (id !== undefined) targets.push({ id, weight, said: saidIn(term, weight, lexicon) });
  }
  const [term = ""] = unit.terms;
  const isHeld = ({ id, said }: Target): boolean =>
    vocabulary.postings(id).some((entry) => (fieldsOf(entry) & said) !== 0);
  if (lexicon.isTrade(term) && !targets.some(isHeld)) return [];
  if (targets.length > 0 || term.length < SHORTEST_BEGINNING) return targets;
  // « kubernets » is no beginning of « kubernetes », although its stem is one of the other's.
  const begins = (word: string): boolean => fold(word).startsWith(unit.typed);
  return vocabulary
    .beginningWith(term, MOST_BEGINNINGS)
    .filter((near) => begins(near.term) || begins(vocabulary.shown(near.term)))
    .map((near) => ({
      id: near.id,
      weight: BEGINNING * Math.sqrt(term.length / near.term.length),
      said: 0,
    }));
}
