import type { Store, Transaction } from "../../ports/index.ts";
import { isOfTheStore } from "../service/storeFault.ts";
import type { Taken } from "./taken.ts";

type Write = (tx: Transaction) => Promise<void>;

/** How long others may be waited for, milliseconds; and how long where somebody waits for this one. */
export interface Patience {
  readonly patience: number;
  readonly hurried: number;
}

interface Gathered extends Pick<Patience, "hurried"> {
  readonly write: Write;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * How long the outcome of a request may wait to be committed with others: lost by a crash, it is learnt again, but the
 * next message of the same place and class waits for it. A reply that arrived waits for the next batch, whose transaction
 * takes that along.
 */
export const ARRIVED_REPLY: Patience = { patience: 1000, hurried: 5 };
export const ALONE: Patience = { patience: 5, hurried: 5 };
export const AMONG_OTHERS: Patience = { patience: 100, hurried: 100 };
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
  #finishing = false;

  constructor(store: Pick<Store, "write">) {
    this.#store = store;
  }

  commit(write: Write, { patience, hurried }: Patience): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#gathered.push({ write, done, hurried });
    if (this.#gathered.length >= FULL) this.#begin(this.#take());
    else this.#within(this.#finishing ? hurried : patience);
    return done.promise;
  }

  /** Somebody may wait for what is gathered. */
  hurry(): void {
    for (const { hurried } of this.#gathered) this.#within(hurried);
  }

  /** The process is about to end: nothing comes any more with which the rest could be committed. */
  finish(): void {
    this.#finishing = true;
    this.hurry();
  }

  /**
   * Does what is gathered in a transaction that is under way anyway; what goes into `taken` is to be called once it is
   * committed, or was not: then it is committed by itself.
   */
  async along(tx: Transaction, taken: Taken[]): Promise<void> {
    const gathered = this.#take();
    if (gathered.length === 0) return;
    const go = (): void => {
      for (const { done } of gathered) done.resolve();
    };
    taken.push({ go, giveBack: () => this.#begin(gathered) });
    for (const { write } of gathered) await write(tx);
  }

  #within(patience: number): void {
    const deadline = performance.now() + patience;
    if (deadline >= this.#deadline) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#deadline = deadline;
    this.#timer = setTimeout(() => this.#begin(this.#take()), patience);
  }

  #take(): readonly Gathered[] {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#deadline = Number.POSITIVE_INFINITY;
    const gathered = this.#gathered;
    this.#gathered = [];
    return gathered;
  }

  #begin(gathered: readonly Gathered[]): void {
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
