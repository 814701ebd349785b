/** A power of two. */
const LEAST = 1024;

/**
 * What was made of chains, by their text. It is asked with a place in a longer text, so that nothing needs to be cut out of
 * that: a `Map` would have a string made, and its letters looked at once more, for each word of each offer.
 */
export class ChainTable<Made> {
  readonly #texts: string[] = [];
  readonly #made: Made[] = [];
  #hashes = new Int32Array(LEAST);
  /** By the last bits of a hash, or the next free place after: the number of an entry, from 1. Half of it is empty. */
  #places = new Int32Array(2 * LEAST);

  get size(): number {
    return this.#made.length;
  }

  /** `hash` is that of the text from `start` to `end`. */
  find(text: string, start: number, end: number, hash: number): Made | undefined {
    const places = this.#places;
    const last = places.length - 1;
    for (let at = hash & last; ; at = (at + 1) & last) {
      const entry = (places[at] ?? 0) - 1;
      if (entry < 0) return undefined;
      if (this.#hashes[entry] !== hash) continue;
      const known = this.#texts[entry] ?? "";
      if (known.length === end - start && text.startsWith(known, start)) return this.#made[entry];
    }
  }

  /** Adds a text that is not there yet. */
  add(text: string, hash: number, made: Made): void {
    if (this.size === this.#hashes.length) this.#grow();
    const entry = this.#texts.push(text) - 1;
    this.#made.push(made);
    this.#hashes[entry] = hash;
    this.#put(entry);
  }

  #put(entry: number): void {
    const places = this.#places;
    const last = places.length - 1;
    let at = (this.#hashes[entry] ?? 0) & last;
    while (places[at] !== 0) at = (at + 1) & last;
    places[at] = entry + 1;
  }

  #grow(): void {
    const hashes = this.#hashes;
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#hashes.set(hashes);
    this.#places = new Int32Array(4 * hashes.length);
    for (let entry = 0; entry < hashes.length; entry += 1) this.#put(entry);
  }
}
