import { chainsOf, readChain, stemsOf } from "./normalise.ts";

/** Several written forms of one word; the first stands for all. */
export interface Spelling {
  readonly forms: readonly string[];
}

/** Who looks for `from` also finds `to`, at `weight` of its worth. */
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

/** Words of a text as the index knows them. */
export interface Reading {
  /** In order, each written form replaced by the one that stands for it. */
  readonly terms: string[];
  /** Labels of several words found in it (`product owner`), and the words of those that stand in `terms` as one. */
  readonly labels: string[];
}

/** Where a label stands in `terms`: `[start, end)`. */
export interface Label {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

interface Phrase {
  readonly stems: readonly string[];
  readonly term: string;
  readonly whole: boolean;
}

/** The words of the trade: which forms are one word, which labels belong together. Immutable once built. */
export class Lexicon {
  readonly #spellings: ReadonlyMap<string, readonly Phrase[]>;
  readonly #labels: ReadonlyMap<string, readonly Phrase[]>;
  readonly #related: ReadonlyMap<string, readonly Related[]>;
  readonly #shown: ReadonlyMap<string, string>;
  readonly #trades: ReadonlySet<string>;
  readonly #general: ReadonlySet<string>;
  readonly #stems: ReadonlySet<string>;
  /** Stems of all its words, with how the file writes them. */
  readonly words: ReadonlyMap<string, string>;

  constructor(
    spellings: ReadonlyMap<string, readonly Phrase[]>,
    labels: ReadonlyMap<string, readonly Phrase[]>,
    related: ReadonlyMap<string, readonly Related[]>,
    shown: ReadonlyMap<string, string>,
    trades: ReadonlySet<string>,
    general: ReadonlySet<string>,
  ) {
    this.#spellings = spellings;
    this.#labels = labels;
    this.#related = related;
    this.#shown = shown;
    this.#trades = trades;
    this.#general = general;
    const phrases = [...spellings.values(), ...labels.values()]
      .flat()
      .filter(({ term }) => !trades.has(term));
    this.#stems = new Set(phrases.flatMap((phrase) => phrase.stems.concat(phrase.term.split(" "))));
    const written = [...shown].flatMap(([, text]) => chainsOf(text).flatMap(writtenWords));
    this.words = new Map(written);
  }

  /**
   * Whether a written form or a label holds the stem: then its neighbours decide what it is. A trade's label does not
   * count: only titles are read for trades, and bodies are read faster.
   */
  contains(stem: string): boolean {
    return this.#stems.has(stem);
  }

  /** Who asks for a trade wants that job, not an offer that speaks of it. */
  isTrade(term: string): boolean {
    return this.#trades.has(term);
  }

  /** A word of titles that names no job alone: « responsable », « ingénieur ». */
  isGeneral(term: string): boolean {
    return this.#general.has(term);
  }

  /** How the synonym file writes a term, if it does. */
  shown(term: string): string | undefined {
    return this.#shown.get(term);
  }

  /** Other terms that a term finds, without itself. */
  related(term: string): readonly Related[] {
    return this.#related.get(term) ?? [];
  }

