import { FIELD } from "../index/fields.ts";
import { fieldsOf, slotOf, weightOf } from "../index/vocabulary.ts";
import type { Choice } from "../query/choice.ts";
import type { Unit } from "../query/unit.ts";
import { expand, type Target } from "./expansion.ts";
import type { IndexContents } from "./indexContents.ts";
import { Quote } from "./quotes.ts";

/**
 * How far an offer answers a choice. `near`: by a related job, a beginning, or its text alone. From `part` on by a
 * filter's measure: `part` in a word of its startup's name, which hardly says what the job is; `named` in its title.
 */
export const LEVEL = { missing: 0, near: 1, part: 2, said: 3, named: 4 } as const;

/** Worth of a term by the field that says it: the title names the job, a passing mention hardly matters. */
const WORTH: readonly (readonly [bit: number, worth: number])[] = [
  [FIELD.title, 1],
  [FIELD.startup, 1],
  [FIELD.skill, 0.8],
  [FIELD.label, 0.6],
  [FIELD.hint, 0.5],
  [FIELD.part, 0.5],
];
const WORTH_OF = Array.from({ length: 64 }, (_, bits) => WORTH.find(([bit]) => (bits & bit) !== 0)?.[1] ?? 0);
/** The most that a body is worth alone, and beside a field. */
const BODY = 0.5;
const BODY_BESIDE = 0.2;
/** A related term of this weight or more is the word itself, written otherwise. */
const OWN = 0.9;
/** Worth of further synonyms in the same offer, beside the best one. */
const BESIDE = 0.1;
/** Worth of all words of a job's name in a title that does not have them as one. */
const APART = 0.6;
/** Least factor for a word in a long title: each word more makes the others say a little less. */
const LONG_TITLE = 0.85;
/** The weight in a body at which a term reaches half of its worth there. */
const HALF_WEIGHT = 6;
/** Importance of a general word such as « responsable », and of a level, beside the word that says of what. */
const GENERAL = 0.4;

/** What the offers of an index say of the words of one choice, by slot. Made for one query and dropped. */
export class ChoiceScores {
  readonly choice: Choice;
  /** From 0.3 for a word that most titles hold to 1 for a rare or unknown one; less for a general word. */
  readonly importance: number;
  /** Whether no offer says any of its words. */
  readonly isUnknown: boolean;
  readonly worth: Float64Array;
  readonly level: Uint8Array;
  readonly #index: IndexContents;

  constructor(choice: Choice, index: IndexContents) {
    this.choice = choice;
    this.#index = index;
    this.worth = new Float64Array(choice.units.length === 0 ? 0 : index.entries.length);
    this.level = new Uint8Array(this.worth.length);
    let importance = 0;
    let known = choice.units.length === 0;
    for (const unit of choice.units) {
      const found = unit.quoted ? this.#gatherQuote(unit) : this.#gather(unit);
      known ||= found.isKnown;
      importance = Math.max(importance, found.importance);
    }
    this.importance = importance;
    this.isUnknown = !known;
  }

