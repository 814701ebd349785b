import type { Offer, OfferId, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import { BodyReader } from "./index/bodyReader.ts";
import { type Head, headOf } from "./index/fields.ts";
import type { IndexedOffer, SearchScope } from "./index/indexedOffer.ts";
import { passagesOf } from "./index/sections.ts";
import { decodeIndex, encodeIndex, type SavedEntry } from "./index/snapshot.ts";
import { TermCounts } from "./index/termCounts.ts";
import { MOST_SLOTS, posting, Vocabulary } from "./index/vocabulary.ts";
import type { Lexicon } from "./language/lexicon.ts";
import type { Query } from "./query/query.ts";
import { rank } from "./ranking/rank.ts";
import type { Ranking } from "./ranking/ranking.ts";

/** What an index keeps of an offer beside its words. */
interface Known {
  readonly offer: Pick<Offer, "id" | "title" | "startup" | "date">;
  readonly standing: Standing;
}

/** Stands in for an offer whose entry is about to be taken out. */
const NOBODY = { id: "" as OfferId, title: "", startup: null, date: null };

/**
 * An inverted index of offers, changed in place. Postings are sorted lists of small integers by term; a
 * document keeps its term numbers, so that it can be taken out and quoted words can be checked. Why not
 * MiniSearch: `docs/decisions/020-search-index.md`.
 */
export class SearchIndex {
  readonly lexicon: Lexicon;
  readonly #vocabulary: Vocabulary;
  readonly #slots = new Map<OfferKey, number>();
  readonly #entries: (IndexedOffer | undefined)[] = [];
  readonly #standings: Standing[] = [];
  readonly #free: number[] = [];
  readonly #reader: BodyReader;
  readonly #counts = new TermCounts();
  #words = 0;

  constructor(lexicon: Lexicon, vocabulary = new Vocabulary()) {
    this.lexicon = lexicon;
    this.#vocabulary = vocabulary;
    this.#reader = new BodyReader(lexicon, vocabulary);
  }

  /**
   * The index that `encode` made bytes of, without reading a word again. `offerOf` gives the offers that are still as
   * they were then; entries of others are taken out. Throws when the bytes are something else.
   */
  static decode(
    bytes: Uint8Array,
    lexicon: Lexicon,
    offerOf: (key: OfferKey) => Known | undefined,
  ): SearchIndex {
    const { vocabulary, entries } = decodeIndex(bytes);
    const index = new SearchIndex(lexicon, new Vocabulary(vocabulary));
    const gone: OfferKey[] = [];
    for (const { slot, ...entry } of entries) {
      const known = offerOf(entry.key);
      if (known === undefined) gone.push(entry.key);
      index.#restore(slot, entry, known);
    }
    for (let slot = 0; slot < index.#entries.length; slot += 1)
      if (index.#entries[slot] === undefined) index.#free.push(slot);
    for (const key of gone) index.remove(key);
    return index;
  }

  /** The index as bytes, for `decode` by the same program over the same words of the trade. */
  encode(): Uint8Array {
    const entries = [...this.#slots.values()].flatMap((slot) => {
      const entry = this.#entries[slot];
      return entry === undefined ? [] : [{ ...entry, slot }];
    });
    return encodeIndex({ vocabulary: this.#vocabulary.state, entries });
  }

  /** This index over the bytes that `encode` made of it: without what reading its words has left in memory. */
  rewritten(bytes: Uint8Array): SearchIndex {
    return SearchIndex.decode(bytes, this.lexicon, (key) => {
      const slot = this.#slots.get(key) ?? -1;
      const [offer, standing] = [this.#entries[slot], this.#standings[slot]];
      return offer && standing && { offer, standing };
    });
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Adds an offer, or puts its new state in place of the old one. Throws beyond a million offers. */
  replace(key: OfferKey, offer: Offer, standing: Standing): void {
    const slot = this.#slots.get(key) ?? this.#free.pop() ?? this.#entries.length;
    if (slot >= MOST_SLOTS) throw new RangeError(`the search index holds at most ${MOST_SLOTS} offers`);
    const before = this.#entries[slot];
    const entry = this.#enter(slot, key, offer);
    if (before !== undefined) this.#retire(before, slot, new Set(entry.terms));
    this.#entries[slot] = entry;
    this.#standings[slot] = standing;
    this.#slots.set(key, slot);
  }

  /** Takes an offer out; false if it was not there. */
  remove(key: OfferKey): boolean {
    const slot = this.#slots.get(key);
    const entry = slot === undefined ? undefined : this.#entries[slot];
    if (slot === undefined || entry === undefined) return false;
    this.#retire(entry, slot, new Set());
    this.#entries[slot] = undefined;
    this.#slots.delete(key);
    this.#free.push(slot);
    return true;
  }

  #restore(slot: number, entry: Omit<SavedEntry, "slot">, known: Known | undefined): void {
    const { id, title, startup, date } = known?.offer ?? NOBODY;
    this.#entries[slot] = { ...entry, id, title, startup, date };
    this.#standings[slot] = known?.standing ?? "closed";
    this.#slots.set(entry.key, slot);
    this.#words += entry.length;
  }

  /** Takes an offer's postings out, but for `kept` terms, which its new state has posted anew. */
  #retire(entry: IndexedOffer, slot: number, kept: ReadonlySet<number>): void {
    for (const id of entry.terms) if (!kept.has(id)) this.#vocabulary.remove(id, slot);
    this.#words -= entry.length;
  }

  /**
   * Lists offers, best first. Never throws, whatever was typed; a query without words lists the newest first.
   */
  search(query: Query, options: SearchScope): Ranking {
    return rank(query, options, {
      lexicon: this.lexicon,
      vocabulary: this.#vocabulary,
      entries: this.#entries,
      standings: this.#standings,
      size: this.#slots.size,
      meanLength: this.#words / Math.max(1, this.#slots.size),
    });
  }

  #enter(slot: number, key: OfferKey, offer: Offer): IndexedOffer {
    this.#reader.begin();
    const head = headOf(offer, this.lexicon, this.#reader.chain);
    const order: number[] = [];
    for (const run of head.runs) {
      for (const term of run) order.push(this.#reader.intern(term));
      order.push(0);
    }
    const bodyAt = order.length;
    for (const { weight, text } of passagesOf(offer.sections)) {
      this.#reader.read(text, weight, order, this.#counts);
    }
    const length = order.length - bodyAt;
    this.#words += length;
    return {
      key,
      id: offer.id,
      title: offer.title,
      startup: offer.startup,
      date: offer.date,
      facts: head.facts,
      titleLength: head.titleLength,
      length,
      order: new Uint32Array(order),
      body: bodyAt,
      terms: this.#post(slot, head),
    };
  }

  #post(slot: number, head: Head): Uint32Array {
    const fields = new Map<number, number>();
    for (const [term, bits] of head.fields) {
      const id = this.#reader.intern(term);
      fields.set(id, bits);
      this.#counts.add(id, 0);
    }
    const terms = new Uint32Array(this.#counts.ids);
    for (const id of terms) {
      this.#vocabulary.put(id, posting(slot, fields.get(id) ?? 0, this.#counts.count(id)));
    }
    this.#counts.clear();
    return terms;
  }
}
