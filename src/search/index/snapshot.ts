import type { OfferKey } from "../../offers/offer.ts";
import type { FacetFacts } from "../query/facets.ts";
import type { IndexedOffer } from "./indexedOffer.ts";
import type { VocabularyState } from "./vocabulary.ts";

/** An offer's entry without what its offer says itself. */
export type SavedEntry = Omit<IndexedOffer, "id" | "title" | "startup" | "date"> & { readonly slot: number };

/** All that an index holds and that takes time to make again. */
export interface IndexState {
  readonly vocabulary: VocabularyState;
  readonly entries: readonly SavedEntry[];
}

/** The part that JSON holds: words and small things. The numbers follow it. */
interface Header {
  readonly terms: readonly string[];
  readonly written: readonly (string | null)[];
  readonly free: readonly number[];
  /** Of each term: how many postings, and how many of them name jobs. */
  readonly postings: readonly number[];
  readonly named: readonly number[];
  readonly entries: readonly (readonly [
    key: OfferKey,
    slot: number,
    titleLength: number,
    length: number,
    body: number,
    order: number,
    terms: number,
    facts: Omit<FacetFacts, "startup"> & { readonly startup: readonly string[] },
  ])[];
}

const WORD = Uint32Array.BYTES_PER_ELEMENT;

/**
 * An index as bytes, for the same program on the same machine: numbers stand in its own byte order, behind a header in
 * JSON, so that they are read without being looked at one by one.
 */
export function encodeIndex({ vocabulary, entries }: IndexState): Uint8Array {
  const { terms, written, free, postings, named } = vocabulary;
  const header: Header = {
    terms,
    written: written.map((form) => form ?? null),
    free,
    postings: postings.map((list) => list.length),
    named,
    entries: entries.map(({ key, slot, titleLength, length, body, order, terms, facts }) => [
      key,
      slot,
      titleLength,
      length,
      body,
      order.length,
      terms.length,
      { ...facts, startup: [...facts.startup] },
    ]),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const before = WORD + Math.ceil(json.length / WORD) * WORD;
  const lists = [...entries.flatMap(({ order, terms }) => [order, terms]), ...postings];
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  const bytes = new Uint8Array(before + count * WORD);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, WORD);
  const numbers = new Uint32Array(bytes.buffer, before, count);
  let at = 0;
  for (const list of lists) {
    numbers.set(list, at);
    at += list.length;
  }
  return bytes;
}

/**
 * The index that `encodeIndex` made bytes of, and nothing of `bytes`: of these the entries' numbers are worth keeping as
 * they lie, and are copied as one. Throws when the bytes are something else.
 */
export function decodeIndex(bytes: Uint8Array): IndexState {
  const whole = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice();
  const size = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(whole.subarray(WORD, WORD + size))) as Header;
  const before = WORD + Math.ceil(size / WORD) * WORD;
  const numbers = new Uint32Array(
    whole.buffer,
    whole.byteOffset + before,
    (whole.byteLength - before) / WORD,
  );
  const ofEntries = header.entries.reduce((sum, [, , , , , order, terms]) => sum + order + terms, 0);
  const own: Uint32Array = numbers.slice(0, ofEntries);
  let at = 0;
  const take = (count: number, from = own): Uint32Array => {
    at += count;
    return from.subarray(at - count, at);
  };
  const entries = header.entries.map(
    ([key, slot, titleLength, length, body, order, terms, facts]): SavedEntry => ({
      key,
      slot,
      titleLength,
      length,
      body,
      order: take(order),
      terms: take(terms),
      facts: { ...facts, startup: new Set(facts.startup) },
    }),
  );
  const postings = header.postings.map((count) => Array.from(take(count, numbers)));
  if (at !== numbers.length) throw new RangeError("the bytes are of no index");
  const written = header.written.map((form) => form ?? undefined);
  const { terms, free, named } = header;
  return { vocabulary: { terms, written, free, postings, named }, entries };
}
