import type { IndexedOffer } from "../index/indexedOffer.ts";
import { slotOf, type Vocabulary } from "../index/vocabulary.ts";

/** Slots of the offers that hold the terms side by side; `strict` when they do so outside their body. */
export function slotsOfQuote(
  terms: readonly string[],
  vocabulary: Vocabulary,
  entries: readonly (IndexedOffer | undefined)[],
): { slot: number; strict: boolean }[] {
  const ids = terms.map((term) => vocabulary.id(term) ?? 0);
  if (ids.includes(0)) return [];
  // Only offers that hold the rarest term can hold them all.
  const [rarest = 0] = [...ids].sort((a, b) => vocabulary.postings(a).length - vocabulary.postings(b).length);
  const found: { slot: number; strict: boolean }[] = [];
  for (const posting of vocabulary.postings(rarest)) {
    const slot = slotOf(posting);
    const entry = entries[slot];
    const at = entry === undefined ? -1 : firstRun(entry.order, ids);
    if (entry !== undefined && at >= 0) found.push({ slot, strict: at < entry.body });
  }
  return found;
}

/**
 * The position at which `ids` first stand in a row, or -1. A 0 closes each text, so that
 * no run crosses two texts.
 */
function firstRun(order: Uint32Array, ids: readonly number[]): number {
  const [first = 0] = ids;
  for (let at = order.indexOf(first); at >= 0; at = order.indexOf(first, at + 1)) {
    if (ids.every((id, offset) => order[at + offset] === id)) return at;
  }
  return -1;
}
