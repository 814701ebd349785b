import type { HomeserverError } from "../../ports/index.ts";
import type { Rest } from "../service/loop.ts";

/** How long a long poll may wait for events, milliseconds; and the shortest that a proxy can make of it. */
const POLL = 30_000;
const SHORTEST_POLL = 2000;
/** A long poll that ends badly after this long, and not long after its own end, was cut while nothing happened. */
const CUT_AFTER = 4000;
const CUT_MARGIN = 3000;
/** Cuts in a row that are no outage: each makes the poll shorter. */
const CUTS = 4;
/** How much of the time that was allowed the next poll takes, and how long that is remembered. */
const SHORTER = 0.7;
const REMEMBERED = 3_600_000;
/** Answers that come sooner than this without news are spaced by it, milliseconds, after the second in a row. */
const AT_ONCE = 1000;
const UNSPACED = 2;
/** While an announcement goes to many rooms, its echoes are fetched this far apart, milliseconds, several at a time. */
const ECHOES = 250;

export interface SyncQuestion {
  /** How long the homeserver may wait for something to tell, milliseconds. */
  readonly timeout: number;
  /** One event a room at most, because what was asked for before was too much. */
  readonly few: boolean;
}

/**
 * How sync is asked for, as what became of earlier asks has taught: with shorter polls where a proxy cuts idle ones, for
 * fewer events where an answer was too large or too slow. All moments in milliseconds by one clock.
 */
export class Polling {
  #poll = POLL;
  #shortenedAt = 0;
  #few = false;
  #cuts = 0;
  #idle = 0;
  #echoes = 0;

  /** `fresh`: nothing was answered since the start, and what happened meanwhile is not to wait for a new event. */
  question(fresh: boolean, now: number): SyncQuestion {
    if (now - this.#shortenedAt > REMEMBERED) this.#poll = POLL;
    return { timeout: fresh ? 0 : this.#poll, few: this.#few };
  }

  /**
   * An answer came after `took`. `brought`: nothing, or the same token again; echoes of what we sent, and nothing else;
   * or anything more. Returns the rest before the next.
   */
  answered(asked: SyncQuestion, took: number, brought: "nothing" | "echoes" | "news"): Rest {
    this.#few = false;
    this.#cuts = 0;
    const early = brought === "nothing" && asked.timeout > 0 && took < AT_ONCE;
    this.#idle = early ? this.#idle + 1 : 0;
    this.#echoes = brought === "echoes" ? this.#echoes + 1 : 0;
    if (this.#echoes > UNSPACED) return ECHOES;
    return this.#idle > UNSPACED ? AT_ONCE : 0;
  }

  /** Whether a failure after `took` only means to ask differently, at once; else it is one. */
  adapts(asked: SyncQuestion, took: number, error: HomeserverError, now: number): boolean {
    if (error.excess !== null) {
      const fewer = !this.#few;
      this.#few = true;
      return fewer;
    }
    const cut = took >= CUT_AFTER && took <= asked.timeout + CUT_MARGIN;
    if (error.concern !== "passing" || error.retryAfter !== null || !cut) return false;
    this.#cuts += 1;
    if (this.#cuts > CUTS) return false;
    this.#poll = Math.max(SHORTEST_POLL, Math.floor(Math.min(took, asked.timeout) * SHORTER));
    this.#shortenedAt = now;
    return true;
  }
}
