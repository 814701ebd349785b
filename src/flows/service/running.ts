import { setTimeout as sleep } from "node:timers/promises";

/** Work that goes on until it is stopped, all of it together. What fails first is why the rest cannot go on. */
export class Running {
  readonly #stopping = new AbortController();
  readonly #failure = Promise.withResolvers<never>();
  readonly #tasks: Promise<void>[] = [];

  constructor() {
    // Whoever waits for it hears of it; nobody has to.
    this.#failure.promise.catch(() => {});
  }

  /** Aborted when everything is to stop. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Rejects with the first failure; never resolves. */
  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  fail(reason: unknown): void {
    this.#failure.reject(reason);
  }

  start(work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this;
    this.#tasks.push(
      work(signal).catch((error: unknown) => {
        if (!signal.aborted) this.fail(error);
      }),
    );
  }

  /** Resolves when all has ended, or after `patience` milliseconds. */
  async stop(patience: number): Promise<void> {
    this.#stopping.abort(new Error("the bot stops"));
    await Promise.race([Promise.all(this.#tasks), sleep(patience)]);
  }
}
