import { type Sighting, sameBody, sameStartup, sameTitle } from "./identity.ts";
import { isSimilar, jaccard, type Shingles, shingles } from "./shingles.ts";

/** Below this Jaccard index two bodies are about different jobs (docs/design.md §3). */
const ANOTHER_JOB = 0.5;

/**
 * Compares offers. Made for one look and dropped, because it remembers the shingles
 * of every body it compared.
 */
export class Similarity {
  readonly #shingles = new Map<string, Shingles>();

  /** Jaccard index of the two bodies' shingles, 0 to 1. */
  ofBodies(a: Sighting, b: Sighting): number {
    if (a.fingerprint === b.fingerprint) return 1;
    return jaccard(this.#of(a), this.#of(b));
  }

  isSimilar(a: Sighting, b: Sighting): boolean {
    if (a.fingerprint === b.fingerprint) return sameBody(a, b);
    return isSimilar(this.#of(a), this.#of(b));
  }

  /**
   * How sure it is that two files are one offer: 1 for the same body, 0 for no reason to think so; in between
   * the Jaccard index, for similar bodies that have a title or a startup in common.
   */
  score(a: Sighting, b: Sighting): number {
    if (a.fingerprint === b.fingerprint) return sameBody(a, b) ? 1 : 0;
    if (!sameTitle(a.offer, b.offer) && !sameStartup(a.offer, b.offer)) return 0;
    return this.isSimilar(a, b) ? this.ofBodies(a, b) : 0;
  }

  /**
   * Whether a file under an offer's own name is about another job: another title, and a
   * body with little in common.
   */
  isAnotherJob(known: Sighting, seen: Sighting): boolean {
    return !sameTitle(known.offer, seen.offer) && this.ofBodies(known, seen) < ANOTHER_JOB;
  }

  /** Whether a file under a name that the offer has had is that offer: there, a title in common is enough. */
  isSameJob(known: Sighting, seen: Sighting): boolean {
    return sameTitle(known.offer, seen.offer) || this.isSimilar(known, seen);
  }

  #of({ fingerprint, offer }: Sighting): Shingles {
    const known = this.#shingles.get(fingerprint);
    if (known) return known;
    const fresh = shingles(offer.sections.map(({ text }) => text).join("\n"));
    this.#shingles.set(fingerprint, fresh);
    return fresh;
  }
}
