import { fold } from "../../text/fold.ts";

/**
 * Hashes of a body's three-word shingles: the overlapping runs of three words by which texts are compared.
 */
export type Shingles = ReadonlySet<number>;

const WORDS_IN_SHINGLE = 3;
/** Bodies are similar from this Jaccard index on (docs/design.md §3). */
const SIMILAR = 0.7;

/**
 * The set of three-word shingles of a text: case, accents, punctuation and white space do not count. A text of one
 * or two words is one shingle, an empty one none. Hashes have 30 bits: two of a thousand shingles of a text meet
 * once in two thousand texts, which moves an index by a thousandth.
 */
export function shingles(text: string): Shingles {
  const words = Array.from(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [], hashOf);
  const found = new Set<number>();
  if (words.length === 0) return found;
  for (let at = 0; at === 0 || at + WORDS_IN_SHINGLE <= words.length; at += 1) {
    let hash = 0;
    for (const word of words.slice(at, at + WORDS_IN_SHINGLE))
      hash = Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);
    found.add(hash & 0x3fffffff);
  }
  return found;
}

/** FNV-1a over UTF-16 code units: quick and even, not secure. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** Jaccard index of two sets, 0 to 1. An empty body is similar to nothing, another empty one included. */
export function jaccard(a: Shingles, b: Shingles): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/**
 * Whether the index reaches `SIMILAR`. Gives up as soon as too many shingles are missing, so that most pairs
 * of a large folder cost a fraction of what their index would.
 */
export function isSimilar(a: Shingles, b: Shingles): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return false;
  let spare = small.size - (SIMILAR / (1 + SIMILAR)) * (small.size + large.size);
  for (const shingle of small) {
    if (spare < -0.5) return false;
    if (!large.has(shingle)) spare -= 1;
  }
  return jaccard(a, b) >= SIMILAR;
}
