/** So many errands that are limited with none that succeeds between are the account's limit, and all wait for it. */
const LIMITED = 3;
/** But never longer than this before one tries it, milliseconds. */
const LONGEST_PAUSE = 60_000;
/** A limit that holds for so long is told of, milliseconds. */
const NOTABLE = 60_000;

/** A rate limit that errands of one kind meet: where several do, all of them wait for it. Moments on the monotonic clock. */
export class SharedLimit {
  #pausedUntil = 0;
  /** Those that were limited since one went well, and since when. */
  readonly #limited = new Set<string>();
  #since: number | null = null;

  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** How many were limited. */
  get size(): number {
    return this.#limited.size;
  }

  /** Whether it has lasted. */
  get notable(): boolean {
    return this.#since !== null && this.#pausedUntil - this.#since >= NOTABLE;
  }

  /** One that is limited may be so because of its room; several tell that all are. Returns whether they do. */
  meet(key: string, wait: number, now: number): boolean {
    this.#limited.add(key);
    if (this.#limited.size < LIMITED) return false;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(wait, LONGEST_PAUSE));
    this.#since ??= now;
    return true;
  }

  /** One went well. */
  pass(): void {
    this.#limited.clear();
    this.#since = null;
    this.#pausedUntil = 0;
  }
}
