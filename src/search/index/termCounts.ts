/**
 * Counts by term number for one offer at a time. Reused for all offers, so that none
 * allocates an array of its own.
 */
export class TermCounts {
  /** Each term number that was added, once. */
  readonly ids: number[] = [];
  /** By term number: count + 1; 0 = term not added. */
  #counts = new Uint8Array(1024);

  /** Adds to a term's count, which stops at 254. `count` 0 lists the term without counting it. */
  add(id: number, count: number): void {
    if (id >= this.#counts.length) this.#grow(id);
    const before = this.#counts[id] ?? 0;
    if (before === 0) this.ids.push(id);
    this.#counts[id] = Math.min(255, Math.max(1, before) + count);
  }

  count(id: number): number {
    return Math.max(0, (this.#counts[id] ?? 0) - 1);
  }

  clear(): void {
    for (const id of this.ids) this.#counts[id] = 0;
    this.ids.length = 0;
  }

  #grow(id: number): void {
    const grown = new Uint8Array(2 * id + 1);
    grown.set(this.#counts);
    this.#counts = grown;
  }
}
