/** A power of two. */
const LEAST = 1024;

/**
 * Numbers for chains, from 1 in the order in which they were added. It is asked with a place in a longer text, so that
 * nothing needs to be cut out of that: a `Map` would have a string made, and its letters looked at once more, for each word
 * of each offer.
 */
export class ChainTable {
  readonly #chains: string[] = [];
  /**
   * By the last bits of a hash, or the next free place after: a hash and the number behind it, 0 where it is free. Half
   * of the places are.
   */
  #places = new Int32Array(4 * LEAST);

  get size(): number {
    return this.#chains.length;
  }

  /** `hash` is that of the text from `start` to `end`; 0 for a chain that was not added. */
  find(text: string, start: number, end: number, hash: number): number {
    const places = this.#places;
    const last = places.length - 1;
    for (let at = (2 * hash) & last; ; at = (at + 2) & last) {
      const number = places[at + 1] ?? 0;
      if (number === 0) return 0;
      if (places[at] !== hash) continue;
      const chain = this.#chains[number - 1] ?? "";
      if (chain.length === end - start && text.startsWith(chain, start)) return number;
    }
  }

  /** Adds a chain that is not there yet. */
  add(chain: string, hash: number): void {
    if (4 * this.size === this.#places.length) this.#grow();
    put(this.#places, hash, this.#chains.push(chain));
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 2) {
      const number = before[at + 1] ?? 0;
      if (number > 0) put(this.#places, before[at] ?? 0, number);
    }
  }
}

function put(places: Int32Array, hash: number, number: number): void {
  const last = places.length - 1;
  let at = (2 * hash) & last;
  while (places[at + 1] !== 0) at = (at + 2) & last;
  places[at] = hash;
  places[at + 1] = number;
}
