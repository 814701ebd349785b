import { chainsOf } from "./chains.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { readChain, stemsOf } from "./normalise.ts";
import { addPattern, longestAt, longestFirst, type Pattern, type Patterns } from "./patterns.ts";
import type { PhraseBook } from "./phrases.ts";
import { spokenTrade } from "./spokenTrades.ts";

/** The content of `config/synonymes.yaml`, with the writings of skills. */
export interface SynonymList {
  /** Written forms of one word each; the first stands for all. */
  readonly spellings: readonly (readonly string[])[];
  readonly relations: readonly Relation[];
  /** Names of jobs: see `Lexicon.isTrade`. */
  readonly trades: readonly string[];
  /** Words of titles: see `Lexicon.isGeneral`. */
  readonly general: readonly string[];
  /** Titles of the jobs that we know: see `Lexicon.isJob`. */
  readonly jobs: readonly string[];
  /** Words of experience: see `Lexicon.isLevel`. */
  readonly levels: readonly string[];
  /** Words of names of bodies: see `Lexicon.isInstitution`. */
  readonly institutions: readonly string[];
}

/** A one-way relation: a search for `from` also finds `to`, at `weight` of its worth. */
export interface Relation {
  readonly from: string;
  readonly to: readonly string[];
  readonly weight: number;
  /** The words within these labels do not count alone. */
  readonly whole: boolean;
}

export interface Related {
  readonly term: string;
  /** Above 0, at most 1. */
  readonly weight: number;
}

/** A text in the terms of the index. */
export interface TermReading {
  /** The terms in order, each written form replaced by the one that stands for it. */
  readonly terms: string[];
  /** The terms with those that a label hides (`labelsHiding`): what quoted words are compared with. */
  readonly run: string[];
  /** Labels of several words found in it (`product owner`), and the words of those that stand in `terms` as one. */
  readonly labels: string[];
}

/** A label and its place among the terms, `[start, end)`. */
export interface Label {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** A term and its place among the stems that it was read from, `[start, end)`. */
interface Spelled {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

interface Parts {
  readonly spellings: Patterns;
  readonly labels: Patterns;
  readonly related: ReadonlyMap<string, readonly Related[]>;
  readonly shown: ReadonlyMap<string, string>;
  readonly trades: ReadonlySet<string>;
  readonly general: ReadonlySet<string>;
  readonly jobs: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
  readonly institutions: ReadonlySet<string>;
  readonly phrases: PhraseBook;
  readonly gazetteer: Gazetteer;
}

/**
 * The words of the trade: which forms are one word, which labels belong together, what phrases mean, where places lie.
 * Immutable once built (`buildLexicon`).
 */
export class Lexicon {
  readonly phrases: PhraseBook;
  readonly gazetteer: Gazetteer;
  readonly #parts: Parts;
  readonly #stems: ReadonlySet<string>;
  readonly #hiding: ReadonlyMap<string, readonly string[]>;
  /** The stems of all words of the file, each with the word as it is written. */
  readonly words: ReadonlyMap<string, string>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.phrases = parts.phrases;
    this.gazetteer = parts.gazetteer;
    const patterns = [...parts.spellings.values(), ...parts.labels.values()]
      .flat()
      .filter(({ term }) => !parts.trades.has(term));
    this.#stems = new Set(patterns.flatMap((pattern) => pattern.stems.concat(pattern.term.split(" "))));
    const wholes = [...parts.labels.values()].flat().filter(({ whole }) => whole);
    const hidden = wholes.flatMap(({ stems, term }) => stems.map((stem) => ({ stem, term })));
    this.#hiding = new Map(
      [...Map.groupBy(hidden, ({ stem }) => stem)].map(([stem, all]) => [stem, all.map(({ term }) => term)]),
    );
    const written = [...parts.shown].flatMap(([, text]) => chainsOf(text).flatMap(writtenWords));
    this.words = new Map(written);
  }

  /**
   * Whether a written form or a label holds the stem: then its neighbours decide what it is. A trade's label does not
   * count: only titles are read for trades, and bodies are read faster.
   */
  contains(stem: string): boolean {
    return this.#stems.has(stem);
  }

  /** Whether a term names a job: a search for it wants that job, not an offer that speaks of it. */
  isTrade(term: string): boolean {
    return this.#parts.trades.has(term);
  }

  /** Whether a term is a word of titles that names no job alone: « responsable », « ingénieur ». */
  isGeneral(term: string): boolean {
    return this.#parts.general.has(term);
  }

  /** Whether a term is the title of a job, ours or not: in a query it is what the other words are about. */
  isJob(term: string): boolean {
    return this.#parts.jobs.has(term) || this.#parts.trades.has(term);
  }

  /** Whether a term says how much experience a job asks for (« senior »), and never which job. */
  isLevel(term: string): boolean {
    return this.#parts.levels.has(term);
  }

  /** Whether a term names a body without saying which (« ministère »): the word tied to it does. */
  isInstitution(term: string): boolean {
    return this.#parts.institutions.has(term);
  }

  /** The term as the synonym file writes it; undefined for a term that it does not hold. */
  shown(term: string): string | undefined {
    return this.#parts.shown.get(term);
  }

  /** The other terms that a term finds, without itself. */
  related(term: string): readonly Related[] {
    return this.#parts.related.get(term) ?? [];
  }

