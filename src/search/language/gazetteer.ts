import type { Place } from "../../offers/facts/placeNames.ts";
import { plainStems } from "./normalise.ts";

/** The key that places are compared by: stems with small words, so that hyphens, accents and case do not matter. */
export function placeKey(name: string): string {
  return plainStems(name).join(" ");
}

/** Names and the places among them: a region with what lies in it, an agglomeration with its towns. */
export interface Area {
  readonly name: string;
  readonly places: readonly string[];
}

/** What `config/lieux.yaml` says. */
export interface PlaceList {
  readonly places: readonly Place[];
  readonly regions: readonly Area[];
  readonly agglomerations: readonly Area[];
}

/** One writing of a place that a query may name without a field word. */
export interface PlaceWriting {
  /** As it is shown. */
  readonly name: string;
  readonly stems: readonly string[];
  readonly ambiguous: boolean;
}

/** Where places lie, by their keys. Knows names, not maps: a place that no list holds lies nowhere. */
export class Gazetteer {
  /** Each writing once; where two have the same stems, the first place counts. */
  readonly writings: readonly PlaceWriting[];
  readonly #ambiguous: ReadonlySet<string>;
  readonly #within: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #agglomerations: readonly ReadonlySet<string>[];

  constructor({ places, regions, agglomerations }: PlaceList) {
    this.writings = writingsOf(places);
    this.#ambiguous = new Set(
      this.writings.flatMap(({ ambiguous, stems }) => (ambiguous ? [stems.join(" ")] : [])),
    );
    this.#within = new Map(
      [...regions, ...agglomerations].map((area) => [placeKey(area.name), keysIn(area)]),
    );
    this.#agglomerations = agglomerations.map(keysIn);
  }

  /** One word that is nothing but a place: where a text holds it, the text names the place. */
  isPlainName(key: string): boolean {
    return !key.includes(" ") && !this.#ambiguous.has(key);
  }

  /** `asked` and `held` are place keys. An offer at Rennes is in Brittany; one in Brittany may not be at Rennes. */
  isAt(asked: string, held: string): boolean {
    if (held === asked) return true;
    if (this.#within.get(asked)?.has(held) === true) return true;
    return ` ${held} `.includes(` ${asked} `);
  }

  /** The offer names the region around the place that was asked for, or both lie in one agglomeration. */
  isAround(asked: string, held: string): boolean {
    if (this.#within.get(held)?.has(asked) === true) return true;
    return this.#agglomerations.some((keys) => keys.has(asked) && keys.has(held));
  }
}

function keysIn({ places }: Area): Set<string> {
  return new Set(places.map(placeKey));
}

function writingsOf(places: readonly Place[]): PlaceWriting[] {
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
