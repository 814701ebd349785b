import type { KnownOffer } from "../catalogue.ts";
import { byCodePoint, type Sighting, sameTitle } from "./identity.ts";
import type { Similarity } from "./similarity.ts";

/** A known offer and a newcomer that may be the same offer. */
interface Pair {
  readonly known: KnownOffer;
  readonly newcomer: Sighting;
  /** Above 0, at most 1 (`Similarity.score`). */
  readonly score: number;
}

/**
 * Offers by body, title and startup (blocking, in record linkage), so that a newcomer is compared with few of
 * them. Files that share none of the three are never the same offer.
 */
export class CandidateIndex<T extends Sighting> {
  readonly #blocks = new Map<string, T[]>();

  constructor(offers: readonly T[]) {
    for (const offer of offers) for (const key of blockingKeys(offer)) this.#put(key, offer);
  }

  /**
   * The offers that share the body, the title or the startup of that file. Whether they
   * match is not decided here.
   */
  candidates(seen: Sighting): Set<T> {
    return new Set(blockingKeys(seen).flatMap((key) => this.#blocks.get(key) ?? []));
  }

  #put(key: string, offer: T): void {
    const block = this.#blocks.get(key);
    if (block) block.push(offer);
    else this.#blocks.set(key, [offer]);
  }
}

/**
 * The order in which offers may claim a file that fits several: open before closed, closed before
 * drafts, the one closed last before those closed long ago; then ids and keys, so that the order
 * is the same in every run.
 */
export function weightiestFirst(a: KnownOffer, b: KnownOffer): number {
  return (
    weight(b) - weight(a) || (b.closedAt ?? 0) - (a.closedAt ?? 0) || byCodePoint(a.id, b.id) || a.key - b.key
  );
}

function weight({ stood, opening }: KnownOffer): number {
  return stood === "open" ? 2 : opening > 0 ? 1 : 0;
}

/**
 * Every pair that may be one offer, the surest first: by similarity of bodies, then those with equal titles.
 */
export function pairsByScore(
  known: readonly KnownOffer[],
  newcomers: readonly Sighting[],
  similarity: Similarity,
): Pair[] {
  if (known.length === 0 || newcomers.length === 0) return [];
  const index = new CandidateIndex(known);
  const pairs: Pair[] = [];
  for (const newcomer of newcomers) {
    for (const offer of index.candidates(newcomer)) {
      const score = similarity.score(offer, newcomer);
      if (score > 0) pairs.push({ known: offer, newcomer, score });
    }
  }
  return pairs.sort(byScore);
}

function byScore(a: Pair, b: Pair): number {
  return (
    b.score - a.score ||
    Number(haveOneTitle(b)) - Number(haveOneTitle(a)) ||
    weightiestFirst(a.known, b.known) ||
    byCodePoint(a.newcomer.id, b.newcomer.id)
  );
}

function haveOneTitle({ known, newcomer }: Pair): boolean {
  return sameTitle(known.offer, newcomer.offer);
}

function blockingKeys({ fingerprint, offer }: Sighting): string[] {
  const keys = [`body\0${fingerprint}`];
  if (offer.titleSource !== "slug") keys.push(`title\0${offer.title}`);
  if (offer.startup !== null) keys.push(`startup\0${offer.startup}`);
  return keys;
}
