import { fold } from "./fold.ts";

/**
 * Damerau-Levenshtein distance (optimal string alignment: a letter more, less, other, or two swapped), given
 * up beyond `limit`, when it returns `limit + 1`. Time: length × limit.
 */
export function distance(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  // Three rows take turns: a search compares a word with thousands.
  let beforeLast = new Array<number>(b.length + 1).fill(beyond);
  let row = beforeLast.slice();
  let last = beforeLast.map((_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    // The cell before those that are looked at is too far off, whatever an earlier turn left there.
    row[from - 1] = from === 1 ? i : beyond;
    let best = i;
    for (let j = from; j <= to; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return beyond;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(at(last, b.length), beyond);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** How many slips are forgiven in a word of this length. */
export function forgiven(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * Which of 32 classes of letters a word has: words that differ in more classes than slips
 * allow are never compared.
 */
export function signature(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/** Tells whether two signatures may be so near: a slip changes at most two classes of letters. */
export function mayBeNear(a: number, b: number, slips: number): boolean {
  let differing = a ^ b;
  let count = 0;
  while (differing !== 0) {
    differing &= differing - 1;
    count += 1;
    if (count > 2 * slips) return false;
  }
  return true;
}

/** The names nearest to a folded word are hardly farther off than this share of its letters. */
const NEAR = 0.5;

/** The name that is nearest to a folded word, as it is written; null when none is near. */
export function closestOf(word: string, names: Iterable<string>): string | null {
  let best: { readonly name: string | null; readonly slips: number } = {
    name: null,
    slips: Math.floor(word.length * NEAR) + 1,
  };
  for (const name of names) {
    const slips = distance(word, fold(name), best.slips - 1);
    if (slips < best.slips) best = { name, slips };
  }
  return best.name;
}
