import type { Standing } from "../../offers/standing.ts";
import { FIELD } from "../index/fields.ts";
import type { IndexedOffer } from "../index/indexedOffer.ts";
import { fieldsOf, slotOf, type Vocabulary, weightOf } from "../index/vocabulary.ts";
import type { Gazetteer } from "../language/gazetteer.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { byKind, type Facet, type Fit, fitOf, holds } from "../query/facets.ts";
import type { Query, Unit } from "../query/query.ts";
import { expand, type Target } from "./expansion.ts";
import { slotsOfQuote } from "./quotes.ts";

/** The search index as ranking reads it. Slots number the offers; a slot without an offer is undefined. */
export interface IndexContents {
  readonly lexicon: Lexicon;
  readonly vocabulary: Vocabulary;
  readonly entries: readonly (IndexedOffer | undefined)[];
  readonly standings: readonly Standing[];
  readonly size: number;
  /** Mean length of a body, in words. */
  readonly meanLength: number;
}

export interface Scored {
  readonly entry: IndexedOffer;
  readonly score: number;
  readonly complete: boolean;
}

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
/** Worth of further synonyms in the same offer, beside the best one. */
const BESIDE = 0.1;
/** Least factor for a word in a long title: each word more makes the others say a little less. */
const LONG_TITLE = 0.85;
/** The weight in a body at which a term reaches half of its worth there. */
const HALF_WEIGHT = 6;

/** Importance of a general word such as « responsable » beside the word that says of what. */
const GENERAL = 0.4;

/** Factor on the score of an offer, by how far it answers a facet. */
const FACET_FACTOR: Readonly<Record<Fit, number>> = { yes: 1, partly: 0.8, unsaid: 0.55, no: 0.3 };
/** Factor for some remote work where « télétravail » alone was asked for, which it nearly answers. */
const SOME_REMOTE = 0.9;
/** Worth of naming the place that is asked for in the text: it orders offers that are all there. */
const PLACE_NAMED = 0.1;

/**
 * Scores the offers of an index for one query. The constructor gathers the postings of all units at once, by
 * slot; `score` then reads off one offer. Made for one query and dropped.
 */
export class Scorer {
  readonly unknown: string[] = [];
  readonly #query: Query;
  readonly #index: IndexContents;
  readonly #facets: readonly (readonly Facet[])[];
  readonly #excludedFacets: readonly Facet[];
  readonly #sum: Float64Array;
  readonly #covered: Float64Array;
  readonly #strict: Uint8Array;
  readonly #unwanted: Uint8Array;
  readonly #named: Float64Array;
  #importance = 0;
  /** Whether the job that is asked for is none of ours: « chauffeur de bus » wants no offer about buses. */
  #isForeign = false;

