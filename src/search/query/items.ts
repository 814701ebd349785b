import type { Day } from "../../offers/offer.ts";
import { fold } from "../../text/fold.ts";
import { chainsOf } from "../language/chains.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { chainStems, readChain } from "../language/normalise.ts";
import type { Meaning, Phrase } from "../language/phrases.ts";
import type { FacetValue } from "./facets.ts";
import type { Or } from "./lexemes.ts";
import { isCourtesy, isLinked, piecesOf, type TypedWord } from "./pieces.ts";
import { dayOf } from "./spans/days.ts";
import { spansOf } from "./spans/spans.ts";
import type { Unit } from "./unit.ts";

/** A part of a query by its role, in the order of the text. */
export type Item =
  | {
      readonly kind: "unit";
      readonly unit: Unit;
      /** Whether only small words (« de », « d' ») stand between it and the unit before. */
      readonly linked: boolean;
    }
  | { readonly kind: "facet"; readonly value: FacetValue; readonly text: string; readonly firm: boolean }
  | Or
  | { readonly kind: "and" }
  /** What follows is not wanted. */
  | { readonly kind: "except" }
  /** What no fact of an offer says, and no word can find: « 5 ans d'expérience ». */
  | { readonly kind: "unread"; readonly text: string }
  | { readonly kind: "everything" };

interface ItemContext {
  readonly lexicon: Lexicon;
  readonly today: Day;
}

/** A chain of the text as typed. */
interface Typed {
  readonly text: string;
  readonly chain: string;
}

/** A stem of the text and the chain that it came from. */
interface Stem {
  readonly stem: string;
  readonly chain: number;
  readonly last: boolean;
}

/** Reads plain words: dates and amounts first, then phrases, then the words that are left. */
export function itemsOf(text: string, context: ItemContext): Item[] {
  const items: Item[] = [];
  let at = 0;
  for (const { start, end, value } of spansOf(text, context.today)) {
    items.push(...wordItems(text.slice(at, start), context));
    const typed = clean(text.slice(start, end));
    if (value === "unread") items.push({ kind: "unread", text: typed });
    else if (value !== null) items.push({ kind: "facet", value, text: typed, firm: false });
    at = end;
  }
  items.push(...wordItems(text.slice(at), context));
  return items;
}

function wordItems(text: string, context: ItemContext): Item[] {
  const chains = chainsWithText(text);
  const stems: Stem[] = chains.flatMap(({ chain }, index) => {
    const plain = chainStems(chain);
    return plain.map((stem, at) => ({ stem, chain: index, last: at === plain.length - 1 }));
  });
  return new WordReader(chains, stems, context).read();
}

/** Chains with the words that they were typed in: « Montreuil, » and « (69) » stand for one chain each. */
function chainsWithText(text: string): Typed[] {
  return text
    .split(/\s+/)
    .flatMap((word) =>
      chainsOf(word).map((chain, _, all) => ({ text: all.length === 1 ? word : chain, chain })),
    );
}

class WordReader {
  readonly #chains: readonly Typed[];
  readonly #stems: readonly Stem[];
  readonly #plain: readonly string[];
  readonly #context: ItemContext;
  readonly #items: Item[] = [];
  #words: TypedWord[] = [];

  constructor(chains: readonly Typed[], stems: readonly Stem[], context: ItemContext) {
    this.#chains = chains;
    this.#stems = stems;
    this.#plain = stems.map(({ stem }) => stem);
    this.#context = context;
  }

  read(): Item[] {
    /** Whether the words before say that a place follows, and whether one has. */
    let isAt = false;
    for (let here = 0; here < this.#stems.length; ) {
      const connector = this.#connectorAt(here);
      if (connector !== null) {
        this.#flush();
        this.#items.push(connector);
        here += 1;
        continue;
      }
      const phrase = this.#phraseAt(here, isAt);
      if (phrase === undefined) {
        const number = this.#numberAt(here, isAt);
        if (number !== null) this.#push(number);
        here = number === null ? this.#wordAt(here) : here + 1;
        isAt = false;
        continue;
      }
      const end = here + phrase.stems.length;
      if (phrase.meaning.kind === "at") isAt = true;
      else if (phrase.meaning.kind !== "place") isAt = false;
      this.#take(phrase.meaning, here, end);
      here = end;
    }
    this.#flush();
    return this.#items;
  }

