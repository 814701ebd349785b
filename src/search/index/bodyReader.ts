import { ChainWalk, hashOf } from "../language/chains.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { type Chain, readChain } from "../language/normalise.ts";
import { ChainTable } from "./chainTable.ts";
import type { TermCounts } from "./termCounts.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A chain that was read before. */
class CachedChain implements Chain {
  readonly parts: readonly string[];
  readonly written: readonly string[];
  readonly joined: string | null;
  readonly host: boolean;
  /**
   * True for one word at most that no written form or label contains: its neighbours need not be looked at.
   */
  readonly plain: boolean;
  /** The first of its parts, which is the only one of a plain chain; null where it has none. */
  readonly word: string | null;

  constructor({ parts, written, joined, host }: Chain, lexicon: Lexicon) {
    this.parts = parts;
    this.written = written;
    this.joined = joined;
    this.host = host;
    const [word = null] = parts;
    this.word = word;
    this.plain = joined === null && parts.length <= 1 && (word === null || !lexicon.contains(word));
  }
}

/**
 * Chains that are cached. Offers share most of their words: reading those once saves most
 * of the time of indexing.
 */
const MOST_CACHED = 32_768;

/** Reads bodies straight into term numbers, without the intermediate lists that a query's reading makes. */
export class BodyReader {
  readonly #lexicon: Lexicon;
  readonly #vocabulary: Vocabulary;
  /** The numbers of cached chains, and by these: the chains, and the terms of those that are one plain word, else 0. */
  readonly #cached = new ChainTable();
  readonly #chains: (CachedChain | undefined)[] = [undefined];
  readonly #ids: number[] = [0];
  #epoch = 0;
  readonly #walk = new ChainWalk();
  /** Stems of cached chains, as they were written first. */
  readonly #spellings = new Map<string, string>();
  /** Stems that were read since `begin` and not cached before, as they were written. */
  readonly #fresh = new Map<string, string>();

  constructor(lexicon: Lexicon, vocabulary: Vocabulary) {
    this.#lexicon = lexicon;
    this.#vocabulary = vocabulary;
  }

  /** Forgets the last offer's spellings, and numbers that may be another term's by now. To be called before each offer. */
  begin(): void {
    this.#fresh.clear();
    if (this.#epoch === this.#vocabulary.epoch) return;
    this.#epoch = this.#vocabulary.epoch;
    this.#ids.fill(0);
  }

  /**
   * Appends the text's terms to `order`, and adds `weight` to the count of each, and of labels and joined words that stand
   * beside them without a place in the order.
   */
  read(text: string, weight: number, order: number[], counts: TermCounts): void {
    let run: string[] = [];
    /** Term of the plain word just before: a word doubled by its feminine form counts once. */
    let last = 0;
    const walk = this.#walk;
    walk.begin(text);
    while (walk.next()) {
      const number = this.#cached.find(walk.text, walk.start, walk.end, walk.hash);
      // Of most words the term is known, and nothing else of them need be looked at.
      let id = this.#ids[number] ?? 0;
      const chain =
        id === 0
          ? (this.#chains[number] ?? this.#readAnew(walk.text.slice(walk.start, walk.end), walk.hash))
          : null;
      if (chain !== null && !chain.plain) {
        for (const part of chain.parts) run.push(part);
        if (chain.joined !== null) counts.add(this.intern(chain.joined), weight);
        continue;
      }
      if (chain !== null && chain.word === null) continue;
      if (run.length > 0) {
        this.#readRun(run, weight, order, counts);
        run = [];
        last = 0;
      }
      if (chain !== null && chain.word !== null) {
        id = this.intern(chain.word);
        if (number !== 0) this.#ids[number] = id;
      }
      if (id !== last) {
        order.push(id);
        counts.add(id, weight);
      }
      last = id;
    }
    if (run.length > 0) this.#readRun(run, weight, order, counts);
  }

  /** Words of which written forms or labels consist. */
  #readRun(run: readonly string[], weight: number, order: number[], counts: TermCounts): void {
    const reading = this.#lexicon.read(run);
    for (const term of reading.run) order.push(this.intern(term));
    for (const term of reading.terms) counts.add(this.intern(term), weight);
    for (const label of reading.labels) counts.add(this.intern(label), weight);
  }

  /** A chain as `readChain` reads it, from the cache where it was read before. */
  readonly chain = (text: string): CachedChain => {
    const hash = hashOf(text);
    return this.#chains[this.#cached.find(text, 0, text.length, hash)] ?? this.#readAnew(text, hash);
  };

  #readAnew(text: string, hash: number): CachedChain {
    const chain = new CachedChain(readChain(text), this.#lexicon);
    const isKept = this.#cached.size < MOST_CACHED;
    if (isKept) {
      this.#cached.add(text, hash);
      this.#chains.push(chain);
      this.#ids.push(0);
    }
    const { parts, written } = chain;
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at] ?? "";
      const spelling = written[at] ?? part;
      this.#fresh.set(part, spelling);
      if (isKept && !this.#spellings.has(part)) this.#spellings.set(part, spelling);
    }
    return chain;
  }

  /** The number of a term, which gets one if it has none. */
  intern(term: string): number {
    return this.#vocabulary.id(term) ?? this.#vocabulary.enter(term, this.#written(term));
  }

  /** The spelling of a stem in the offer at hand, else in a cached chain; undefined when neither has it. */
  #written(term: string): string | undefined {
    return this.#fresh.get(term) ?? this.#spellings.get(term);
  }
}