  #gather(unit: Unit): { isKnown: boolean; importance: number } {
    const { lexicon, vocabulary } = this.#index;
    const targets = expand(unit, lexicon, vocabulary);
    // By slot: arrays, because a common word stands in thousands of offers.
    const best = new Float64Array(this.worth.length);
    const all = new Float64Array(this.worth.length);
    const isJob = lexicon.isJob(unit.terms[0] ?? "");
    const levels = new Uint8Array(this.worth.length);
    /** 1 where more than a neighbour's name in the text speaks for the offer: that is no answer to who seeks a job. */
    const own = new Uint8Array(this.worth.length);
    for (const { id, weight, said } of targets) {
      const rarity = rarityOf(id, this.#index);
      for (const entry of vocabulary.postings(id)) {
        const slot = slotOf(entry);
        const found = weight * worthOf(entry, slot, rarity, this.#index);
        if (found > (best[slot] ?? 0)) best[slot] = found;
        all[slot] = (all[slot] ?? 0) + found;
        if (weight >= OWN || fieldsOf(entry) !== 0) own[slot] = 1;
        levels[slot] = Math.max(levels[slot] ?? 0, levelOf(fieldsOf(entry), said));
      }
    }
    for (const slot of slotsOfWords(unit, this.#index)) {
      if (best[slot] === 0) best[slot] = APART;
      levels[slot] = Math.max(levels[slot] ?? 0, LEVEL.near);
      own[slot] = 1;
    }
    for (let slot = 0; slot < best.length; slot += 1) {
      const found = best[slot] ?? 0;
      if (found === 0 || (isJob && own[slot] === 0)) continue;
      this.#raise(slot, levels[slot] ?? 0);
      const beside = Math.min(1, (all[slot] ?? 0) - found);
      this.worth[slot] = Math.max(this.worth[slot] ?? 0, found + BESIDE * beside);
    }
    return { isKnown: targets.length > 0, importance: this.#importanceOf(unit, targets) };
  }

  #gatherQuote(unit: Unit): { isKnown: boolean; importance: number } {
    const found = new Quote(unit.terms, this.#index).slots();
    for (const { slot, strict } of found) {
      this.worth[slot] = Math.max(this.worth[slot] ?? 0, strict ? 1 : BODY);
      this.#raise(slot, strict ? LEVEL.said : LEVEL.near);
    }
    return { isKnown: found.length > 0, importance: 1 };
  }

  #raise(slot: number, level: number): void {
    if (level > (this.level[slot] ?? 0)) this.level[slot] = level;
  }

  #importanceOf(unit: Unit, targets: readonly Target[]): number {
    const { lexicon, vocabulary, size } = this.#index;
    let named = 0;
    for (const { id, weight } of targets) if (weight >= 0.8) named = Math.max(named, vocabulary.named(id));
    const rarity = Math.log((size + 1) / (named + 1)) / Math.log(size + 1);
    const term = unit.terms[0] ?? "";
    return Math.max(0.3, rarity) * (lexicon.isGeneral(term) || lexicon.isLevel(term) ? GENERAL : 1);
  }
}

/** Worth of a posting: by the field that says it, else by how much of the body does. */
export function worthOf(
  entry: number,
  slot: number,
  rarity: number,
  { entries, meanLength }: IndexContents,
): number {
  const fields = fieldsOf(entry);
  const weight = weightOf(entry);
  const { titleLength = 1, length = 0 } = entries[slot] ?? {};
  const size = 0.5 + (0.5 * length) / Math.max(1, meanLength);
  const body = weight === 0 ? 0 : (rarity * weight) / (weight + HALF_WEIGHT * size);
  let said = WORTH_OF[fields] ?? 0;
  if (said === 0) return BODY * body;
  if ((fields & FIELD.title) !== 0) said *= Math.max(LONG_TITLE, 1 - 0.02 * Math.max(0, titleLength - 3));
  return said + BODY_BESIDE * body;
}

/** Offers whose title has all words of a job's name, though not as one: « déploiement et chargée d'accompagnement ». */
function slotsOfWords({ terms: [term = ""] }: Unit, { lexicon, vocabulary }: IndexContents): Set<number> {
  if (!term.includes(" ") || !lexicon.isJob(term)) return new Set();
  const titled = term.split(" ").map((word) => {
    const id = vocabulary.id(word);
    const postings = id === undefined ? [] : vocabulary.postings(id);
    return new Set(postings.filter((entry) => (fieldsOf(entry) & FIELD.title) !== 0).map(slotOf));
  });
  const [first = new Set<number>(), ...others] = titled;
  return new Set([...first].filter((slot) => others.every((one) => one.has(slot))));
}

function levelOf(fields: number, said: number): number {
  if ((fields & said) === 0) return LEVEL.near;
  if ((fields & FIELD.title) !== 0) return LEVEL.named;
  return (fields & said & ~FIELD.part) === 0 ? LEVEL.part : LEVEL.said;
}

/** Rarity of a term in bodies: 0 when every offer holds it, 1 when at most one in fifty does. */
export function rarityOf(id: number, { vocabulary, size }: IndexContents): number {
  const held = vocabulary.postings(id).length;
  return Math.min(1, Math.log((size + 1) / (held + 0.5)) / Math.log(50));
}
