import { CITIES, DEPARTMENTS, PLACE_ALIASES, REGIONS, WORDS_TOO } from "../../offers/facts/placeNames.ts";
import { plainStems } from "../language/normalise.ts";
import { TOWNS_OF_REGION } from "./regions.ts";

/** The key that places are compared by: stems with small words, so that hyphens, accents and case do not matter. */
export function placeKey(name: string): string {
  return plainStems(name).join(" ");
}

export interface KnownPlace {
  /** As it is shown. */
  readonly name: string;
  readonly stems: readonly string[];
  /** Also a common word (« Nice », « Tours »): a place only after a preposition of place. */
  readonly ambiguous: boolean;
}

/** Places that a query names without a field word, each writing once. */
export function knownPlaces(): KnownPlace[] {
  const places = new Map<string, KnownPlace>();
  const add = (writing: string, name: string): void => {
    const stems = plainStems(writing);
    const key = stems.join(" ");
    if (!places.has(key)) places.set(key, { name, stems, ambiguous: WORDS_TOO.has(name) });
  };
  for (const name of [...CITIES, ...REGIONS, ...DEPARTMENTS]) add(name, name);
  for (const [writing, name] of PLACE_ALIASES) add(writing, name);
  return [...places.values()];
}

const WORDS = new Set(knownPlaces().flatMap(({ ambiguous, stems }) => (ambiguous ? [stems.join(" ")] : [])));

/** One word that is nothing but a place: where a text holds it, the text names the place. */
export function isPlainName(key: string): boolean {
  return !key.includes(" ") && !WORDS.has(key);
}

const WITHIN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...TOWNS_OF_REGION].map(([region, towns]) => [placeKey(region), new Set(towns.map(placeKey))]),
);

/** `asked` and `held` are place keys. An offer at Rennes is in Brittany; one in Brittany may not be at Rennes. */
export function isAt(asked: string, held: string): boolean {
  if (held === asked) return true;
  if (WITHIN.get(asked)?.has(held) === true) return true;
  return ` ${held} `.includes(` ${asked} `);
}

const AROUND_PARIS = WITHIN.get(placeKey("Région parisienne"));

/** The offer names the region around the place that was asked for, or both lie in one agglomeration. */
export function isAround(asked: string, held: string): boolean {
  if (WITHIN.get(held)?.has(asked) === true) return true;
  return AROUND_PARIS?.has(asked) === true && AROUND_PARIS.has(held);
}
