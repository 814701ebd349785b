import type { OutboxId } from "../../ports.ts";

/** Batches stored after a refusal before sync must have told of it: the first may have been on its way already. */
const BATCHES = 2;

/** Remembers how long rooms have refused rows while sync saw nothing wrong: it tells of a kick a little later. */
export class Refusals {
  readonly #since = new Map<OutboxId, number>();
  #batches = 0;

  /** A sync batch is stored. */
  synced(): void {
    this.#batches += 1;
  }

  /** A row is refused; true when sync has had the time to say why since it was refused first. */
  isFinal(row: OutboxId): boolean {
    const since = this.#since.get(row) ?? this.#batches;
    this.#since.set(row, since);
    const final = this.#batches - since >= BATCHES;
    if (final) this.#since.delete(row);
    return final;
  }

  forget(row: OutboxId): void {
    this.#since.delete(row);
  }
}
