/** Fewer letters than these begin too many words to mean any. */
export const SHORTEST_BEGINNING = 3;

/** Term numbers by the first letters of their terms: what is typed unfinished is looked for among few. */
export class Beginnings {
  readonly #ids = new Map<string, number[]>();

  add(id: number, term: string): void {
    const alike = this.#ids.get(firstOf(term));
    if (alike === undefined) this.#ids.set(firstOf(term), [id]);
    else alike.push(id);
  }

  remove(id: number, term: string): void {
    const alike = this.#ids.get(firstOf(term)) ?? [];
    const at = alike.indexOf(id);
    if (at >= 0) alike.splice(at, 1);
  }

  /** The numbers of all terms with the same first letters, in no order. */
  like(term: string): readonly number[] {
    return this.#ids.get(firstOf(term)) ?? [];
  }
}

function firstOf(term: string): string {
  return term.slice(0, SHORTEST_BEGINNING);
}
