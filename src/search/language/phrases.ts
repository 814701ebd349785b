import { CONTRACTS, type Contract, type Status } from "../../offers/offer.ts";
import { fold } from "../../text/fold.ts";
import { type PlaceWriting, placeKey } from "./gazetteer.ts";
import { plainStems } from "./normalise.ts";
import { spokenTrade } from "./spokenTrades.ts";

/** The meaning of a few words of a query that are more than words to look for. */
export type Meaning =
  | { readonly kind: "place"; readonly name: string; readonly key: string; readonly ambiguous: boolean }
  | { readonly kind: "contract"; readonly contract: Contract }
  | { readonly kind: "status"; readonly status: Status }
  | { readonly kind: "remote"; readonly full: boolean }
  /** « en présentiel »: anything but wholly remote. */
  | { readonly kind: "onSite" }
  | { readonly kind: "junior" }
  /** In months, both included (« mission courte »). */
  | { readonly kind: "duration"; readonly least: number; readonly most: number }
  | { readonly kind: "days"; readonly days: number }
  /** A trade whose words one by one are not its own. `term`: what stands for it in the index. */
  | { readonly kind: "trade"; readonly term: string }
  /** `except` (« hors », « sauf ») makes the next word or facet unwanted. */
  | { readonly kind: "except" }
  /** `at` (« à », « près de ») makes a place of the next name, even of one that is a word too. */
  | { readonly kind: "at" }
  /** `everything` (« tout », « toutes les offres ») asks for every offer, which a filter must not. */
  | { readonly kind: "everything" }
  /** `words`: an expression whose words are looked for although each of them alone would be courtesy. */
  | { readonly kind: "words" }
  | { readonly kind: "nothing" };

/** The content of `config/tournures.yaml`. */
export interface PhraseList {
  /** Each phrase with its meaning. Their order decides nothing, because no phrase means two things. */
  readonly phrases: readonly (readonly [string, Meaning])[];
  /** What makes a phrase of remote work mean nothing else, before or behind it: « 100 % », « complet ». */
  readonly entirely: readonly string[];
  /** Words of asking, which say nothing about the job: « je cherche un poste de… ». Only queries drop them. */
  readonly courtesy: readonly string[];
  /** Those of them that count as the complement of another word: « chargé de recrutement », « pôle emploi ». */
  readonly complements: readonly string[];
}

export interface Phrase {
  readonly stems: readonly string[];
  readonly meaning: Meaning;
  /** The phrase as people write it. */
  readonly text: string;
}

/** Kinds of meaning that a mistyped word may have had. */
const MAY_BE_MEANT: ReadonlySet<Meaning["kind"]> = new Set([
  "place",
  "contract",
  "status",
  "remote",
  "junior",
]);

/** Kinds of meaning whose phrases begin with small words (« en », « de »). Two names of places that overlap are two. */
const GOES_ON: ReadonlySet<Meaning["kind"]> = new Set(["contract", "remote", "duration", "junior"]);

/** The phrases of a query and what they mean, places among them. Built once; costs a look-up a word. */
export class PhraseBook {
  /** Phrases of one stem by that stem: a mistyped word may be corrected to them even where no offer says them. */
  readonly corrections: ReadonlyMap<string, string>;
  readonly #byFirstStem: ReadonlyMap<string, readonly Phrase[]>;
  readonly #courtesy: ReadonlySet<string>;
  readonly #complements: ReadonlySet<string>;
  /** What `contrat:` may name, as people type it. */
  readonly contracts: readonly string[] = CONTRACTS.filter((contract) => contract !== "autre");

