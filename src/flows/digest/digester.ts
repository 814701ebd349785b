import { setImmediate as breathe } from "node:timers/promises";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Clock, Store } from "../../ports/index.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { timesOf } from "../../schedule/schedule.ts";
import type { Times } from "../../schedule/times.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { type Decided, type DecideParts, decide } from "./decide.ts";
import { endingOn } from "./news.ts";

export interface DigesterParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly clock: Clock;
  readonly timezone: string;
  readonly matches: Matches;
  /** The offers that stand open, as a scan has last stored them. */
  readonly open: () => readonly KnownOffer[];
  /** A digest is queued. */
  readonly onDigest: () => void;
}

/** Subscriptions begin, rooms come back and clocks are set: so often it is looked which digests are due, milliseconds. */
const LOOK = 20_000;
/** The wall clock was set back when it has lost so much on the one that nobody sets, milliseconds. */
const SET_BACK = 10_000;
/** Quiet hours put off for less, milliseconds: what waits for longer waits for a pause, or was put off by a wrong clock. */
const LONG = 25 * 3_600_000;

/**
 * Queues the digests of subscriptions at the moments of their schedules. No due moment is stored: what is due follows from
 * the last window of each subscription and the clock, so that a window that passed meanwhile comes late, and once.
 */
export class Digester implements BackgroundWork {
  readonly name = "digests";
  readonly trouble = "digests cannot be decided";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: DigesterParts;
  readonly #times = new Map<string, Times | null>();
  /** How far the wall clock was ahead of the one that nobody sets at the last look; null before the first. */
  #ahead: number | null = null;

  constructor(parts: DigesterParts) {
    this.#parts = parts;
  }

  firstRest(): Rest {
    return 0;
  }

  async turn(): Promise<Rest> {
    const { store, clock, timezone, matches, open } = this.#parts;
    const now = clock.now();
    await this.#lookAgain(now);
    const used = await store.read(({ digests }) => digests.schedules());
    if (used.some(({ newest }) => newest > now)) await store.write(({ digests }) => digests.rewind(now));
    let rest = LOOK;
    for (const { schedule, oldest } of used) {
      const times = this.#timesOf(schedule);
      if (times === null) continue;
      const window = times.due(oldest, now);
      if (window !== null) {
        const ending = endingOn(dayIn(timezone, now), open());
        await this.#decideAll({ schedule, window, now, timezone, ending, matches });
      }
      rest = Math.min(rest, Math.max(1, (times.next(now) ?? Number.POSITIVE_INFINITY) - now));
    }
    return rest;
  }

  /**
   * What was put off by a clock that was wrong would wait for as long as that was: after a start, and where the clock was
   * set back, it comes forth, and is put off anew if its place is quiet now.
   */
  async #lookAgain(now: number): Promise<void> {
    const { store, clock, onDigest } = this.#parts;
    const ahead = now - clock.monotonic();
    const before = this.#ahead;
    this.#ahead = ahead;
    if (before !== null && ahead > before - SET_BACK) return;
    const beyond = before === null ? now + LONG : now;
    const forth = await store.write(({ outbox }) => outbox.comeForth("all", now, beyond));
    if (forth > 0) onDigest();
  }

  /** Some in each commit: between two of them commands are answered. */
  async #decideAll(parts: Omit<DecideParts, "after">): Promise<void> {
    const { store, onDigest } = this.#parts;
    for (let after: number | null = 0; after !== null; ) {
      const { queued, last }: Decided = await store.write((tx) =>
        decide(tx, { ...parts, after: after ?? 0 }),
      );
      if (queued > 0) onDigest();
      after = last;
      if (last !== null) await breathe();
    }
  }

  #timesOf(schedule: string): Times | null {
    const known = this.#times.get(schedule);
    if (known !== undefined) return known;
    const times = timesOf(schedule, this.#parts.timezone);
    this.#times.set(schedule, times);
    return times;
  }
}
