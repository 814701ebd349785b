import type { Store, Transaction } from "../../ports/index.ts";

type Write = (tx: Transaction) => Promise<void>;

/**
 * Commits what many sends came to together (group commit): while one commit is under way, the next writes gather behind
 * it. Each caller waits for its own to be durable; one that throws fails all of its commit.
 */
export class GroupCommit {
  readonly #store: Pick<Store, "write">;
  #gathered: Write[] = [];
  #next: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, "write">) {
    this.#store = store;
  }

  commit(write: Write): Promise<void> {
    this.#gathered.push(write);
    this.#next ??= this.#last.then(() => this.#flush());
    return this.#next;
  }

  #flush(): Promise<void> {
    const writes = this.#gathered;
    this.#gathered = [];
    this.#next = null;
    const done = this.#store.write(async (tx) => {
      for (const write of writes) await write(tx);
    });
    this.#last = done.catch(() => {});
    return done;
  }
}