  /** The labels within which a term does not count alone: « développement » in « chargé de développement ». */
  labelsHiding(term: string): readonly string[] {
    return this.#hiding.get(term) ?? [];
  }

  /** Replaces written forms (longest first) and tells which stem each term began at. */
  spell(stems: readonly string[]): Spelled[] {
    return spellWith(this.#parts.spellings, stems);
  }

  /** Labels of several words among spelled terms; they do not overlap. */
  labels(terms: readonly string[]): (Label & { readonly whole: boolean })[] {
    const labels: (Label & { readonly whole: boolean })[] = [];
    for (let at = 0; at < terms.length; ) {
      const pattern = longestAt(this.#parts.labels.get(terms[at] ?? ""), terms, at);
      if (pattern === undefined) {
        at += 1;
        continue;
      }
      const end = at + pattern.stems.length;
      labels.push({ term: pattern.term, start: at, end, whole: pattern.whole });
      at = end;
    }
    return labels;
  }

  /** The terms and labels of a text's stems. A word doubled by its feminine counts once. */
  read(stems: readonly string[]): TermReading {
    const spelled: string[] = [];
    let last: string | null = null;
    let several = false;
    for (let at = 0; at < stems.length; ) {
      const stem = stems[at] ?? "";
      const pattern = longestAt(this.#parts.spellings.get(stem), stems, at);
      const term = pattern?.term ?? stem;
      if (term !== last) spelled.push(term);
      last = term;
      several ||= pattern !== undefined && term.includes(" ");
      at += pattern?.stems.length ?? 1;
    }
    const found = this.labels(spelled);
    if (found.length === 0 && !several) return { terms: spelled, run: spelled, labels: [] };
    const hidden = new Set<number>();
    for (const label of found)
      if (label.whole) for (let at = label.start; at < label.end; at += 1) hidden.add(at);
    const terms = hidden.size === 0 ? spelled : spelled.filter((_, at) => !hidden.has(at));
    const words = several ? terms.flatMap((term) => (term.includes(" ") ? term.split(" ") : [])) : [];
    return { terms, run: spelled, labels: [...found.map((label) => label.term), ...words] };
  }
}

function writtenWords(chain: string): [string, string][] {
  const { parts, written } = readChain(chain);
  return parts.map((part, at) => [part, written[at] ?? part]);
}

function spellWith(spellings: Patterns, stems: readonly string[]): Spelled[] {
  const spelled: Spelled[] = [];
  for (let at = 0; at < stems.length; ) {
    const stem = stems[at] ?? "";
    const pattern = longestAt(spellings.get(stem), stems, at);
    const end = at + (pattern?.stems.length ?? 1);
    spelled.push({ term: pattern?.term ?? stem, start: at, end });
    at = end;
  }
  return spelled;
}

/** Compiles the lists. Done once, before anything is indexed: a term is what they make of it. */
export function buildLexicon(synonyms: SynonymList, phrases: PhraseBook, gazetteer: Gazetteer): Lexicon {
  const spellings = new Map<string, Pattern[]>();
  const shown = new Map<string, string>();
  for (const forms of synonyms.spellings) {
    const term = termOf(stemsOf(forms[0] ?? ""));
    shown.set(term, forms[0] ?? term);
    for (const form of forms) addPattern(spellings, { stems: stemsOf(form), term, whole: false });
  }
  longestFirst(spellings);
  const termsOf = (text: string): string[] => spellWith(spellings, stemsOf(text)).map((word) => word.term);
  const labels = new Map<string, Pattern[]>();
  const addLabel = (stems: readonly string[], whole: boolean): string => {
    const term = termOf(stems);
    if (stems.length > 1) addPattern(labels, { stems, term, whole });
    return term;
  };
  const related = new Map<string, Related[]>();
  for (const { from, to, weight, whole } of synonyms.relations) {
    const [source, ...targets] = [from, ...to].map((label) => {
      const term = addLabel(termsOf(label), whole);
      if (!shown.has(term)) shown.set(term, label);
      return term;
    });
    if (source === undefined) continue;
    const list = related.get(source) ?? [];
    for (const term of targets) {
      if (term !== "" && term !== source && !list.some((other) => other.term === term))
        list.push({ term, weight });
    }
    related.set(source, list);
  }
  const trades = new Set(
    synonyms.trades.map((trade) => {
      // Read word by word, « ingénieur du son » would be every « ingénieur ».
      const term = spokenTrade(trade)?.term ?? addLabel(termsOf(trade), false);
      // « infimier » is a nurse, whom nobody seeks, before it is « initier », which many offers say.
      if (!shown.has(term)) shown.set(term, trade);
      return term;
    }),
  );
  const jobs = new Set(synonyms.jobs.map((job) => addLabel(termsOf(job), false)));
  longestFirst(labels);
  const general = new Set(synonyms.general.map((word) => termOf(stemsOf(word))));
  const institutions = new Set(synonyms.institutions.map((word) => termOf(stemsOf(word))));
  const levels = new Set(synonyms.levels.map((word) => termOf(stemsOf(word))));
  return new Lexicon({
    spellings,
    labels,
    related,
    shown,
    trades,
    general,
    jobs,
    levels,
    institutions,
    phrases,
    gazetteer,
  });
}

/** The term of a label of several words holds spaces, so that no single word is ever mistaken for it. */
function termOf(stems: readonly string[]): string {
  return stems.join(" ");
}
