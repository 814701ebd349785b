import type { Offer } from "../../offers/offer.ts";
import { foldInPlace } from "../../text/fold.ts";
import { chainsOf } from "../language/chains.ts";
import { placeKey } from "../language/gazetteer.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { plainStems, readChain } from "../language/normalise.ts";
import type { Meaning, PhraseBook } from "../language/phrases.ts";
import type { FacetFacts } from "../query/facets.ts";
import { durationOf } from "../query/spans/duration.ts";
import { payOf } from "../query/spans/money.ts";
import { startOf } from "../query/spans/start.ts";
import { workloadOf } from "../query/spans/workload.ts";
import { openingOf } from "./sections.ts";

/**
 * Where an offer says a word, as bits. `Title` to `Label` say what the job is; a filter looks at nothing
 * else. A part of a longer startup's name or of a host name (`data` in `data.gouv.fr`) says less than a whole
 * one; the file's name and the first words of the body only hint at what the job is.
 */
export const FIELD = {
  title: 1,
  startup: 2,
  skill: 4,
  part: 8,
  label: 16,
  hint: 32,
} as const;

/** Every field that a filter looks at (docs/design.md §4): title, startup, skills, domain, facts. */
export const STRICT = FIELD.title | FIELD.startup | FIELD.skill | FIELD.part | FIELD.label;

/**
 * Skills stand in the order of their weight: title, front matter, then the text. The
 * first ones are the job's.
 */
const MAIN_SKILLS = 3;
/** Words of a startup's name that may be written as one. */
const MOST_JOINED = 4;

/** The words that an offer has outside its body. */
export interface Head {
  /** Bits of `FIELD` by term. */
  readonly fields: ReadonlyMap<string, number>;
  /** Each strict text's terms in order, for quoted words. */
  readonly runs: readonly (readonly string[])[];
  readonly titleLength: number;
  readonly facts: FacetFacts;
}

export interface Analysis {
  readonly terms: readonly string[];
  /** Every term in order, for quoted words. */
  readonly run: readonly string[];
  /** Labels, and words written as one: found, but not in the order. */
  readonly also: readonly string[];
  /** Parts of host names. */
  readonly parts: ReadonlySet<string>;
}

/** A text's chains may be remembered: most words of an offer stand in many. */
export type ReadChain = typeof readChain;

export function analyse(text: string, lexicon: Lexicon, read: ReadChain = readChain): Analysis {
  const stems: string[] = [];
  const also: string[] = [];
  const parts = new Set<string>();
  for (const chain of chainsOf(text)) {
    const { parts: words, joined, host } = read(chain);
    for (const word of words) stems.push(word);
    if (joined !== null) also.push(joined);
    if (host) for (const word of words) parts.add(word);
  }
  const { terms, run, labels } = lexicon.read(stems);
  for (const label of labels) also.push(label);
  return { terms, run, also, parts };
}

/**
 * Pure: an offer and the words of the trade in, what a filter may look at out. Words and facts are each read when they are
 * asked for first: a filter that names a contract or a place needs no words.
 */
export function headOf(offer: Offer, lexicon: Lexicon, read: ReadChain = readChain): Head {
  return new LazyHead(offer, lexicon, read);
}

class LazyHead implements Head {
  readonly #offer: Offer;
  readonly #lexicon: Lexicon;
  readonly #read: ReadChain;
  #words: Omit<Head, "facts"> | null = null;
  #facts: FacetFacts | null = null;
  #startup: StartupName | null = null;
  #meanings: readonly Meaning[] | null = null;

  constructor(offer: Offer, lexicon: Lexicon, read: ReadChain) {
    this.#offer = offer;
    this.#lexicon = lexicon;
    this.#read = read;
  }

  get fields(): Head["fields"] {
    return this.#said().fields;
  }

  get runs(): Head["runs"] {
    return this.#said().runs;
  }

  get titleLength(): number {
    return this.#said().titleLength;
  }

  get facts(): FacetFacts {
    const { terms, also } = this.#named();
    this.#facts ??= facetFacts(this.#offer, new Set([...terms, ...also]), this.#meant());
    return this.#facts;
  }

  #said(): Omit<Head, "facts"> {
    this.#words ??= wordsOf(this.#offer, this.#lexicon, this.#read, {
      startup: this.#named(),
      meanings: this.#meant(),
    });
    return this.#words;
  }

  #named(): StartupName {
    this.#startup ??= startupName(this.#offer.startup, this.#lexicon);
    return this.#startup;
  }

  #meant(): readonly Meaning[] {
    this.#meanings ??= titleMeanings(this.#offer.title, this.#lexicon.phrases);
    return this.#meanings;
  }
}

