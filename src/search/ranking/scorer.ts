import type { IndexedOffer } from "../index/indexedOffer.ts";
import { fieldsOf, slotOf } from "../index/vocabulary.ts";
import type { Choice } from "../query/choice.ts";
import { better, type Facet, type Fit, fitOf, isLeftOut } from "../query/facets.ts";
import type { Query } from "../query/query.ts";
import type { Unit } from "../query/unit.ts";
import { ChoiceScores, LEVEL } from "./choiceScores.ts";
import { expand } from "./expansion.ts";
import type { IndexContents } from "./indexContents.ts";
import { slotsNaming } from "./namedPlaces.ts";
import { Quote } from "./quotes.ts";

export interface Scored {
  readonly entry: IndexedOffer;
  readonly score: number;
  /** Choices by their place in the query, as bits: those that the offer does not answer, and those that it nearly does. */
  readonly missing: number;
  readonly near: number;
}

/** What one offer has to say to a query. */
interface Look {
  /** Factor by how it answers the facets, and worth of naming the places. */
  factor: number;
  named: number;
  /** Choices as bits: not answered, nearly answered, contradicted; answered by facts although they have words. */
  missing: number;
  near: number;
  against: number;
  stated: number;
}

/** Factor on the score of an offer, by how far it answers a facet. */
const FACET_FACTOR: Readonly<Record<Fit, number>> = { yes: 1, partly: 0.8, unsaid: 0.55, no: 0.3 };
/** Factor for some remote work where « télétravail » alone was asked for, which it nearly answers. */
const SOME_REMOTE = 0.9;
/** Worth of naming the place that is asked for in the text: it orders offers that are all there. */
const PLACE_NAMED = 0.1;
/** Worth of two words that stand side by side, as they were typed, beside the same two apart. */
const SIDE_BY_SIDE = 0.35;

/**
 * Scores the offers of an index for one query. The constructor gathers the postings of all words at once, by
 * slot; `score` then reads off one offer. Made for one query and dropped.
 */
export class Scorer {
  readonly scores: readonly ChoiceScores[];
  readonly #query: Query;
  readonly #index: IndexContents;
  readonly #unwanted: Uint8Array;
  readonly #named: readonly ReadonlyMap<number, number>[];
  /** By choice, the word that was typed before it and its own; null where there is none. */
  readonly #together: readonly (Quote | null)[];
  readonly #importance: number;
  /** By slot, whether the offer says any word of the query; null where silence may be an answer too. */
  readonly #saying: Uint8Array | null;
  /** The choice of the job that is asked for, which is never loosened; -1 without one. */
  readonly #job: number;
  /** Whether that job is none of ours: « chauffeur de bus » wants no offer about buses. */
  readonly #isForeign: boolean;
  /** By choice, whether it names a body without saying which. */
  readonly #institutions: readonly boolean[];

