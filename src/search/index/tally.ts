/** Counts by term number, cleared between offers without being built anew. */
export class Tally {
  /** Each number that was met, once. */
  readonly ids: number[] = [];
  /** One more than the count: 0 is a number that was not met. */
  #counts = new Uint8Array(1024);

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
