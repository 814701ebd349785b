import type { SyncBatch, SyncedKeys } from "../../ports/index.ts";

/** Tells what is new of keys in an answer of sync: each repeats how many the homeserver holds, which costs a commit. */
export class KeyNews {
  #known: string | null = null;

  /** The batch without its keys where they say what is known already. */
  only(batch: SyncBatch): SyncBatch {
    const { keys, ...rest } = batch;
    if (!keys) return batch;
    const moves = keys.toDevice.length + keys.changed.length + keys.left.length > 0;
    return moves || this.#stock(keys) !== this.#known ? batch : rest;
  }

  /** What the batch says is stored. */
  stored({ keys }: SyncBatch): void {
    if (keys) this.#known = this.#stock(keys);
  }

  #stock({ oneTimeKeys, fallbackKeys }: SyncedKeys): string {
    return JSON.stringify([oneTimeKeys, fallbackKeys]);
  }
}
