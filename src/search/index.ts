import type { Offer, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { Entry, SearchOptions } from "./entry.ts";
import { analyse, type Head, headOf, type ReadChain } from "./fields.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Chain, readChain } from "./normalise.ts";
import type { Query } from "./query.ts";
import { type Ranking, rank } from "./rank.ts";
import { passagesOf } from "./sections.ts";
import { MOST_SLOTS, posting, Vocabulary } from "./vocabulary.ts";

/** Words are met in many offers: reading the commonest once saves half the time of indexing. */
const MOST_REMEMBERED = 8192;

/**
 * An inverted index of offers, changed in place. Postings are sorted lists of small integers by term; a document
 * keeps its term numbers, so that it can be taken out and quoted words can be checked.
 * Why not MiniSearch: `docs/decisions/020-search-index.md`.
 */
export class SearchIndex {
  readonly lexicon: Lexicon;
  readonly #vocabulary = new Vocabulary();
  readonly #slots = new Map<OfferKey, number>();
  readonly #entries: (Entry | undefined)[] = [];
  readonly #standings: Standing[] = [];
  readonly #free: number[] = [];
  readonly #remembered = new Map<string, Chain>();
  #words = 0;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Adds an offer, or puts its new state in place of the old one. Throws beyond a million offers. */
  replace(key: OfferKey, offer: Offer, standing: Standing): void {
    this.remove(key);
    const slot = this.#free.pop() ?? this.#entries.length;
    if (slot >= MOST_SLOTS) throw new RangeError(`the search index holds at most ${MOST_SLOTS} offers`);
    this.#entries[slot] = this.#enter(slot, key, offer);
    this.#standings[slot] = standing;
    this.#slots.set(key, slot);
  }

  /** False if the offer was not there. */
  remove(key: OfferKey): boolean {
    const slot = this.#slots.get(key);
    const entry = slot === undefined ? undefined : this.#entries[slot];
    if (slot === undefined || entry === undefined) return false;
    for (const id of entry.terms) this.#vocabulary.remove(id, slot);
    this.#words -= entry.length;
    this.#entries[slot] = undefined;
    this.#slots.delete(key);
    this.#free.push(slot);
    return true;
  }

  /** Best first. Never throws, whatever was typed; a query without words lists the newest first. */
  search(query: Query, options: SearchOptions): Ranking {
    return rank(query, options, {
      lexicon: this.lexicon,
      vocabulary: this.#vocabulary,
      entries: this.#entries,
      standings: this.#standings,
      size: this.#slots.size,
      meanLength: this.#words / Math.max(1, this.#slots.size),
    });
  }

  #enter(slot: number, key: OfferKey, offer: Offer): Entry {
    const written = new Map<string, string>();
    const seen = (stem: string, form: string): void => {
      if (!this.#vocabulary.has(stem)) written.set(stem, form);
    };
    const head = headOf(offer, this.lexicon, this.#readChain, seen);
    const weights = new Map<string, number>();
    const body: string[] = [];
    for (const { weight, text } of passagesOf(offer.body)) {
      const { terms, also } = analyse(text, this.lexicon, this.#readChain, seen);
      for (const term of terms) {
        weights.set(term, (weights.get(term) ?? 0) + weight);
        body.push(term);
      }
      for (const term of also) weights.set(term, (weights.get(term) ?? 0) + weight);
    }
    const intern = (term: string): number => this.#vocabulary.intern(term, written.get(term));
    const runs = head.runs.flatMap((run) => [...run.map(intern), 0]);
    const terms = this.#post(slot, head, weights, intern);
    this.#words += body.length;
    return {
      key,
      id: offer.id,
      title: offer.title,
      startup: offer.startup,
      date: offer.date,
      facts: head.facts,
      titleLength: head.titleLength,
      length: body.length,
      order: Uint32Array.from([...runs, ...body.map(intern)]),
      body: runs.length,
      terms,
    };
  }

  #post(
    slot: number,
    head: Head,
    weights: Map<string, number>,
    intern: (term: string) => number,
  ): Uint32Array {
    const ids: number[] = [];
    const post = (term: string, fields: number, weight: number): void => {
      const id = intern(term);
      ids.push(id);
      this.#vocabulary.add(id, posting(slot, fields, weight));
    };
    for (const [term, fields] of head.fields) post(term, fields, weights.get(term) ?? 0);
    for (const [term, weight] of weights) if (!head.fields.has(term)) post(term, 0, weight);
    return Uint32Array.from(ids);
  }

  readonly #readChain: ReadChain = (chain) => {
    const known = this.#remembered.get(chain);
    if (known !== undefined) return known;
    const read = readChain(chain);
    if (this.#remembered.size < MOST_REMEMBERED) this.#remembered.set(chain, read);
    return read;
  };
}
