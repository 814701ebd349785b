import { hasBody, type Sighting, sameBody, sameStartup, sameTitle } from "./identity.ts";
import { type Shingles, SIMILAR, shingles, similarity } from "./similarity.ts";

/** Below this index a body is about something else (DESIGN §3). */
const OTHER = 0.5;

/** Compares offers. Kept for one look, because it remembers the shingles of every body that it was asked about. */
export class Likeness {
  readonly #shingles = new Map<string, Shingles>();

  /** Jaccard's index of the bodies, 0 to 1. */
  index(a: Sighting, b: Sighting): number {
    if (a.fingerprint === b.fingerprint) return 1;
    if (!hasBody(a.offer) || !hasBody(b.offer)) return 0;
    return similarity(this.#of(a), this.#of(b));
  }

  isSimilar(a: Sighting, b: Sighting): boolean {
    return sameBody(a, b) || (a.fingerprint !== b.fingerprint && this.index(a, b) >= SIMILAR);
  }

  /**
   * How sure it is that two files are one offer: 0 is not at all, 1 is the same body, and between them stands the
   * index of similar bodies that have a title or a startup in common.
   */
  sameness(a: Sighting, b: Sighting): number {
    if (sameBody(a, b)) return 1;
    if (a.fingerprint === b.fingerprint) return 0;
    if (!sameTitle(a.offer, b.offer) && !sameStartup(a.offer, b.offer)) return 0;
    const index = this.index(a, b);
    return index >= SIMILAR ? index : 0;
  }

  isAnotherJob(known: Sighting, seen: Sighting): boolean {
    return !sameTitle(known.offer, seen.offer) && this.index(known, seen) < OTHER;
  }

  /** Under one name, a title in common is enough. */
  isSameJob(known: Sighting, seen: Sighting): boolean {
    return sameTitle(known.offer, seen.offer) || this.isSimilar(known, seen);
  }

  #of({ fingerprint, offer }: Sighting): Shingles {
    const known = this.#shingles.get(fingerprint);
    if (known) return known;
    const fresh = shingles(offer.body);
    this.#shingles.set(fingerprint, fresh);
    return fresh;
  }
}
