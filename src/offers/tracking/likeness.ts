import { type Sighting, sameBody, sameStartup, sameTitle } from "./identity.ts";
import { isSimilar, type Shingles, shingles, similarity } from "./similarity.ts";

/** Below this index a body is about something else (DESIGN §3). */
const OTHER = 0.5;

/** Compares offers. Kept for one look, because it remembers the shingles of every body that it was asked about. */
export class Likeness {
  readonly #shingles = new Map<string, Shingles>();

  /** Jaccard's index of the bodies, 0 to 1. */
  index(a: Sighting, b: Sighting): number {
    if (a.fingerprint === b.fingerprint) return 1;
    return similarity(this.#of(a), this.#of(b));
  }

  isSimilar(a: Sighting, b: Sighting): boolean {
    if (a.fingerprint === b.fingerprint) return sameBody(a, b);
    return isSimilar(this.#of(a), this.#of(b));
  }

  /**
   * How sure it is that two files are one offer: 0 is not at all, 1 is the same body, and between them stands the
   * index of similar bodies that have a title or a startup in common.
   */
  sameness(a: Sighting, b: Sighting): number {
    if (a.fingerprint === b.fingerprint) return sameBody(a, b) ? 1 : 0;
    if (!sameTitle(a.offer, b.offer) && !sameStartup(a.offer, b.offer)) return 0;
    return this.isSimilar(a, b) ? this.index(a, b) : 0;
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
