/** Names (places, skills) in folded text: what they begin with, and where they stand. */

import type { Sight } from "./cue.ts";

/** By first, second and last letter and the length: few words of a text begin a name, and most show it by these. */
const SHAPES = 2 ** 14;

/** The first words of names, each with how many words the longest name has that begins with it. */
export class FirstWords {
  readonly #most: ReadonlyMap<string, number>;
  readonly #shapes = new Uint8Array(SHAPES);

  constructor(most: ReadonlyMap<string, number>) {
    this.#most = most;
    for (const word of most.keys()) this.#shapes[shapeOf(word, 0, word.length)] = 1;
  }

  /** How many words a name may have that begins with this one. */
  most(word: string): number {
    return this.#most.get(word) ?? 0;
  }

  /**
   * Where in `words` (`Sight`) the next word stands that begins a name, from `at` on, of what is not `taken`; -1 for none.
   */
  nextIn(folded: string, words: Uint16Array, at: number, taken: number): number {
    for (let next = at; next < words.length; next += 2) {
      const end = words[next + 1] ?? 0;
      if (end <= taken) continue;
      const start = Math.max(taken, words[next] ?? 0);
      if (this.#shapes[shapeOf(folded, start, end)] === 1 && this.#most.has(folded.slice(start, end)))
        return next;
    }
    return -1;
  }
}

function shapeOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const second = end > start + 1 ? text.charCodeAt(start + 1) : 0;
  const last = text.charCodeAt(end - 1);
  return (first * 31 + second * 7 + last * 521 + (end - start) * 977) % SHAPES;
}

/**
 * Finds names: each word is looked up as the first one of a name, so that a text costs one look-up a word. What a name has
 * taken is no part of another.
 */
export function scanNames<Hit extends { readonly end: number }>(
  { folded, sight: { words } }: { readonly folded: string; readonly sight: Sight },
  firstWords: FirstWords,
  /** The name that begins here, of at most `words` words; `null` when it is none. */
  nameAt: (start: number, words: number) => Hit | null,
): Hit[] {
  const hits: Hit[] = [];
  let taken = 0;
  for (let at = 0; ; at += 2) {
    at = firstWords.nextIn(folded, words, at, taken);
    if (at === -1) return hits;
    const start = Math.max(taken, words[at] ?? 0);
    const end = words[at + 1] ?? 0;
    const hit = nameAt(start, firstWords.most(folded.slice(start, end)));
    if (hit === null) continue;
    hits.push(hit);
    taken = Math.max(end, hit.end);
  }
}
