import { backoff } from "./backoff.ts";

/** Passing failures in a row, each after a longer pause, that an operator should hear of. */
const TROUBLE = 4;

/**
 * When sending as a whole stands still, whatever row is due (docs/design.md §7.6): the homeserver is away, the account
 * waits for people, or our own store fails. Moments and spans in milliseconds. Which failures concern one room only is
 * not told apart yet: this is the place for it, and for a bound on what one answer may ask.
 */
export class SendPause {
  #until = 0;
  /** Passing failures in a row: a homeserver that is down is not asked again for every row. */
  #failures = 0;

  /** How long it still lasts; 0 when there is none. */
  left(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /**
   * A send failed in passing. Many that were under way tell so at once, and count once. `asked`: what the homeserver
   * said; null when nothing. True when an operator should hear of it.
   */
  passing(asked: number | null, now: number, random: () => number): boolean {
    if (now < this.#until) return false;
    this.#failures += 1;
    this.#until = now + (asked ?? backoff(this.#failures, random));
    return this.#failures >= TROUBLE;
  }

  /** Nothing is sent before `moment`. */
  begin(moment: number): void {
    this.#until = moment;
  }

  /** Something arrived: the next failure is the first of its row again. */
  arrived(): void {
    this.#failures = 0;
  }

  /** Ends the pause. False when there was none. */
  end(): boolean {
    const paused = this.#until !== 0;
    this.#until = 0;
    return paused;
  }
}
