import type { Lexicon } from "../language/lexicon.ts";
import { type Chain, chainsOf, readChain } from "../language/normalise.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A chain that was read before, with the number of its only term as long as that number holds. */
interface CachedChain extends Chain {
  /**
   * True for one word at most that no written form or label contains: its neighbours need not be looked at.
   */
  readonly plain: boolean;
  id: number;
  epoch: number;
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
  readonly #cache = new Map<string, CachedChain>();
  /** Stems that were read since `begin` and not cached before, as they were written. */
  readonly #fresh = new Map<string, string>();

  constructor(lexicon: Lexicon, vocabulary: Vocabulary) {
    this.#lexicon = lexicon;
    this.#vocabulary = vocabulary;
  }

  /** Forgets the last offer's spellings. To be called before each offer. */
  begin(): void {
    this.#fresh.clear();
  }

  /**
   * Appends the text's terms to `order`, and calls `met` for each, and for labels and joined words that stand
   * beside them without a place in the order.
   */
  read(text: string, order: number[], met: (id: number) => void): void {
    const push = (id: number): void => {
      order.push(id);
      met(id);
    };
    let run: string[] = [];
    /** Term of the plain word just before: a word doubled by its feminine form counts once. */
    let last = 0;
    const flush = (): void => {
      const reading = this.#lexicon.read(run);
      run = [];
      last = 0;
      for (const term of reading.run) order.push(this.intern(term));
      for (const term of reading.terms) met(this.intern(term));
      for (const label of reading.labels) met(this.intern(label));
    };
    for (const written of chainsOf(text)) {
      const chain = this.chain(written);
      if (!chain.plain) {
        for (const part of chain.parts) run.push(part);
        if (chain.joined !== null) met(this.intern(chain.joined));
      } else if (chain.parts.length > 0) {
        if (run.length > 0) flush();
        const id = this.#idOf(chain);
        if (id !== last) push(id);
        last = id;
      }
    }
    if (run.length > 0) flush();
  }

  /** A chain as `readChain` reads it, from the cache where it was read before. */
  readonly chain = (text: string): CachedChain => {
    const known = this.#cache.get(text);
    if (known !== undefined) return known;
    const chain = readChain(text);
    for (const [at, part] of chain.parts.entries()) this.#fresh.set(part, chain.written[at] ?? part);
    const plain =
      chain.joined === null &&
      chain.parts.length <= 1 &&
      !chain.parts.some((part) => this.#lexicon.contains(part));
    const read = { ...chain, plain, id: 0, epoch: -1 };
    if (this.#cache.size < MOST_CACHED) this.#cache.set(text, read);
    return read;
  };

  /** The number of a term, which gets one if it has none. */
  intern(term: string): number {
    return this.#vocabulary.id(term) ?? this.#vocabulary.enter(term, this.#written(term));
  }

  #idOf(chain: CachedChain): number {
    if (chain.epoch !== this.#vocabulary.epoch) {
      chain.id = this.intern(chain.parts[0] ?? "");
      chain.epoch = this.#vocabulary.epoch;
    }
    return chain.id;
  }

  /** The spelling of a stem in the offer at hand, else in a cached chain; undefined when neither has it. */
  #written(term: string): string | undefined {
    const fresh = this.#fresh.get(term);
    if (fresh !== undefined) return fresh;
    for (const { parts, written } of this.#cache.values()) {
      const at = parts.indexOf(term);
      if (at >= 0) return written[at];
    }
    return undefined;
  }
}
