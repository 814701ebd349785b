import type { Contract } from "../../offers/offer.ts";
import { fold } from "../../text/fold.ts";
import { type PlaceWriting, placeKey } from "./gazetteer.ts";
import { plainStems } from "./normalise.ts";

/** What a few words of a query mean, when they are more than words. */
export type Meaning =
  | { readonly kind: "place"; readonly name: string; readonly key: string; readonly ambiguous: boolean }
  | { readonly kind: "contract"; readonly contract: Contract }
  | { readonly kind: "remote"; readonly full: boolean }
  | { readonly kind: "junior" }
  | { readonly kind: "days"; readonly days: number }
  /** « hors », « sauf »: the next word or facet is not wanted. */
  | { readonly kind: "except" }
  /** Before a place. */
  | { readonly kind: "at" }
  | { readonly kind: "nothing" };

/** What `config/tournures.yaml` says. */
export interface PhraseList {
  /** In the order of the file, which decides nothing: no phrase means two things. */
  readonly phrases: readonly (readonly [string, Meaning])[];
  /** Words of asking, which say nothing about the job: « je cherche un poste de… ». Only queries drop them. */
  readonly courtesy: readonly string[];
}

export interface Phrase {
  readonly stems: readonly string[];
  readonly meaning: Meaning;
  /** As people write it. */
  readonly text: string;
}

/** Meanings that a mistyped word is corrected to, even where no offer says it. */
const MAY_BE_MEANT: ReadonlySet<Meaning["kind"]> = new Set(["place", "contract", "remote", "junior"]);

/** The phrases of a query and what they mean, places among them. Built once; costs a look-up a word. */
export class PhraseBook {
  /** The only stem of a phrase with a way to write it: what typos may be corrected to. */
  readonly corrections: ReadonlyMap<string, string>;
  readonly #byFirstStem: ReadonlyMap<string, readonly Phrase[]>;
  readonly #courtesy: ReadonlySet<string>;

  constructor(list: PhraseList, places: readonly PlaceWriting[]) {
    const phrases = [
      ...list.phrases.map(([text, meaning]): Phrase => ({ stems: plainStems(text), meaning, text })),
      ...places.map(placePhrase),
    ];
    this.#byFirstStem = byFirstStem(phrases);
    this.#courtesy = new Set(list.courtesy.map(fold));
    this.corrections = new Map(
      phrases
        .filter(({ stems, meaning }) => stems.length === 1 && MAY_BE_MEANT.has(meaning.kind))
        .map(({ stems, text }) => [stems[0] ?? "", text]),
    );
  }

  /** The longest phrase that begins at `at`, if any. */
  at(stems: readonly string[], at: number): Phrase | undefined {
    return this.#byFirstStem
      .get(stems[at] ?? "")
      ?.find((phrase) => phrase.stems.every((stem, offset) => stems[at + offset] === stem));
  }

  /** The contract that the value of `contrat:` names. */
  contractNamed(value: string): Contract | null {
    const stems = plainStems(value);
    // On its own the word is also a field of work: « apprentissage automatique ».
    if (stems.join(" ") === "apprentissage") return "apprentissage";
    const meaning = this.at(stems, 0)?.meaning;
    return meaning?.kind === "contract" ? meaning.contract : null;
  }

  /** `word` is folded, and not stemmed: « offre » may be asked with, and « offrir » not. */
  isCourtesy(word: string): boolean {
    return this.#courtesy.has(word);
  }
}

function placePhrase({ name, stems, ambiguous }: PlaceWriting): Phrase {
  return { stems, meaning: { kind: "place", name, key: placeKey(name), ambiguous }, text: name };
}

/** Longest first; where two are equally long, the earlier one. */
function byFirstStem(phrases: readonly Phrase[]): Map<string, Phrase[]> {
  const table = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const first = phrase.stems[0];
    if (first === undefined) continue;
    const list = table.get(first);
    if (list === undefined) table.set(first, [phrase]);
    else list.push(phrase);
  }
  for (const list of table.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return table;
}
