import type { Day } from "../../offers/offer.ts";
import { fold } from "../../text/fold.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { chainStems, chainsOf, holdsWords, readChain, stemsOf } from "../language/normalise.ts";
import type { Meaning } from "../language/phrases.ts";
import type { Facet, FacetValue } from "./facets.ts";
import { fieldFacet } from "./fieldWords.ts";
import { type Lexeme, lexemesOf } from "./lexemes.ts";
import { joinedWith, piecesOf, type TypedWord, wordBefore } from "./pieces.ts";

/** A word, label or quotation that an offer must say (or must not). */
export interface Unit {
  /** As typed, for people. */
  readonly text: string;
  /** A single term; in quotes, the terms that must stand side by side. */
  readonly terms: readonly string[];
  /** Whether it was typed in quotes, which allow neither synonyms nor beginnings nor typos. */
  readonly quoted: boolean;
  /**
   * The typed text folded, plural and gender kept: unfinished words are compared with it. Empty in quotes.
   */
  readonly typed: string;
  /** The unit written as one word with its neighbour: « dossier facile » also finds `dossierfacile`. */
  readonly joined: readonly string[];
}

/**
 * A typed query, understood. Built by `readQuery` only; depends on the words and the day, not on any index.
 */
export interface Query {
  readonly text: string;
  readonly today: Day;
  readonly wanted: readonly Unit[];
  readonly unwanted: readonly Unit[];
  readonly facets: readonly Facet[];
  /** Whether the text was longer than a query is read. */
  readonly truncated: boolean;
  /**
   * Whether a text was typed that holds no word: it asks for nothing that an offer can
   * say, not for every offer.
   */
  readonly unreadable: boolean;
}

export interface QueryContext {
  readonly lexicon: Lexicon;
  /** The day that `depuis:7j` counts from. */
  readonly today: Day;
}

/** Limits on what is read of a query, in characters and units. A person's question stays below them. */
export const LONGEST_QUERY = 240;
export const MOST_UNITS = 12;
const MOST_FACETS = 12;

/**
 * Reads what was typed: quotes, field words, facets in plain words, and units to search. Never fails,
 * whatever the text is. Typos are not corrected here, because that takes an index (`ranking/correction.ts`).
 */
export function readQuery(text: string, context: QueryContext): Query {
  const reader = new QueryReader(context);
  for (const lexeme of lexemesOf(text.slice(0, LONGEST_QUERY))) reader.take(lexeme);
  reader.finish();
  return {
    text,
    today: context.today,
    wanted: reader.wanted.slice(0, MOST_UNITS),
    unwanted: reader.unwanted.slice(0, MOST_UNITS),
    facets: reader.facets.slice(0, MOST_FACETS),
    truncated:
      text.length > LONGEST_QUERY ||
      Math.max(reader.wanted.length, reader.unwanted.length) > MOST_UNITS ||
      reader.facets.length > MOST_FACETS,
    unreadable:
      reader.wanted.length + reader.unwanted.length + reader.facets.length === 0 &&
      text.trim() !== "" &&
      !holdsWords(text.slice(0, LONGEST_QUERY)),
  };
}

const GOES_ON: ReadonlySet<string> = new Set(["et", "ni", "ou", "and", "or"]);

/** A stem of the run and the chain that it came from. */
interface Stem {
  readonly stem: string;
  readonly chain: number;
  readonly last: boolean;
}

class QueryReader {
  readonly wanted: Unit[] = [];
  readonly unwanted: Unit[] = [];
  readonly facets: Facet[] = [];
  readonly #context: QueryContext;
  /** Plain words not read yet: the run since the last quotation, field or exclusion. */
  #run: Lexeme[] = [];

  constructor(context: QueryContext) {
    this.#context = context;
  }

  take(lexeme: Lexeme): void {
    if (lexeme.kind === "word" && !lexeme.excluded) {
      this.#run.push(lexeme);
      return;
    }
    this.finish();
    if (lexeme.kind === "word") this.#readRun([lexeme], true);
    else if (lexeme.kind === "quoted") this.#quoted(lexeme);
    else this.#field(lexeme);
  }

  finish(): void {
    const run = this.#run;
    this.#run = [];
    if (run.length > 0) this.#readRun(run, false);
  }