  constructor(query: Query, index: IndexContents) {
    const slots = index.entries.length;
    this.#query = query;
    this.#index = index;
    this.#facets = byKind(query.facets.filter((facet) => !facet.excluded));
    this.#excludedFacets = query.facets.filter((facet) => facet.excluded);
    this.#sum = new Float64Array(slots);
    this.#covered = new Float64Array(slots);
    this.#strict = new Uint8Array(slots);
    this.#unwanted = new Uint8Array(slots);
    this.#named = new Float64Array(slots);
    for (const unit of query.wanted) this.#gather(unit);
    for (const unit of query.unwanted) this.#leaveOut(unit);
    for (const facet of this.#facets.flat()) if (facet.kind === "place") this.#gatherPlace(facet.key);
  }

  /** The offer's score; null when it is no answer to the query. */
  score(slot: number, entry: IndexedOffer): Scored | null {
    const { wanted } = this.#query;
    if (this.#isForeign) return null;
    if (this.#unwanted[slot] === 1) return null;
    if (this.#excludedFacets.some((facet) => holds(facet, entry.facts, this.#index.lexicon.gazetteer)))
      return null;
    const fits = this.#facets.map((choice) => ({ choice, fit: this.#fitOf(choice, slot, entry) }));
    if (fits.some(({ choice, fit }) => !isAcceptable(choice, fit, wanted.length > 0))) return null;
    const factor = fits.reduce((product, { choice, fit }) => product * factorOf(choice, fit), 1);
    const heldFacets = fits.every(
      ({ choice, fit }) => fit === "yes" || (fit === "partly" && isLoose(choice)),
    );
    if (wanted.length === 0) return { entry, score: factor + (this.#named[slot] ?? 0), complete: heldFacets };
    const covered = this.#covered[slot] ?? 0;
    if (covered === 0) return null;
    const share = covered / this.#importance;
    return {
      entry,
      score: ((this.#sum[slot] ?? 0) / this.#importance) * Math.sqrt(share) * factor,
      complete: heldFacets && this.#strict[slot] === wanted.length,
    };
  }

  #gather(unit: Unit): void {
    if (unit.quoted) {
      this.#gatherQuote(unit);
      return;
    }
    const targets = this.#expand(unit);
    const [head] = this.#query.wanted;
    if (unit === head && targets.length === 0 && this.#index.lexicon.isTrade(unit.terms[0] ?? ""))
      this.#isForeign = true;
    const importance = this.#importanceOf(unit, targets);
    this.#importance += importance;
    const best = new Map<number, number>();
    const all = new Map<number, number>();
    const strict = new Set<number>();
    for (const { id, weight, said } of targets) {
      const rarity = this.#rarity(id);
      for (const entry of this.#index.vocabulary.postings(id)) {
        const slot = slotOf(entry);
        const found = weight * this.#worth(entry, slot, rarity);
        if (found > (best.get(slot) ?? 0)) best.set(slot, found);
        all.set(slot, (all.get(slot) ?? 0) + found);
        if ((fieldsOf(entry) & said) !== 0) strict.add(slot);
      }
    }
    for (const [slot, found] of best) {
      const beside = Math.min(1, (all.get(slot) ?? 0) - found);
      this.#count(slot, importance, found + BESIDE * beside, strict.has(slot));
    }
  }

  #gatherQuote(unit: Unit): void {
    const { vocabulary, entries } = this.#index;
    this.#importance += 1;
    const found = slotsOfQuote(unit.terms, vocabulary, entries);
    if (found.length === 0) this.unknown.push(unit.text);
    for (const { slot, strict } of found) this.#count(slot, 1, strict ? 1 : BODY, strict);
  }

  /**
   * How an offer answers the facets of one kind. One that names the asked place in its text alone is partly
   * there: its team is, or it says where one may work from home.
   */
  #fitOf(choice: readonly Facet[], slot: number, entry: IndexedOffer): Fit {
    const fit = bestFit(choice, entry, this.#index.lexicon.gazetteer);
    const [facet] = choice;
    const isNamed = facet?.kind === "place" && !facet.firm && (this.#named[slot] ?? 0) > 0;
    return fit === "unsaid" && isNamed ? "partly" : fit;
  }

  /**
   * Notes which texts name a place. A place of several words, or one that is a word too
   * (« Tours »), is passed over.
   */
  #gatherPlace(key: string): void {
    const id = this.#index.lexicon.gazetteer.isPlainName(key) ? this.#index.vocabulary.id(key) : undefined;
    if (id === undefined) return;
    const rarity = this.#rarity(id);
    for (const entry of this.#index.vocabulary.postings(id)) {
      const slot = slotOf(entry);
      const found = PLACE_NAMED * this.#worth(entry, slot, rarity);
      this.#named[slot] = Math.max(found, this.#named[slot] ?? 0);
    }
  }

  #count(slot: number, importance: number, found: number, strict: boolean): void {
    this.#sum[slot] = (this.#sum[slot] ?? 0) + importance * found;
    this.#covered[slot] = (this.#covered[slot] ?? 0) + importance;
    if (strict) this.#strict[slot] = (this.#strict[slot] ?? 0) + 1;
  }

  #leaveOut(unit: Unit): void {
    if (unit.quoted) {
      for (const { slot, strict } of slotsOfQuote(unit.terms, this.#index.vocabulary, this.#index.entries)) {
        if (strict) this.#unwanted[slot] = 1;
      }
      return;
    }
    for (const { id, said } of this.#expand(unit)) {
      for (const entry of this.#index.vocabulary.postings(id)) {
        if ((fieldsOf(entry) & said) !== 0) this.#unwanted[slotOf(entry)] = 1;
      }
    }
  }

  #expand(unit: Unit): readonly Target[] {
    const targets = expand(unit, this.#index.lexicon, this.#index.vocabulary);
    if (targets.length === 0) this.unknown.push(unit.text);
    return targets;
  }

  /**
   * Importance of a unit in the query: from 0.3 for a word that most titles hold to 1 for a rare or unknown
   * one; less for a general word such as « responsable ».
   */
  #importanceOf(unit: Unit, targets: readonly Target[]): number {
    let named = 0;
    for (const { id, weight } of targets) {
      if (weight >= 0.8) named = Math.max(named, this.#index.vocabulary.named(id));
    }
    const rarity = Math.log((this.#index.size + 1) / (named + 1)) / Math.log(this.#index.size + 1);
    return Math.max(0.3, rarity) * (this.#index.lexicon.isGeneral(unit.terms[0] ?? "") ? GENERAL : 1);
  }

  /** Rarity of a term in bodies: 0 when every offer holds it, 1 when at most one in fifty does. */
  #rarity(id: number): number {
    const held = this.#index.vocabulary.postings(id).length;
    return Math.min(1, Math.log((this.#index.size + 1) / (held + 0.5)) / Math.log(50));
  }

  #worth(entry: number, slot: number, rarity: number): number {
    const fields = fieldsOf(entry);
    const weight = weightOf(entry);
    const { titleLength = 1, length = 0 } = this.#index.entries[slot] ?? {};
    const size = 0.5 + (0.5 * length) / Math.max(1, this.#index.meanLength);
    const body = weight === 0 ? 0 : (rarity * weight) / (weight + HALF_WEIGHT * size);
    let said = WORTH_OF[fields] ?? 0;
    if (said === 0) return BODY * body;
    if ((fields & FIELD.title) !== 0) said *= Math.max(LONG_TITLE, 1 - 0.02 * Math.max(0, titleLength - 3));
    return said + BODY_BESIDE * body;
  }
}

const FITS: readonly Fit[] = ["yes", "partly", "unsaid", "no"];

function bestFit(choice: readonly Facet[], entry: IndexedOffer, gazetteer: Gazetteer): Fit {
  const fits = choice.map((facet) => fitOf(facet, entry.facts, gazetteer));
  return FITS.find((fit) => fits.includes(fit)) ?? "no";
}

function factorOf(choice: readonly Facet[], fit: Fit): number {
  return fit === "partly" && isLoose(choice) ? SOME_REMOTE : FACET_FACTOR[fit];
}

/** Whether some remote work is enough, as it is for « télétravail » alone, and for a filter (`holds`). */
function isLoose(choice: readonly Facet[]): boolean {
  return choice.some((facet) => facet.kind === "remote" && !facet.full);
}

/**
 * Whether an offer with that fit may be listed at all. A facet asked for with a field word (`lieu:`) must be
 * said; a plain one only ranks, unless nothing else is asked for.
 */
function isAcceptable(choice: readonly Facet[], fit: Fit, hasWords: boolean): boolean {
  const [facet] = choice;
  if (fit === "yes") return true;
  if (facet?.kind === "since" || facet?.kind === "startup") return false;
  if (fit === "partly") return true;
  return hasWords && !choice.some((other) => other.firm);
}