  #push(item: Item): void {
    this.#flush();
    this.#items.push(item);
  }

  /** « ou » and « et » between two words; « chargée ou chargé » is one word, doubled by its feminine. */
  #connectorAt(here: number): Item | null {
    const typed = this.#chains[this.#stems[here]?.chain ?? -1]?.chain;
    if (typed === "et" || typed === "and") return { kind: "and" };
    if (typed !== "ou" && typed !== "or") return null;
    const before = this.#plain[here - 1];
    return before !== undefined && before === this.#plain[here + 1]
      ? null
      : { kind: "or", weak: false, tight: false };
  }

  #take(meaning: Meaning, start: number, end: number): void {
    const text = this.#textOf(start, end);
    switch (meaning.kind) {
      case "at":
      case "nothing":
        return;
      case "words":
        for (let at = start; at < end; ) at = this.#wordAt(at, true);
        return;
      case "except":
      case "everything":
        this.#push({ kind: meaning.kind });
        return;
      case "onSite":
        // Days at the place of work are there but where nothing is.
        this.#push({ kind: "except" });
        this.#push({ kind: "facet", value: { kind: "remote", full: true }, text, firm: false });
        return;
      case "trade": {
        const unit = { text, terms: [meaning.term], typed: fold(text), quoted: false, joined: [] };
        this.#push({ kind: "unit", unit, linked: false });
        return;
      }
      default: {
        const value = this.#valueOf(meaning);
        if (value !== null) this.#push({ kind: "facet", value, text, firm: false });
      }
    }
  }

  #valueOf(
    meaning: Exclude<
      Meaning,
      { kind: "at" | "nothing" | "words" | "except" | "everything" | "trade" | "onSite" }
    >,
  ): FacetValue | null {
    switch (meaning.kind) {
      case "place":
        return { kind: "place", name: meaning.name, key: meaning.key };
      case "days": {
        const day = dayOf(`${meaning.days}j`, this.#context.today);
        return day === null ? null : { kind: "since", day, until: null };
      }
      case "duration":
        return { ...meaning, of: [] };
      default:
        return meaning;
    }
  }

  #phraseAt(here: number, isAt: boolean): Phrase | undefined {
    const item = this.#stems[here];
    // A phrase begins and ends with whole chains: `stage` within `multi-stage` is none.
    if (here > 0 && this.#stems[here - 1]?.chain === item?.chain) return undefined;
    const phrase = this.#context.lexicon.phrases.at(this.#plain, here);
    if (phrase === undefined || this.#stems[here + phrase.stems.length - 1]?.last !== true) return undefined;
    return phrase.meaning.kind === "place" &&
      phrase.meaning.ambiguous &&
      !isAt &&
      !this.#isAlone(here, phrase)
      ? undefined
      : phrase;
  }

  /** Whether a name stands alone, or its number follows (« Rhône (69) »): that makes a place of any name. */
  #isAlone(here: number, { stems, meaning }: Phrase): boolean {
    if (stems.length === this.#stems.length) return true;
    const next = this.#chains[this.#stems[here + stems.length]?.chain ?? -1];
    const numbered = next === undefined ? null : this.#context.lexicon.gazetteer.numbered(next.chain);
    return meaning.kind === "place" && numbered?.key === meaning.key;
  }

  /** A department's number: « dev 75 », « dans le 93 », « (69) »; not one that counts something. */
  #numberAt(here: number, isAt: boolean): Item | null {
    const item = this.#stems[here];
    const typed = this.#chains[item?.chain ?? -1];
    if (typed === undefined || item?.last !== true || !/^\(?\d[\da-z]{1,2}\)?[?!.]?$/i.test(typed.text))
      return null;
    const place = this.#context.lexicon.gazetteer.numbered(typed.chain);
    const next = this.#plain[here + 1] ?? "";
    if (place === null || (!isAt && COUNTED.has(next))) return null;
    return { kind: "facet", value: { kind: "place", ...place }, text: clean(typed.text), firm: false };
  }

  /** Reads the chain at `here` as a word; returns where the next begins. `kept`: it counts although it is courtesy. */
  #wordAt(here: number, kept = false): number {
    const index = this.#stems[here]?.chain ?? 0;
    const typed = this.#chains[index];
    let end = here + 1;
    while (this.#stems[end]?.chain === index) end += 1;
    if (typed === undefined) return end;
    const { parts, written, joined } = readChain(typed.chain);
    this.#words.push({
      text: clean(typed.text),
      folded: fold(written.join(" ") || typed.chain),
      terms: parts,
      joined,
      kept,
    });
    return end;
  }

  /** Turns the words since the last phrase into units, courtesy left out. */
  #flush(): void {
    const words = this.#words;
    this.#words = [];
    const { lexicon } = this.#context;
    const all = piecesOf(words, lexicon);
    const pieces = all.filter((piece, at) => !isCourtesy(piece, all[at - 1], words, lexicon));
    for (const [at, piece] of pieces.entries()) {
      const { term, from } = piece;
      const before = pieces[at - 1];
      const unit: Unit = {
        text: from.map((word) => word.text).join(" "),
        terms: [term],
        typed: from.map((word) => word.folded).join(" "),
        quoted: false,
        joined: from.flatMap(({ joined }) => joined ?? []).filter((joined) => joined !== term),
      };
      this.#items.push({
        kind: "unit",
        unit,
        linked: before !== undefined && isLinked(before, piece, words),
      });
    }
  }

  #textOf(start: number, end: number): string {
    const indexes = [...new Set(this.#stems.slice(start, end).map((item) => item.chain))];
    return [...new Set(indexes.map((index) => clean(this.#chains[index]?.text ?? "")))].join(" ");
  }
}

/** Words after which a number counts something else than departments. */
const COUNTED: ReadonlySet<string> = new Set(
  "an ans annee mois jour semaine heure h km euro personne poste offre %".split(" "),
);

/** A word without the punctuation of the sentence around it. */
export function clean(text: string): string {
  const bare = text.trim().replace(/^[\s,;:!?.()]{1,20}|[\s,;:!?.]{1,20}$/g, "");
  // « alternant(e) » keeps what it opened.
  return bare.includes("(") ? bare : bare.replace(/[\s,;:!?.)]{1,20}$/, "");
}