  /** `trades`: all of them; those that are phrases are found. */
  constructor(list: PhraseList, places: readonly PlaceWriting[], trades: readonly string[] = []) {
    const written = list.phrases.map(
      ([text, meaning]): Phrase => ({ stems: plainStems(text), meaning, text }),
    );
    const phrases = [
      ...written,
      ...entirelyRemote(written, list.entirely),
      ...trades.flatMap(tradePhrases),
      ...places.map(placePhrase),
    ];
    this.#byFirstStem = byFirstStem(phrases);
    this.#courtesy = new Set(list.courtesy.map(fold));
    this.#complements = new Set(list.complements.map(fold));
    this.corrections = new Map(
      phrases
        .filter(({ stems, meaning }) => stems.length === 1 && MAY_BE_MEANT.has(meaning.kind))
        .map(({ stems, text }) => [stems[0] ?? "", text]),
    );
  }

  /**
   * Finds the longest phrase that begins at `at`. Where a longer one that means more begins within it, as « télétravail
   * complet » does after « en », it is both together, with the meaning of that one.
   */
  at(stems: readonly string[], at: number): Phrase | undefined {
    const phrase = this.#longest(stems, at);
    if (phrase === undefined || !GOES_ON.has(phrase.meaning.kind)) return phrase;
    for (let within = at + 1; within < at + phrase.stems.length; within += 1) {
      const next = this.#longest(stems, within);
      const end = within + (next?.stems.length ?? 0);
      if (next?.meaning.kind === phrase.meaning.kind && end > at + phrase.stems.length)
        return { ...next, stems: stems.slice(at, end) };
    }
    return phrase;
  }

  #longest(stems: readonly string[], at: number): Phrase | undefined {
    return this.#byFirstStem
      .get(stems[at] ?? "")
      ?.find((phrase) => phrase.stems.every((stem, offset) => stems[at + offset] === stem));
  }

  /** Finds the contract that the value of `contrat:` names. */
  contractNamed(value: string): Contract | null {
    const stems = plainStems(value);
    // In a sentence these words are not the contract's: « apprentissage automatique », « vie scolaire ».
    const alone = stems.join(" ");
    if (alone === "apprentissage") return "apprentissage";
    if (alone === "vie") return "VIE";
    const meaning = this.at(stems, 0)?.meaning;
    return meaning?.kind === "contract" ? meaning.contract : null;
  }

  /** Finds the status that the value of `statut:` names. */
  statusNamed(value: string): Status | null {
    const meaning = this.at(plainStems(value), 0)?.meaning;
    return meaning?.kind === "status" ? meaning.status : null;
  }

  /** Whether a word of courtesy counts where it says of what another word is. `word` is folded. */
  isComplement(word: string): boolean {
    return this.#complements.has(word);
  }

  /** Whether a word only asks. `word` is folded and not stemmed, because « offre » asks and « offrir » does not. */
  isCourtesy(word: string): boolean {
    return this.#courtesy.has(word);
  }
}

/** « full remote », « télétravail complet »: a phrase of remote work beside a word of the whole, on either side. */
function entirelyRemote(phrases: readonly Phrase[], entirely: readonly string[]): Phrase[] {
  const wholes = entirely.map((text) => ({ text, stems: plainStems(text) }));
  return phrases
    .filter(({ meaning }) => meaning.kind === "remote" && !meaning.full)
    .flatMap((remote) =>
      wholes
        .flatMap((whole) => [
          [whole, remote],
          [remote, whole],
        ])
        .map((both) => ({
          stems: both.flatMap(({ stems }) => stems),
          meaning: { kind: "remote", full: true } as const,
          text: both.map(({ text }) => text).join(" "),
        })),
    );
}

function tradePhrases(text: string): Phrase[] {
  const spoken = spokenTrade(text);
  if (spoken === null) return [];
  return spoken.forms.map((stems) => ({ stems, meaning: { kind: "trade", term: spoken.term }, text }));
}

function placePhrase({ name, stems, ambiguous }: PlaceWriting): Phrase {
  return { stems, meaning: { kind: "place", name, key: placeKey(name), ambiguous }, text: name };
}

/** Groups phrases by their first stem, the longest first, so that the first match is the longest. */
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
