/** Names (places, skills) in folded text: what they begin with, and where they stand. */

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

  /** How many words a name may have that begins with the word at `start`; undefined where none does. */
  mostAt(folded: string, start: number, end: number): number | undefined {
    return this.#shapes[shapeOf(folded, start, end)] === 1
      ? this.#most.get(folded.slice(start, end))
      : undefined;
  }
}

function shapeOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const second = end > start + 1 ? text.charCodeAt(start + 1) : 0;
  const last = text.charCodeAt(end - 1);
  return (first * 31 + second * 7 + last * 521 + (end - start) * 977) % SHAPES;
}

/**
 * Finds names: each run of letters and digits is looked up as the first word of a name, so that a text costs one look-up
 * a word.
 */
export function scanNames<Hit extends { readonly end: number }>(
  folded: string,
  firstWords: FirstWords,
  /** The name that begins here, of at most `words` words; `null` when it is none. */
  nameAt: (start: number, words: number) => Hit | null,
): Hit[] {
  const hits: Hit[] = [];
  let at = 0;
  while (at < folded.length) {
    const start = at;
    while (isWordCharacter(folded.charCodeAt(at))) at += 1;
    const words = at > start ? firstWords.mostAt(folded, start, at) : undefined;
    const hit = words === undefined ? null : nameAt(start, words);
    if (hit !== null) hits.push(hit);
    at = Math.max(at, hit?.end ?? 0, start + 1);
  }
  return hits;
}

/** a–z, 0–9, æ, œ. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 0xe6 || code === 0x153;
}
