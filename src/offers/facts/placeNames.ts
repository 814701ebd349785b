import { foldInPlace } from "../../text/fold.ts";
import { FirstWords } from "./words.ts";

/** A town, department or region. */
export interface PlaceName {
  /** The name as the card shows it. */
  readonly name: string;
  /** Other writings (« IDF »). */
  readonly others: readonly string[];
  /** French uses the name for other things (« Nice », « Tours »): it counts only after a preposition of place. */
  readonly ambiguous: boolean;
}

/** The key of a writing: accents and case do not count; hyphens, apostrophes and spaces are one. */
function keyOf(name: string): string {
  return foldInPlace(name).replace(/[-' ]+/g, " ");
}

/** The places of `config/lieux.yaml`, arranged for reading text. Built once; costs a look-up a word. */
export class PlaceNames {
  /** The most words that a name has, by its first word. */
  readonly firstWords: FirstWords;
  readonly #names: ReadonlyMap<string, string>;
  readonly #ambiguous: ReadonlySet<string>;

  constructor(places: readonly PlaceName[]) {
    this.#names = new Map(
      places.flatMap(({ name, others, ambiguous }) =>
        [name, ...others, ...(ambiguous ? [] : contractedOf(name))].map((written): [string, string] => [
          keyOf(written),
          name,
        ]),
      ),
    );
    this.#ambiguous = new Set(places.filter(({ ambiguous }) => ambiguous).map(({ name }) => keyOf(name)));
    this.firstWords = new FirstWords(lengthsOf([...this.#names.keys()]));
  }

  /** The place of this name, whatever the writing; a common word in its place is the caller's to tell apart. */
  named(written: string): string | undefined {
    return this.#names.get(keyOf(written));
  }

  isCommonWord(written: string): boolean {
    return this.#ambiguous.has(keyOf(written));
  }
}

/** « Au Mans », « du Havre », « aux Mureaux » : the article of the name within the preposition. */
function contractedOf(name: string): string[] {
  const [, article, rest] = /^(Les?) (.+)$/.exec(name) ?? [];
  if (article === undefined || rest === undefined) return [];
  return (article === "Le" ? ["au", "du"] : ["aux", "des"]).map((contracted) => `${contracted} ${rest}`);
}

function lengthsOf(keys: readonly string[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const key of keys) {
    const words = key.split(" ");
    const first = words[0] ?? "";
    lengths.set(first, Math.max(words.length, lengths.get(first) ?? 0));
  }
  return lengths;
}
