import type { Lexicon } from "../language/lexicon.ts";
import { type Chain, chainsOf, readChain } from "../language/normalise.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A chain met before, with the number of its only term while that holds. */
interface Known extends Chain {
  /** One word, or none, that no written form or label contains: it needs no look at its neighbours. */
  readonly plain: boolean;
  id: number;
  epoch: number;
}

/** Words are met in many offers: reading the commonest once saves most of the time of indexing. */
const MOST_KNOWN = 8192;

/** Reads bodies as `analyse` does, straight into term numbers. */
export class BodyReader {
  readonly #lexicon: Lexicon;
  readonly #vocabulary: Vocabulary;
  readonly #known = new Map<string, Known>();
  /** Stems that were read since `begin` and were not known, as they were written. */
  readonly #fresh = new Map<string, string>();

  constructor(lexicon: Lexicon, vocabulary: Vocabulary) {
    this.#lexicon = lexicon;
    this.#vocabulary = vocabulary;
  }

  /** Before each offer. */
  begin(): void {
    this.#fresh.clear();
  }

  /** Appends the text's terms to `order`, and calls `met` for each and for what is found beside them. */
  read(text: string, order: number[], met: (id: number) => void): void {
    const push = (id: number): void => {
      order.push(id);
      met(id);
    };
    let run: string[] = [];
    /** The plain word just before, which is not counted twice in a row. */
    let last = 0;
    const flush = (): void => {
      const { terms, labels } = this.#lexicon.read(run);
      run = [];
      last = 0;
      for (const term of terms) push(this.intern(term));
      for (const label of labels) met(this.intern(label));
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

  readonly chain = (text: string): Known => {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const chain = readChain(text);
    for (const [at, part] of chain.parts.entries()) this.#fresh.set(part, chain.written[at] ?? part);
    const plain =
      chain.joined === null &&
      chain.parts.length <= 1 &&
      !chain.parts.some((part) => this.#lexicon.contains(part));
    const read = { ...chain, plain, id: 0, epoch: -1 };
    if (this.#known.size < MOST_KNOWN) this.#known.set(text, read);
    return read;
  };

  intern(term: string): number {
    return this.#vocabulary.id(term) ?? this.#vocabulary.enter(term, this.#written(term));
  }

  #idOf(chain: Known): number {
    if (chain.epoch !== this.#vocabulary.epoch) {
      chain.id = this.intern(chain.parts[0] ?? "");
      chain.epoch = this.#vocabulary.epoch;
    }
    return chain.id;
  }

  /** How the offer at hand, or a chain that is known, writes a stem. */
  #written(term: string): string | undefined {
    const fresh = this.#fresh.get(term);
    if (fresh !== undefined) return fresh;
    for (const { parts, written } of this.#known.values()) {
      const at = parts.indexOf(term);
      if (at >= 0) return written[at];
    }
    return undefined;
  }
}