  constructor(query: Query, index: IndexContents) {
    this.#query = query;
    this.#index = index;
    this.scores = query.choices.map((choice) => new ChoiceScores(choice, index));
    this.#importance = this.scores.reduce((sum, { importance }) => sum + importance, 0);
    this.#saying = sayingAny(this.scores);
    this.#unwanted = new Uint8Array(query.unwanted.length === 0 ? 0 : index.entries.length);
    for (const unit of query.unwanted) this.#leaveOut(unit);
    this.#named = query.choices.map(({ facets }) => slotsNaming(facets, index));
    this.#together = query.choices.map((choice, at) => this.#withWordBefore(query.choices[at - 1], choice));
    this.#job = query.choices.findIndex(({ units }) =>
      units.some(({ terms }) => index.lexicon.isJob(terms[0] ?? "")),
    );
    this.#institutions = query.choices.map(({ units }) =>
      units.some(({ terms }) => index.lexicon.isInstitution(terms[0] ?? "")),
    );
    this.#isForeign =
      this.#job >= 0 && this.#isTrade(this.#job) && (this.scores[this.#job]?.isUnknown ?? false);
  }

  /** The offer's score; null when it is no answer to the query. */
  score(slot: number, entry: IndexedOffer): Scored | null {
    // Most offers say nothing that was asked for, and need no look.
    if (this.#isForeign || this.#saying?.[slot] === 0 || this.#isLeftOut(slot, entry)) return null;
    const { factor, named, missing, near, against, stated } = this.#look(slot, entry);
    if (against !== 0 || !this.#isAnswer(slot, missing)) return null;
    if (this.#importance === 0) return { entry, score: factor + named, missing, near };
    const words = this.#worthOfWords(slot, entry, stated);
    return words === 0 ? null : { entry, score: words * factor, missing, near };
  }

  /** The choices that an offer does not answer wholly, as bits; null for one that is left out whatever else is asked. */
  lacking(slot: number, entry: IndexedOffer): number | null {
    if (this.#isForeign || this.#isLeftOut(slot, entry)) return null;
    const { missing, near, against } = this.#look(slot, entry);
    return missing | near | against;
  }

  #isLeftOut(slot: number, entry: IndexedOffer): boolean {
    if (this.#unwanted[slot] === 1) return true;
    const { gazetteer } = this.#index.lexicon;
    return this.#query.shunned.some((facet) => isLeftOut(facet, entry.facts, gazetteer));
  }

  /** Looks at one offer, choice by choice. */
  #look(slot: number, entry: IndexedOffer): Look {
    const look: Look = { factor: 1, named: 0, missing: 0, near: 0, against: 0, stated: 0 };
    for (let at = 0; at < this.scores.length; at += 1) {
      const one = this.scores[at];
      if (one === undefined) break;
      const said = one.level[slot] ?? LEVEL.missing;
      if (said >= LEVEL.part) continue;
      if (one.choice.facets.length > 0) this.#lookAtFacets(at, slot, entry, look);
      else if (said === LEVEL.missing) look.missing |= 1 << at;
      else look.near |= 1 << at;
    }
    return look;
  }

  /** Adds how an offer answers the facets of a choice, whose words it says nearly or not at all. */
  #lookAtFacets(at: number, slot: number, entry: IndexedOffer, look: Look): void {
    const one = this.scores[at];
    if (one === undefined) return;
    const { choice } = one;
    const fit = this.#fitOf(at, slot, entry);
    const isSilent = (one.level[slot] ?? LEVEL.missing) === LEVEL.missing;
    const isEnough = fit === "yes" || (fit === "partly" && isLoose(choice));
    if (isSilent && (fit === "no" || (fit === "unsaid" && isFirm(choice)))) look.against |= 1 << at;
    else if (isSilent && fit === "unsaid") look.missing |= 1 << at;
    else if (!isEnough) look.near |= 1 << at;
    if (choice.units.length > 0 && fit === "yes") look.stated |= 1 << at;
    else look.factor *= fit === "partly" && isLoose(choice) ? SOME_REMOTE : FACET_FACTOR[fit];
    look.named += PLACE_NAMED * (this.#named[at]?.get(slot) ?? 0);
  }

  /**
   * Worth of the words that an offer says, and of the facts that are `stated` in place of words, by how much of the query
   * they are. To be asked of answers alone: it goes through the offer's words for those that stand as they were typed.
   */
  #worthOfWords(slot: number, entry: IndexedOffer, stated: number): number {
    let sum = 0;
    let covered = 0;
    for (let at = 0; at < this.scores.length; at += 1) {
      const one = this.scores[at];
      if (one === undefined) break;
      if ((one.level[slot] ?? LEVEL.missing) > LEVEL.missing) {
        const isTogether = (this.#together[at]?.positionIn(slot, entry) ?? -1) >= 0;
        sum += one.importance * ((one.worth[slot] ?? 0) + (isTogether ? SIDE_BY_SIDE : 0));
        covered += one.importance;
      }
      if ((stated & (1 << at)) !== 0) {
        sum += one.importance;
        covered += one.importance;
      }
    }
    return (sum / this.#importance) * Math.sqrt(covered / this.#importance);
  }

  /** Whether an offer may be listed although it does not answer everything. */
  #isAnswer(slot: number, missing: number): boolean {
    if (this.#job >= 0 && (missing & (1 << this.#job)) !== 0) return false;
    if (!this.#isOfSpeciality(slot)) return false;
    if (missing === 0) return true;
    if (this.#isModifierAlone(missing) || this.#isInstitutionAlone(missing)) return false;
    // What is left of the query is said by what the job is, not by a mention.
    return this.scores.some(
      ({ level, choice }, at) =>
        (missing & (1 << at)) === 0 && (choice.units.length === 0 || (level[slot] ?? 0) >= LEVEL.part),
    );
  }

  /** Whether a name has lost the word that its others describe: « nationale » is not what « éducation nationale » is about. */
  #isModifierAlone(missing: number): boolean {
    return this.#query.choices.some(
      ({ tie }, at) =>
        tie === "linked" &&
        at - 1 !== this.#job &&
        !this.#institutions[at - 1] &&
        (missing & (1 << (at - 1))) !== 0 &&
        (missing & (1 << at)) === 0,
    );
  }

  /** Whether only the kind of a body is left of its name: « ministère » is not what « ministère des armées » is about. */
  #isInstitutionAlone(missing: number): boolean {
    return this.#query.choices.some(
      ({ tie }, at) =>
        tie !== "none" &&
        (missing & (1 << at)) !== 0 &&
        (missing & (1 << (at - 1))) === 0 &&
        this.#institutions[at - 1] === true,
    );
  }

  /**
   * Whether the offer is of the speciality that a general word was given: its title names it, or the title has the
   * general word and its facts the speciality.
   */
  #isOfSpeciality(slot: number): boolean {
    return this.scores.every(({ choice, level }, at) => {
      if (choice.tie !== "speciality") return true;
      const said = level[slot] ?? LEVEL.missing;
      if (said >= LEVEL.named) return true;
      const head = this.scores[this.#headOf(at)]?.level[slot] ?? LEVEL.missing;
      return said >= LEVEL.said && head >= LEVEL.near;
    });
  }

  #headOf(at: number): number {
    let head = at;
    while (head > 0 && this.#query.choices[head]?.tie === "speciality") head -= 1;
    return head;
  }

  /**
   * How an offer answers the facets of one choice. One that names the asked place in its text alone is partly
   * there: its team is, or it says where one may work from home.
   */
  #fitOf(at: number, slot: number, entry: IndexedOffer): Fit {
    const { facets } = this.#query.choices[at] ?? { facets: [] };
    const fit = bestFit(facets, entry, this.#index);
    const isNamed = fit === "unsaid" && this.#named[at]?.has(slot) === true;
    return isNamed && facets.some(({ firm }) => !firm) ? "partly" : fit;
  }

  #withWordBefore(before: Choice | undefined, choice: Choice): Quote | null {
    const [one, other] = [before?.units[0], choice.units[0]];
    if (choice.tie === "none" || !one || !other || one.quoted || other.quoted) return null;
    return new Quote(
      [...one.terms, ...other.terms].flatMap((term) => term.split(" ")),
      this.#index,
    );
  }

  #isTrade(at: number): boolean {
    return (
      this.#query.choices[at]?.units.every(({ terms }) => this.#index.lexicon.isTrade(terms[0] ?? "")) ??
      false
    );
  }

  #leaveOut(unit: Unit): void {
    const { lexicon, vocabulary } = this.#index;
    if (unit.quoted) {
      for (const { slot, strict } of new Quote(unit.terms, this.#index).slots()) {
        if (strict) this.#unwanted[slot] = 1;
      }
      return;
    }
    for (const { id, said } of expand(unit, lexicon, vocabulary)) {
      for (const entry of vocabulary.postings(id)) {
        if ((fieldsOf(entry) & said) !== 0) this.#unwanted[slotOf(entry)] = 1;
      }
    }
  }
}

function sayingAny(scores: readonly ChoiceScores[]): Uint8Array | null {
  const [first, ...others] = scores;
  if (first === undefined || scores.some(({ choice }) => choice.facets.length > 0)) return null;
  const saying = first.level.slice();
  for (const { level } of others) {
    for (let slot = 0; slot < level.length; slot += 1) if (level[slot] !== LEVEL.missing) saying[slot] = 1;
  }
  return saying;
}

function bestFit(facets: readonly Facet[], entry: IndexedOffer, { lexicon }: IndexContents): Fit {
  let best: Fit = "no";
  for (const facet of facets) best = better(fitOf(facet, entry.facts, lexicon.gazetteer), best);
  return best;
}

/** Whether some remote work is enough, as it is for « télétravail » alone, and for a filter (`holds`). */
function isLoose({ facets }: Choice): boolean {
  return facets.some((facet) => facet.kind === "remote" && !facet.full);
}

/** Whether field words asked for it: then silence is no answer. */
function isFirm({ facets }: Choice): boolean {
  return facets.every((facet) => facet.firm);
}
