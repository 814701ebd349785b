import type { KnownOffer } from "../catalogue.ts";
import { byCodePoint, type Sighting, sameTitle } from "./identity.ts";
import type { Likeness } from "./likeness.ts";

export interface Pair {
  readonly known: KnownOffer;
  readonly newcomer: Sighting;
  /** Above 0, at most 1 (`Likeness.sameness`). */
  readonly sureness: number;
}

/** Offers by what they may have in common, so that each newcomer is compared with few. */
export class Shelf<T extends Sighting> {
  readonly #places = new Map<string, T[]>();

  constructor(offers: readonly T[]) {
    for (const offer of offers) for (const place of placesOf(offer)) this.#put(place, offer);
  }

  /** Those that have the body, the title or the startup of that file; only they can be the same offer. */
  near(seen: Sighting): Set<T> {
    return new Set(placesOf(seen).flatMap((place) => this.#places.get(place) ?? []));
  }

  #put(place: string, offer: T): void {
    const there = this.#places.get(place);
    if (there) there.push(offer);
    else this.#places.set(place, [offer]);
  }
}

/** An open offer before a closed one, a closed one before a draft, the last closed before those of long ago. */
export function weightiestFirst(a: KnownOffer, b: KnownOffer): number {
  return (
    weight(b) - weight(a) ||
    (b.closedAt ?? 0) - (a.closedAt ?? 0) ||
    byCodePoint(a.id, b.id) ||
    byCodePoint(a.key, b.key)
  );
}

function weight({ stood, opening }: KnownOffer): number {
  return stood === "open" ? 2 : opening > 0 ? 1 : 0;
}

/** Every pair that may be one offer, the surest first: the likest body, then the same title. */
export function bySureness(
  known: readonly KnownOffer[],
  newcomers: readonly Sighting[],
  likeness: Likeness,
): Pair[] {
  if (known.length === 0 || newcomers.length === 0) return [];
  const shelf = new Shelf(known);
  const pairs: Pair[] = [];
  for (const newcomer of newcomers) {
    for (const offer of shelf.near(newcomer)) {
      const sureness = likeness.sameness(offer, newcomer);
      if (sureness > 0) pairs.push({ known: offer, newcomer, sureness });
    }
  }
  return pairs.sort(surestFirst);
}

function surestFirst(a: Pair, b: Pair): number {
  return (
    b.sureness - a.sureness ||
    Number(titled(b)) - Number(titled(a)) ||
    weightiestFirst(a.known, b.known) ||
    byCodePoint(a.newcomer.id, b.newcomer.id)
  );
}

function titled({ known, newcomer }: Pair): boolean {
  return sameTitle(known.offer, newcomer.offer);
}

function placesOf({ fingerprint, offer }: Sighting): string[] {
  const places = [`body\0${fingerprint}`];
  if (offer.titleSource !== "slug") places.push(`title\0${offer.title}`);
  if (offer.startup !== null) places.push(`startup\0${offer.startup}`);
  return places;
}
