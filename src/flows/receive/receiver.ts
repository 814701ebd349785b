import type { Logger } from "pino";
import { backoff } from "../../delivery/backoff.ts";
import type { Wording } from "../../messages/wording.ts";
import { type Clock, type Homeserver, HomeserverError, type Store } from "../../ports/index.ts";
import type { Health } from "../service/health.ts";
import { Wakeable } from "../service/wakeable.ts";
import { applyBatch } from "./apply.ts";
import type { CommandRules } from "./events.ts";
import { fillGaps } from "./gaps.ts";

export interface ReceiverParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly rules: CommandRules;
  readonly wording: Wording;
  readonly health: Health;
  readonly log: Logger;
  readonly random: () => number;
  /** How long an account that people have to mend is left alone, milliseconds. */
  readonly probeEvery: number;
  /** A batch is stored: there may be commands and settled rows. */
  readonly onBatch: (news: BatchNews) => void;
  /** What gaps had left out is stored: their rooms' commands and attempted rows need not wait any more. */
  readonly onFilled: () => void;
  readonly onFatal: (error: HomeserverError) => void;
}

export interface BatchNews {
  /** Some room's state or membership changed. */
  readonly rooms: boolean;
  /** Some of our own events came back: rows may be settled. */
  readonly ours: boolean;
  /** The account could not be used before. */
  readonly recovered: boolean;
}

/** What one long poll may take, milliseconds. */
const POLL = 30_000;

/** Follows `/sync`: every batch is stored together with its token before anything is done about it. */
export class Receiver {
  readonly #parts: ReceiverParts;
  readonly #wakeable = new Wakeable();
  #lastSync: number | null = null;
  #failures = 0;
  #accountTrouble = false;
  /** Gaps may be open: from an earlier run, or since. */
  #gaps = true;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Moment of the last good sync; null before the first. */
  get lastSync(): number | null {
    return this.#lastSync;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pause = await this.#turn(signal);
      if (pause > 0) await this.#wakeable.sleep(pause, signal);
    }
  }

  /** One batch; returns how long to wait before the next, milliseconds. */
  async #turn(signal: AbortSignal): Promise<number> {
    const { store, homeserver, clock, health, onBatch } = this.#parts;
    try {
      const since = await store.read((tx) => tx.session.token());
      const first = since === null;
      // The first answer after a start comes at once: what happened meanwhile is not to wait for a new event.
      const batch = await homeserver.sync(since, this.#lastSync === null ? 0 : POLL, signal);
      if (signal.aborted) return 0;
      const rooms = await store.write((tx) => applyBatch(tx, batch, first, this.#parts));
      // After a start the rooms are looked after even when nothing happened meanwhile.
      const started = this.#lastSync === null;
      this.#lastSync = clock.now();
      this.#failures = 0;
      health.green("sync");
      health.green("account");
      const ours = batch.joined.some(({ timeline }) =>
        timeline.some(({ sender }) => sender === homeserver.user),
      );
      this.#gaps ||= batch.joined.some(({ gapFrom }) => gapFrom !== null);
      onBatch({ rooms: rooms || started, ours, recovered: this.#accountTrouble });
      this.#accountTrouble = false;
      return this.#gaps ? await this.#fillGaps(signal) : 0;
    } catch (error) {
      if (signal.aborted) return 0;
      return this.#fail(error);
    }
  }

  /** Rooms without a gap go on meanwhile. Returns how long to wait before the next batch, milliseconds. */
  async #fillGaps(signal: AbortSignal): Promise<number> {
    const { store, onFilled } = this.#parts;
    this.#gaps = (await store.read((tx) => tx.gaps.all())).length > 0;
    if (!this.#gaps) return 0;
    const whole = await fillGaps(this.#parts, signal);
    onFilled();
    return whole ? 0 : 1000;
  }

  #fail(error: unknown): number {
    const { health, log, random, probeEvery, onFatal } = this.#parts;
    this.#failures += 1;
    if (!(error instanceof HomeserverError)) {
      log.error({ err: error }, "a sync batch could not be worked through");
      health.red("sync", `a sync batch could not be worked through: ${String(error)}`);
      return backoff(this.#failures, random);
    }
    switch (error.concern) {
      case "credentials":
        onFatal(error);
        return probeEvery;
      case "account":
        this.#accountTrouble = true;
        health.red("account", error.message);
        return probeEvery;
      default:
        health.red("sync", error.message);
        return error.retryAfter ?? backoff(this.#failures, random);
    }
  }
}
