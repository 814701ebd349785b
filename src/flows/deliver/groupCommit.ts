import type { Store, Transaction } from "../../ports/index.ts";
import { isOfTheStore } from "../service/storeFault.ts";

type Write = (tx: Transaction) => Promise<void>;

interface Gathered {
  readonly write: Write;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * How long the outcome of a request may wait to be committed with others, milliseconds: lost by a crash, it is learnt
 * again, but the next message of the same place and class waits for it. Without others it need not wait.
 */
export const SHORT = 5;
export const LONG = 100;
/** So many are not kept waiting for more. */
const FULL = 32;

/**
 * Commits what many sends came to together (group commit): an fsync costs more than all the writes before it. Each
 * caller waits for its own write to be durable. When one of them fails, each is done again by itself, so that it fails
 * alone: writes may run twice, and have to say the same then. All fail together when the store is ill.
 */
export class GroupCommit {
  readonly #store: Pick<Store, "write">;
  #gathered: Gathered[] = [];
  #timer: NodeJS.Timeout | null = null;
  /** When what is gathered is written at the latest. */
  #deadline = Number.POSITIVE_INFINITY;
  #last: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, "write">) {
    this.#store = store;
  }

  /** `patience`: how long others may be waited for, milliseconds. */
  commit(write: Write, patience: number): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#gathered.push({ write, done });
    const deadline = performance.now() + patience;
    if (this.#gathered.length >= FULL) this.#flush();
    else if (deadline < this.#deadline) {
      if (this.#timer) clearTimeout(this.#timer);
      this.#deadline = deadline;
      this.#timer = setTimeout(() => this.#flush(), patience);
    }
    return done.promise;
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#deadline = Number.POSITIVE_INFINITY;
    const gathered = this.#gathered;
    this.#gathered = [];
    this.#last = this.#last.then(() => this.#write(gathered));
  }

  /** Never rejects: each caller hears of its own write. */
  async #write(gathered: readonly Gathered[]): Promise<void> {
    try {
      await this.#store.write(async (tx) => {
        for (const { write } of gathered) await write(tx);
      });
      for (const { done } of gathered) done.resolve();
    } catch (error) {
      if (gathered.length > 1 && !isOfTheStore(error)) for (const one of gathered) await this.#write([one]);
      else for (const { done } of gathered) done.reject(error);
    }
  }
}
