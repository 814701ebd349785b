import type { IndexedOffer } from "../index/indexedOffer.ts";
import { slotOf } from "../index/vocabulary.ts";
import type { IndexContents } from "./indexContents.ts";

/** Terms that are to stand side by side, among the offers of an index. Made for one query and dropped. */
export class Quote {
  readonly #index: IndexContents;
  readonly #ids: readonly number[];
  /** The place of the rarest of them, which an offer holds in few places. */
  readonly #rarest: number;
  /** By slot, whether the offer holds them all, side by side or not. */
  readonly #holding: Uint8Array;

  constructor(terms: readonly string[], index: IndexContents) {
    const { vocabulary } = index;
    this.#index = index;
    this.#ids = terms.map((term) => vocabulary.id(term) ?? 0);
    const held = this.#ids.map((id) => vocabulary.postings(id).length);
    this.#rarest = held.indexOf(Math.min(...held));
    this.#holding = new Uint8Array(index.entries.length);
    if (this.#ids.includes(0)) return;
    for (const slot of slotsOfAll(terms.map((term) => postingsHolding(term, index)))) this.#holding[slot] = 1;
  }

  /** Where an offer first holds them side by side, in its order of terms; -1 for nowhere. Goes through its words. */
  positionIn(slot: number, { order }: IndexedOffer): number {
    return this.#holding[slot] === 1 ? firstRun(order, this.#ids, this.#rarest) : -1;
  }

  /** All offers that hold them side by side; `strict` when one does so outside its body. */
  slots(): { readonly slot: number; readonly strict: boolean }[] {
    const found: { slot: number; strict: boolean }[] = [];
    for (let slot = 0; slot < this.#holding.length; slot += 1) {
      const entry = this.#index.entries[slot];
      const at = entry === undefined ? -1 : this.positionIn(slot, entry);
      if (entry !== undefined && at >= 0) found.push({ slot, strict: at < entry.body });
    }
    return found;
  }
}

/** In order of slots. An offer has no posting of a term that its labels hide (« déploiement »), only theirs. */
function postingsHolding(term: string, { lexicon, vocabulary }: IndexContents): readonly number[] {
  const [own = [], ...others] = [term, ...lexicon.labelsHiding(term)].map((one) =>
    vocabulary.postings(vocabulary.id(one) ?? 0),
  );
  return others.length === 0 ? own : own.concat(...others).sort((a, b) => a - b);
}

/** The slots that are in every one of these sorted lists of postings, in order. */
function slotsOfAll(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists.toSorted((a, b) => a.length - b.length);
  let slots = first.map(slotOf).filter((slot, at, all) => slot !== all[at - 1]);
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
    if (isRun(order, ids, at - rarest)) return at - rarest;
  }
  return -1;
}

function isRun(order: Uint32Array, ids: readonly number[], start: number): boolean {
  for (let offset = 0; offset < ids.length; offset += 1)
    if (order[start + offset] !== ids[offset]) return false;
  return true;
}