  /** Replaces written forms (longest first) and tells which stem each term began at. */
  spell(stems: readonly string[]): { term: string; start: number; end: number }[] {
    const spelled: { term: string; start: number; end: number }[] = [];
    for (let at = 0; at < stems.length; ) {
      const stem = stems[at] ?? "";
      const phrase = longestAt(this.#spellings.get(stem), stems, at);
      const end = at + (phrase?.stems.length ?? 1);
      spelled.push({ term: phrase?.term ?? stem, start: at, end });
      at = end;
    }
    return spelled;
  }

  /** Labels of several words among spelled terms; they do not overlap. */
  labels(terms: readonly string[]): (Label & { readonly whole: boolean })[] {
    const labels: (Label & { readonly whole: boolean })[] = [];
    for (let at = 0; at < terms.length; ) {
      const phrase = longestAt(this.#labels.get(terms[at] ?? ""), terms, at);
      if (phrase === undefined) {
        at += 1;
        continue;
      }
      const end = at + phrase.stems.length;
      labels.push({ term: phrase.term, start: at, end, whole: phrase.whole });
      at = end;
    }
    return labels;
  }

  /** The terms and labels of a text's stems. A word doubled by its feminine counts once. */
  read(stems: readonly string[]): Reading {
    const spelled: string[] = [];
    let several = false;
    for (let at = 0; at < stems.length; ) {
      const stem = stems[at] ?? "";
      const phrase = longestAt(this.#spellings.get(stem), stems, at);
      const term = phrase?.term ?? stem;
      if (term !== spelled[spelled.length - 1]) spelled.push(term);
      several ||= phrase !== undefined && term.includes(" ");
      at += phrase?.stems.length ?? 1;
    }
    const found = this.labels(spelled);
    if (found.length === 0 && !several) return { terms: spelled, labels: [] };
    const hidden = new Set<number>();
    for (const label of found)
      if (label.whole) for (let at = label.start; at < label.end; at += 1) hidden.add(at);
    const terms = hidden.size === 0 ? spelled : spelled.filter((_, at) => !hidden.has(at));
    const words = several ? terms.flatMap((term) => (term.includes(" ") ? term.split(" ") : [])) : [];
    return { terms, labels: [...found.map((label) => label.term), ...words] };
  }
}

function writtenWords(chain: string): [string, string][] {
  const { parts, written } = readChain(chain);
  return parts.map((part, at) => [part, written[at] ?? part]);
}

function longestAt(
  phrases: readonly Phrase[] | undefined,
  stems: readonly string[],
  at: number,
): Phrase | undefined {
  if (phrases === undefined) return undefined;
  return phrases.find((phrase) => phrase.stems.every((stem, offset) => stems[at + offset] === stem));
}

export function buildLexicon(
  spellings: readonly Spelling[],
  relations: readonly Relation[],
  trades: readonly string[],
  general: readonly string[],
): Lexicon {
  const spelled = new Map<string, Phrase[]>();
  const shown = new Map<string, string>();
  for (const { forms } of spellings) {
    const term = termOf(stemsOf(forms[0] ?? ""));
    shown.set(term, forms[0] ?? term);
    for (const form of forms) addPhrase(spelled, { stems: stemsOf(form), term, whole: false });
  }
  longestFirst(spelled);
  const forms = new Lexicon(spelled, new Map(), new Map(), shown, new Set(), new Set());
  const labels = new Map<string, Phrase[]>();
  const related = new Map<string, Related[]>();
  for (const { from, to, weight, whole } of relations) {
    const [source, ...targets] = [from, ...to].map((label) => {
      const stems = forms.spell(stemsOf(label)).map((word) => word.term);
      const term = termOf(stems);
      if (!shown.has(term)) shown.set(term, label);
      if (stems.length > 1) addPhrase(labels, { stems, term, whole });
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
  const tradeTerms = new Set<string>();
  for (const trade of trades) {
    const stems = forms.spell(stemsOf(trade)).map((word) => word.term);
    const term = termOf(stems);
    tradeTerms.add(term);
    if (stems.length > 1) addPhrase(labels, { stems, term, whole: false });
  }
  longestFirst(labels);
  const generalTerms = new Set(general.map((word) => termOf(stemsOf(word))));
  return new Lexicon(spelled, labels, related, shown, tradeTerms, generalTerms);
}

/** The term of a label of several words holds spaces, so that no single word is ever mistaken for it. */
function termOf(stems: readonly string[]): string {
  return stems.join(" ");
}

function addPhrase(phrases: Map<string, Phrase[]>, phrase: Phrase): void {
  const first = phrase.stems[0];
  if (first === undefined) return;
  const list = phrases.get(first) ?? [];
  const same = list.findIndex((other) => other.stems.join(" ") === phrase.stems.join(" "));
  if (same < 0) list.push(phrase);
  else if (phrase.whole) list[same] = phrase;
  phrases.set(first, list);
}

function longestFirst(phrases: Map<string, Phrase[]>): void {
  for (const list of phrases.values()) list.sort((a, b) => b.stems.length - a.stems.length);
}
