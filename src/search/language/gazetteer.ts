import type { PlaceName } from "../../offers/facts/placeNames.ts";
import { plainStems } from "./normalise.ts";

/** The key that places are compared by: stems with small words, so that hyphens, accents and case do not matter. */
export function placeKey(name: string): string {
  return plainStems(name).join(" ");
}

/** A region or an agglomeration, and the places in it. */
export interface Area {
  readonly name: string;
  readonly places: readonly string[];
}

/** The content of `config/lieux.yaml`. */
export interface PlaceList {
  readonly places: readonly PlaceName[];
  readonly regions: readonly Area[];
  readonly agglomerations: readonly Area[];
  /** Departments and wider areas: what lies in them, without being a neighbour of anything. */
  readonly areas: readonly Area[];
  /** Numbers of departments, each with the place that it stands for. */
  readonly numbers: ReadonlyMap<string, string>;
}

/** A writing of a place: a query may hold it without a field word. */
export interface PlaceWriting {
  /** The place's name, as people are shown it. */
  readonly name: string;
  readonly stems: readonly string[];
  readonly ambiguous: boolean;
}

/** Tells by their keys where places lie. It knows names, not maps: a place that no list holds lies nowhere. */
export class Gazetteer {
  /** All writings, each once: where two have the same stems, the first place counts. */
  readonly writings: readonly PlaceWriting[];
  readonly #ambiguous: ReadonlySet<string>;
  readonly #within: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #agglomerations: readonly ReadonlySet<string>[];
  readonly #byKey: ReadonlyMap<string, string>;
  readonly #numbers: ReadonlyMap<string, string>;

  constructor({ places, regions, agglomerations, areas, numbers }: PlaceList) {
    this.writings = writingsOf(places);
    this.#byKey = new Map(this.writings.map(({ name, stems }) => [stems.join(" "), name]));
    this.#numbers = numbers;
    this.#ambiguous = new Set(
      this.writings.flatMap(({ ambiguous, stems }) => (ambiguous ? [stems.join(" ")] : [])),
    );
    const within = new Map(
      [...regions, ...agglomerations].map((area) => [placeKey(area.name), keysIn(area)]),
    );
    for (const area of areas) {
      const keys = keysIn(area);
      for (const key of [...keys]) for (const inner of within.get(key) ?? []) keys.add(inner);
      within.set(placeKey(area.name), keys);
    }
    this.#within = within;
    this.#agglomerations = agglomerations.map(keysIn);
  }

  /** The names of all places. */
  get names(): Iterable<string> {
    return this.#byKey.values();
  }

  /** The place that a number of a department stands for (« 75 », « 2A »), in capitals; null for any other text. */
  numbered(text: string): { readonly name: string; readonly key: string } | null {
    const name = this.#numbers.get(text.toUpperCase());
    return name === undefined ? null : { name, key: placeKey(name) };
  }

  /** The place that a text names: a known one, a department's number, or a text that begins with one (« Lyon 3e »). */
  named(text: string): { readonly name: string; readonly key: string } | null {
    const numbered = this.numbered(text.trim());
    if (numbered !== null) return numbered;
    const stems = plainStems(text);
    for (let length = stems.length; length > 0; length -= 1) {
      const name = this.#byKey.get(stems.slice(0, length).join(" "));
      if (name !== undefined) return { name, key: placeKey(name) };
    }
    return null;
  }

  /** Whether a key is one word that is nothing but a place, so that a text that holds the word names the place. */
  isPlainName(key: string): boolean {
    return !key.includes(" ") && !this.#ambiguous.has(key);
  }

  /** The keys of a place and of all that lies in it. */
  within(key: string): Iterable<string> {
    return [key, ...(this.#within.get(key) ?? [])];
  }

  /** Whether the place `held` lies in `asked`: Rennes lies in Brittany, and Brittany does not lie in Rennes. */
  isAt(asked: string, held: string): boolean {
    if (held === asked) return true;
    if (this.#within.get(asked)?.has(held) === true) return true;
    // « Saint-Denis de La Réunion » is a place of its own, « Paris La Villette » is none.
    return !this.#byKey.has(held) && ` ${held} `.includes(` ${asked} `);
  }

  /** Whether `held` is the region around `asked`, or both lie in one agglomeration. */
  isAround(asked: string, held: string): boolean {
    if (this.#within.get(held)?.has(asked) === true) return true;
    return this.#agglomerations.some((keys) => keys.has(asked) && keys.has(held));
  }
}

function keysIn({ places }: Area): Set<string> {
  return new Set(places.map(placeKey));
}

function writingsOf(places: readonly PlaceName[]): PlaceWriting[] {
  const writings = new Map<string, PlaceWriting>();
  for (const { name, others, ambiguous } of places) {
    for (const writing of [name, ...others]) {
      const stems = plainStems(writing);
      const key = stems.join(" ");
      if (!writings.has(key)) writings.set(key, { name, stems, ambiguous });
    }
  }
  return [...writings.values()];
}