  #quoted({ value, text, excluded }: Lexeme): void {
    const { lexicon } = this.#context;
    const terms = lexicon.spell(stemsOf(value));
    if (terms.length === 0) return;
    const unit = { text, terms: terms.map((word) => word.term), typed: "", quoted: true, joined: [] };
    (excluded ? this.unwanted : this.wanted).push(unit);
  }

  #field(lexeme: Lexeme): void {
    const value = fieldFacet(lexeme.field, lexeme.value, this.#context);
    if (value === null)
      this.#readRun(
        lexemesOf(lexeme.value).filter((inner) => inner.kind === "word"),
        lexeme.excluded,
      );
    else this.facets.push({ ...value, text: lexeme.text, firm: true, excluded: lexeme.excluded });
  }

  /**
   * Reads a run of plain words: first the facets that they mean together, then the rest as words to search.
   */
  #readRun(run: readonly Lexeme[], excluded: boolean): void {
    const chains = run.flatMap((lexeme) =>
      chainsOf(lexeme.value).map((chain) => ({ text: lexeme.value, chain })),
    );
    const stems: Stem[] = chains.flatMap(({ chain }, index) => {
      const plain = chainStems(chain);
      return plain.map((stem, at) => ({ stem, chain: index, last: at === plain.length - 1 }));
    });
    const plain = stems.map((item) => item.stem);
    let words: TypedWord[] = [];
    let except = excluded;
    let at = false;
    const flush = (): void => {
      this.#units(words, except);
      words = [];
    };
    for (let here = 0; here < stems.length; ) {
      const phrase = this.#phraseAt(plain, stems, here, at);
      if (phrase === undefined) {
        here = this.#wordAt(chains, stems, here, words);
        at = false;
        continue;
      }
      const end = here + phrase.stems.length;
      const text = textOf(chains, stems, here, end);
      here = end;
      at = phrase.meaning.kind === "at";
      if (at || phrase.meaning.kind === "nothing") continue;
      // « hors dev à Lyon »: the exclusion ends where a facet begins.
      if (words.some((word) => word.terms.length > 0)) {
        flush();
        except = excluded;
      }
      if (phrase.meaning.kind === "except") except = true;
      else {
        this.#facet(phrase.meaning, text, except);
        except = excluded;
      }
    }
    flush();
  }

  #phraseAt(plain: readonly string[], stems: readonly Stem[], here: number, at: boolean) {
    const item = stems[here];
    // A phrase begins and ends with whole chains: `stage` within `multi-stage` is none.
    if (here > 0 && stems[here - 1]?.chain === item?.chain) return undefined;
    const phrase = this.#context.lexicon.phrases.at(plain, here);
    if (phrase === undefined || stems[here + phrase.stems.length - 1]?.last !== true) return undefined;
    return phrase.meaning.kind === "place" && phrase.meaning.ambiguous && !at ? undefined : phrase;
  }

  #wordAt(
    chains: readonly { text: string; chain: string }[],
    stems: readonly Stem[],
    here: number,
    words: TypedWord[],
  ): number {
    const index = stems[here]?.chain ?? 0;
    const chain = chains[index];
    let end = here + 1;
    while (stems[end]?.chain === index) end += 1;
    if (chain === undefined) return end;
    const { parts, written, joined } = readChain(chain.chain);
    words.push({
      text: clean(chain.text),
      folded: fold(written.join(" ") || chain.chain),
      terms: parts,
      joined,
    });
    return end;
  }

  #facet(meaning: Meaning, text: string, excluded: boolean): void {
    const value = this.#valueOf(meaning);
    if (value !== null) this.facets.push({ ...value, text, firm: false, excluded });
  }

  #valueOf(meaning: Meaning): FacetValue | null {
    switch (meaning.kind) {
      case "place":
        return { kind: "place", name: meaning.name, key: meaning.key };
      case "days":
        return fieldFacet("depuis", `${meaning.days}j`, this.#context);
      case "contract":
      case "remote":
      case "junior":
        return meaning;
      default:
        return null;
    }
  }

  #units(words: readonly TypedWord[], excluded: boolean): void {
    const { lexicon } = this.#context;
    const pieces = piecesOf(words, lexicon).filter(
      ({ from }) => from.length !== 1 || !lexicon.phrases.isCourtesy(from[0]?.folded ?? ""),
    );
    let leaveOut = excluded;
    for (const [at, piece] of pieces.entries()) {
      const { term, from } = piece;
      // « hors dev senior »: the next word is wanted again, unless « et », « ni » or « ou » goes on.
      if (at > 0) leaveOut &&= GOES_ON.has(wordBefore(words, piece)?.folded ?? "");
      const units = leaveOut ? this.unwanted : this.wanted;
      if (units.some((unit) => !unit.quoted && unit.terms[0] === term)) continue;
      units.push({
        text: from.map((word) => word.text).join(" "),
        terms: [term],
        typed: from.map((word) => word.folded).join(" "),
        quoted: false,
        joined: joinedWith(pieces[at - 1], piece, pieces[at + 1]),
      });
    }
  }
}

function textOf(
  chains: readonly { text: string }[],
  stems: readonly Stem[],
  start: number,
  end: number,
): string {
  const indexes = [...new Set(stems.slice(start, end).map((item) => item.chain))];
  return [...new Set(indexes.map((index) => clean(chains[index]?.text ?? "")))].join(" ");
}

/** A word without the punctuation of the sentence around it. */
function clean(text: string): string {
  return text.replace(/^[\s,;:!?.()]{1,20}|[\s,;:!?.)]{1,20}$/g, "");
}
