import type { SlowDisk } from "../../ports/index.ts";

/** One wait of the process for its disk that is longer is slow, milliseconds; how many make a slow disk, and for how long. */
const SLOW = 2000;
const SEVERAL = 2;
const REMEMBERED = 60_000;
/** After a wait that is longer others get their turn first, milliseconds. */
const HEAVY = 50;

/**
 * How long transactions wait to begin and to be committed: for the disk, or for another program that has the file. The whole
 * process waits with them. Moments in milliseconds, of a clock that nobody sets.
 */
export class DiskWaits {
  #slow: { readonly at: number; readonly took: number }[] = [];
  #heavy = false;

  /** Whether there was a long one since this was asked last: others are to have their turn before the next. */
  takeHeavy(): boolean {
    const heavy = this.#heavy;
    this.#heavy = false;
    return heavy;
  }

  note(took: number, at: number): void {
    this.#heavy ||= took > HEAVY;
    if (took >= SLOW) this.#slow = [...this.#recent(at), { at, took }];
  }

  /** Null while the disk is quick enough. */
  slowness(now: number): SlowDisk | null {
    const slow = this.#recent(now);
    const [first] = slow;
    if (first === undefined || slow.length < SEVERAL) return null;
    return { took: Math.max(...slow.map(({ took }) => took)), ago: now - first.at };
  }

  #recent(now: number) {
    return this.#slow.filter(({ at }) => now - at < REMEMBERED);
  }
}
