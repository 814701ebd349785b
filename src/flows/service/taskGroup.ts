import { setTimeout as sleep } from "node:timers/promises";

/** Work that goes on until it is stopped, all of it together. What fails first is why the rest cannot go on. */
export class TaskGroup {
  readonly #stopping = new AbortController();
  readonly #failure = Promise.withResolvers<never>();
  readonly #tasks: Promise<void>[] = [];

  constructor() {
    // Marks the rejection as handled: callers may ignore `failed`.
    this.#failure.promise.catch(() => {});
  }

  /** Rejects with the first failure; never resolves. */
  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  /** The group cannot go on; what failed first counts. */
  fail(reason: unknown): void {
    this.#failure.reject(reason);
  }

  /** Starts a task, also from within another one. Its rejection is the failure of the group, unless it is stopping. */
  start(work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#stopping;
    this.#tasks.push(
      work(signal).catch((error: unknown) => {
        if (!signal.aborted) this.fail(error);
      }),
    );
  }

  /** Resolves when all tasks have ended, or after `grace` milliseconds. */
  async stop(grace: number): Promise<void> {
    this.#stopping.abort(new Error("the bot stops"));
    await Promise.race([Promise.all(this.#tasks), sleep(grace)]);
  }
}
