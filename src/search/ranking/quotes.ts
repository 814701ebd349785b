import { slotOf } from "../index/vocabulary.ts";
import type { IndexContents } from "./indexContents.ts";

/** Slots of the offers that hold the terms side by side; `strict` when they do so outside their body. */
export function slotsOfQuote(
  terms: readonly string[],
  { lexicon, vocabulary, entries }: IndexContents,
): { slot: number; strict: boolean }[] {
  const ids = terms.map((term) => vocabulary.id(term) ?? 0);
  if (ids.includes(0)) return [];
  // Only offers that hold the rarest term can hold them all, and they hold it in few places.
  const rarest = ids.reduce((least, id, at) => (held(id) < held(ids[least] ?? 0) ? at : least), 0);
  const found: { slot: number; strict: boolean }[] = [];
  for (const slot of slotsOfAll(terms.map(postingsOf))) {
    const entry = entries[slot];
    const at = entry === undefined ? -1 : firstRun(entry.order, ids, rarest);
    if (entry !== undefined && at >= 0) found.push({ slot, strict: at < entry.body });
  }
  return found;

  function held(id: number): number {
    return vocabulary.postings(id).length;
  }

  /** In order of slots. An offer has no posting of a term that its labels hide (« déploiement »), only theirs. */
  function postingsOf(term: string): readonly number[] {
    const [own = [], ...others] = [term, ...lexicon.labelsHiding(term)].map((one) =>
      vocabulary.postings(vocabulary.id(one) ?? 0),
    );
    return others.length === 0 ? own : own.concat(...others).sort((a, b) => a - b);
  }
}

/** The slots that are in every one of these sorted lists of postings. */
function slotsOfAll(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists.toSorted((a, b) => a.length - b.length);
  let slots = [...new Set(first.map(slotOf))];
  for (const list of others) slots = slotsIn(list, slots);
  return slots;
}

function slotsIn(list: readonly number[], slots: readonly number[]): number[] {
  let at = 0;
  return slots.filter((slot) => {
    while (at < list.length && slotOf(list[at] ?? 0) < slot) at += 1;
    return at < list.length && slotOf(list[at] ?? 0) === slot;
  });
}

/**
 * The position at which `ids` first stand in a row, or -1; `rarest` is the place among them to look for. A 0 closes each
 * text, so that no run crosses two texts.
 */
function firstRun(order: Uint32Array, ids: readonly number[], rarest: number): number {
  const sought = ids[rarest] ?? 0;
  for (let at = order.indexOf(sought, rarest); at >= 0; at = order.indexOf(sought, at + 1)) {
    const start = at - rarest;
    if (ids.every((id, offset) => order[start + offset] === id)) return start;
  }
  return -1;
}
