import type { OutboxId } from "./row.ts";

/** Batches stored after a refusal before sync must have told of it: the first may have been on its way already. */
const BATCHES = 2;
/** Refusals further apart, milliseconds, are not of one run: the row is tried every minute at least. */
const APART = 5 * 60_000;

/** Remembers how long rooms have refused rows while sync saw nothing wrong: it tells of a kick a little later. */
export class Refusals {
  readonly #known = new Map<OutboxId, { readonly since: number; readonly at: number }>();
  #batches = 0;

  /** A sync batch is stored. */
  synced(): void {
    this.#batches += 1;
  }

  /** A row is refused at `now`; true when sync has had the time to say why since that began. */
  isFinal(row: OutboxId, now: number): boolean {
    const known = this.#known.get(row);
    const since = known && now - known.at <= APART ? known.since : this.#batches;
    this.#known.set(row, { since, at: now });
    return this.#batches - since >= BATCHES;
  }

  /** Forgets the refusals of a row that was sent, given up, or whose room sync has told of. */
  forget(row: OutboxId): void {
    this.#known.delete(row);
  }
}
