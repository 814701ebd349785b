import type { Logger } from "pino";
import type { Wording } from "../../messages/wording.ts";
import {
  type Clock,
  type Homeserver,
  HomeserverError,
  type Store,
  type SyncBatch,
} from "../../ports/index.ts";
import { PROBE_EVERY } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { applyBatch } from "./apply.ts";
import type { CommandRules } from "./events.ts";

export interface ReceiverParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly rules: CommandRules;
  readonly wording: Wording;
  readonly health: Health;
  readonly log: Logger;
  /** A batch is stored: there may be commands and settled rows. */
  readonly onBatch: (news: BatchNews) => void;
}

export interface BatchNews {
  /** Some room's state or membership changed. */
  readonly rooms: boolean;
  /** Some of our own events came back: rows may be settled. */
  readonly ours: boolean;
  /** Some room's events were left out: there are gaps to fill. */
  readonly gaps: boolean;
  /** The account could not be used before. */
  readonly recovered: boolean;
}

/** How long a long poll may wait for events, milliseconds. */
const POLL = 30_000;

/** Follows `/sync`: every batch is stored together with its token before anything is done about it. */
export class Receiver implements BackgroundWork {
  readonly name = "sync";
  readonly trouble = "a sync batch could not be worked through";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: ReceiverParts;
  #lastSync: number | null = null;
  #accountTrouble = false;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Moment of the last good sync; null before the first. */
  get lastSync(): number | null {
    return this.#lastSync;
  }

  firstRest(): Rest {
    return 0;
  }

  /** Receives a batch. */
  async turn(signal: AbortSignal): Promise<Rest> {
    const { store, homeserver, clock, health, onBatch } = this.#parts;
    const since = await store.read((tx) => tx.session.token());
    const batch = await this.#poll(since, signal);
    if (batch === null) return PROBE_EVERY;
    if (signal.aborted) return null;
    const rooms = await store.write((tx) => applyBatch(tx, batch, since === null, this.#parts));
    // After a start the rooms are looked after even when nothing happened meanwhile.
    const started = this.#lastSync === null;
    this.#lastSync = clock.now();
    health.green("account");
    health.green(this.name);
    const ours = batch.joined.some(({ timeline }) =>
      timeline.some(({ sender }) => sender === homeserver.user),
    );
    const gaps = batch.joined.some(({ gapFrom }) => gapFrom !== null);
    onBatch({ rooms: rooms || started, ours, gaps, recovered: this.#accountTrouble });
    this.#accountTrouble = false;
    return 0;
  }

  /** Null when the account is in trouble that people have to mend: that is red under its own name. */
  async #poll(since: string | null, signal: AbortSignal): Promise<SyncBatch | null> {
    const { homeserver, health } = this.#parts;
    try {
      // The first answer after a start comes at once: what happened meanwhile is not to wait for a new event.
      return await homeserver.sync(since, this.#lastSync === null ? 0 : POLL, signal);
    } catch (error) {
      if (!(error instanceof HomeserverError) || error.concern !== "account") throw error;
      this.#accountTrouble = true;
      health.red("account", error.message);
      return null;
    }
  }
}