function wordsOf(
  offer: Offer,
  lexicon: Lexicon,
  read: ReadChain,
  said: { readonly startup: StartupName; readonly meanings: readonly Meaning[] },
): Omit<Head, "facts"> {
  const fields = new Map<string, number>();
  const runs: string[][] = [];
  const mark = (term: string, bit: number): void => void fields.set(term, (fields.get(term) ?? 0) | bit);
  const add = (text: string, bit: number): Analysis => {
    const analysis = analyse(text, lexicon, read);
    for (const term of analysis.terms) mark(term, analysis.parts.has(term) ? FIELD.part : bit);
    for (const term of analysis.also) mark(term, bit);
    if ((bit & STRICT) !== 0) runs.push([...analysis.run]);
    return analysis;
  };
  const title = add(offer.title, FIELD.title);
  if (offer.startup !== null) {
    add(offer.startup, said.startup.terms.length === 1 ? FIELD.startup : FIELD.part);
    for (const term of said.startup.also) mark(term, FIELD.startup);
  }
  for (const meaning of said.meanings) if (meaning.kind === "trade") mark(meaning.term, FIELD.title);
  for (const [at, skill] of offer.facts.skills.entries())
    add(skill, at < MAIN_SKILLS ? FIELD.skill : FIELD.label);
  for (const label of labelsOf(offer)) add(label, FIELD.label);
  add(slugOf(offer), FIELD.hint);
  add(openingOf(offer), FIELD.hint);
  return { fields, runs, titleLength: title.terms.length };
}

/** The terms of a startup's name, and what else finds it: labels, and the name written as one word. */
interface StartupName {
  readonly terms: readonly string[];
  readonly also: readonly string[];
}

function startupName(startup: string | null, lexicon: Lexicon): StartupName {
  if (startup === null) return { terms: [], also: [] };
  const { terms, also } = analyse(startup, lexicon);
  const joined = analyse(asOneChain(startup), lexicon).also;
  // As a filter writes it, without the plurals: `aidelocale`.
  const bare = terms.length > 1 && terms.length <= MOST_JOINED ? [terms.join("")] : [];
  return { terms, also: [...also, ...joined, ...bare] };
}

/** `Dossier simple` and `dossier-simple.fr` are both asked for as `dossiersimple`. */
function asOneChain(name: string): string {
  return name
    .trim()
    .replace(/\.fr$/i, "")
    .replaceAll(/[\s.]{1,9}/g, "-");
}

function labelsOf({ domains, facts }: Offer): string[] {
  return [
    ...domains,
    ...facts.places,
    ...facts.contracts,
    ...(facts.time === null ? [] : [facts.time]),
    ...(facts.remote === null || facts.remote === "none" ? [] : ["télétravail"]),
    ...(facts.junior === true ? ["junior"] : []),
  ];
}

/** The id's words, without its date. */
function slugOf(offer: Offer): string {
  return offer.id
    .replace(/^.{0,400}\//, "")
    .replace(/^\d{4}-\d{2}-\d{2}-?/, "")
    .replaceAll(/[._-]{1,9}/g, " ");
}

/** The title often says what no line of the body repeats: « (stage) », « junior », « basé à Lille ». */
function facetFacts(offer: Offer, startup: ReadonlySet<string>, said: readonly Meaning[]): FacetFacts {
  const contracts = said.flatMap((meaning) => (meaning.kind === "contract" ? [meaning.contract] : []));
  const places = said.flatMap((meaning) =>
    meaning.kind === "place" && !meaning.ambiguous ? [meaning.key] : [],
  );
  return {
    places: [...new Set([...offer.facts.places.map(placeKey), ...places])],
    contracts: [...new Set([...offer.facts.contracts, ...contracts])],
    remote: offer.facts.remote,
    statuses: offer.facts.statuses,
    categories: offer.facts.categories,
    time: offer.facts.time === null ? null : workloadOf(foldInPlace(offer.facts.time)),
    duration: offer.facts.duration === null ? null : durationOf(offer.facts.duration),
    start: offer.facts.start === null ? null : startOf(offer.facts.start),
    pay: payOf(offer.facts.payAmounts),
    junior: said.some((meaning) => meaning.kind === "junior") ? true : offer.facts.junior,
    startup,
    date: offer.date,
  };
}

function titleMeanings(title: string, phrases: PhraseBook): Meaning[] {
  const stems = plainStems(title);
  const meanings: Meaning[] = [];
  for (let at = 0; at < stems.length; ) {
    const phrase = phrases.at(stems, at);
    if (phrase !== undefined) meanings.push(phrase.meaning);
    at += phrase?.stems.length ?? 1;
  }
  return meanings;
}
