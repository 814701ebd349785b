import type { Logger } from "pino";
import type {
  Clock,
  Head,
  Homeserver,
  HomeserverError,
  OutboxId,
  OutboxRow,
  Store,
  Transaction,
} from "../../ports.ts";
import { backoff } from "../backoff.ts";
import type { Health } from "../health.ts";
import { Wakeable } from "../wakeable.ts";
import type { Echoes } from "./echoes.ts";
import { freeze, type Render, type Shipment, shipmentOf } from "./freeze.ts";
import { ifUnsettled, markDead, markSent, outcomeOf } from "./outcome.ts";
import type { Pace } from "./pace.ts";
import { findSent, lookBeforeFirstRun, needsLookup, REPLY_LIFETIME } from "./recover.ts";
import { Settlement } from "./settlement.ts";

export interface SenderParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly echoes: Echoes;
  readonly health: Health;
  readonly log: Logger;
  readonly render: Render;
  readonly listAbove: number;
  /** Requests under way at the same time. */
  readonly concurrency: number;
  /** How long an account that people have to mend is left alone, milliseconds. */
  readonly probeEvery: number;
  readonly random: () => number;
  /** The token is dead: nothing more can be done here. */
  readonly onFatal: (error: HomeserverError) => void;
}

/** How long sending pauses when the store fails, milliseconds. */
const STORE_PAUSE = 5000;

/**
 * Takes the outbox to the homeserver: freeze, commit, send, commit. At most one row of a place and class is under way;
 * rooms are independent of each other. Attempted rows wait until `catchUp` says that sync has told what it knows.
 */
export class Sender {
  readonly #parts: SenderParts;
  readonly #settlement: Settlement;
  readonly #wakeable = new Wakeable();
  readonly #underWay = new Map<OutboxId, Promise<void>>();
  #caughtUp = false;
  #pausedUntil = 0;
  /** Passing failures in a row: a homeserver that is down is not asked again for every row. */
  #failures = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#settlement = new Settlement(parts.store);
  }

  /** There may be something to send. */
  wake(): void {
    this.#wakeable.wake();
  }

  /** The first sync after a start is stored: attempted rows may be settled now. */
  catchUp(): void {
    this.#caughtUp = true;
    this.wake();
  }

  /** The account works again: no need to wait for the next probe. */
  resume(): void {
    if (this.#pausedUntil === 0) return;
    this.#pausedUntil = 0;
    this.wake();
  }

  /** Whether nothing is under way, and nothing could go now or later by itself. */
  async isIdle(): Promise<boolean> {
    if (this.#underWay.size > 0) return false;
    const { store, clock } = this.#parts;
    const now = clock.now();
    return store.read(
      async (tx) => (await tx.outbox.heads(now, 1)).length === 0 && (await tx.outbox.nextDue(now)) === null,
    );
  }

  /** Runs until the signal aborts and the sends under way have ended. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#wakeable.sleep(await this.#turn(), signal);
    }
    await Promise.all(this.#underWay.values());
  }

  /** What cannot be stored is not sent: a store that is ill is tried again, and the rows wait. */
  async #turn(): Promise<number | null> {
    const { health, log } = this.#parts;
    try {
      const wait = await this.#dispatch();
      health.green("outbox");
      return wait;
    } catch (error) {
      log.error({ err: error }, "the outbox cannot be read or written; nothing is sent meanwhile");
      health.red(
        "outbox",
        `the outbox cannot be worked through: ${error instanceof Error ? error.message : error}`,
      );
      return STORE_PAUSE;
    }
  }

  /** Starts whatever may go now. Returns how long to sleep, milliseconds; null: until something happens. */
  async #dispatch(): Promise<number | null> {
    const { store, clock, pace, concurrency } = this.#parts;
    const now = clock.now();
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    const free = concurrency - this.#underWay.size;
    if (!this.#caughtUp || free <= 0) return null;
    const [heads, nextDue] = await store.read(async (tx) => [
      await tx.outbox.heads(now, concurrency * 4),
      await tx.outbox.nextDue(now),
    ]);
    let wait = nextDue === null ? null : nextDue - now;
    const chosen: Head[] = [];
    for (const head of heads) {
      if (chosen.length === free) break;
      if (this.#underWay.has(head.row.id) || (head.gap && head.row.state === "attempted")) continue;
      const pause = pace.wait(head.row.class, now);
      if (pause > 0) {
        wait = Math.min(wait ?? pause, pause);
        continue;
      }
      pace.take(head.row.class, now);
      chosen.push(head);
    }
    await this.#start(chosen);
    return chosen.length > 0 ? 0 : wait;
  }

  async #start(heads: readonly Head[]): Promise<void> {
    if (heads.length === 0) return;
    const ready: Head[] = [];
    for (const head of heads) {
      if (needsCare(head, this.#parts.homeserver.device, this.#parts.clock.now()))
        this.#track(head, this.#care(head));
      else ready.push(head);
    }
    for (const { head, shipment } of await this.#freezeAll(ready)) this.#track(head, this.#send(shipment));
  }

  #track(head: Head, work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error, row: head.row.id }, "a delivery failed in a way nobody foresaw");
        this.#pausedUntil = this.#parts.clock.now() + STORE_PAUSE;
      })
      .finally(() => {
        this.#underWay.delete(head.row.id);
        this.wake();
      });
    this.#underWay.set(head.row.id, done);
  }

  /** One commit for all that go now. */
  #freezeAll(heads: readonly Head[]): Promise<{ head: Head; shipment: Shipment }[]> {
    const { store, homeserver, clock, render, listAbove } = this.#parts;
    if (heads.length === 0) return Promise.resolve([]);
    const parts = { store: store.id, device: homeserver.device, render, listAbove, now: clock.now() };
    return store.write(async (tx) => {
      const ready: { head: Head; shipment: Shipment }[] = [];
      for (const head of heads) {
        const shipment = await freeze(tx, head, parts);
        if (shipment) ready.push({ head, shipment });
      }
      return ready;
    });
  }

  async #send(shipment: Shipment): Promise<void> {
    const { homeserver, clock, pace, echoes, log } = this.#parts;
    const { row, room, transactionId, content } = shipment;
    try {
      const event = await homeserver.send(room, transactionId, content);
      pace.accepted(clock.now());
      echoes.sent(event, clock.now());
      this.#failures = 0;
      await this.#settle(row, (tx) => markSent(tx, row, event, clock.now()));
      this.#parts.health.green("sending");
      log.info({ row: row.id, room, event, class: row.class }, "sent");
    } catch (error) {
      await this.#fail(row, error);
    }
  }

  #settle(row: OutboxRow, write: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.#settlement.commit((tx) => ifUnsettled(tx, row, () => write(tx)));
  }

  async #fail(row: OutboxRow, error: unknown): Promise<void> {
    const { clock, pace, log, health, random } = this.#parts;
    const outcome = outcomeOf(error, row, random);
    const now = clock.now();
    switch (outcome.kind) {
      case "retry":
        if (outcome.limited) pace.limited(now, outcome.after);
        else this.#pausedUntil = now + backoff(++this.#failures, random);
        log.warn({ row: row.id, after: outcome.after, reason: outcome.error }, "not sent yet");
        return this.#settle(row, (tx) => tx.outbox.retry(row.id, now + outcome.after, outcome.error));
      case "dead":
        log.error({ row: row.id, room: row.room, reason: outcome.error }, "refused for good");
        return this.#settle(row, (tx) => markDead(tx, row, outcome.error, now));
      case "pause":
        this.#pausedUntil = now + this.#parts.probeEvery;
        health.red("sending", outcome.error);
        return this.#settle(row, (tx) => tx.outbox.retry(row.id, now, outcome.error));
      case "fatal":
        this.#pausedUntil = Number.POSITIVE_INFINITY;
        this.#parts.onFatal(outcome.error);
        return;
      default:
        outcome satisfies never;
    }
  }

  /** Rows that must not simply be sent: those of a first run, and those whose first attempt may have arrived. */
  async #care(head: Head): Promise<void> {
    const { homeserver, clock, log } = this.#parts;
    const { row, place, room } = head;
    try {
      if (row.state === "queued" && room) {
        const told = await lookBeforeFirstRun(this.#parts, place.id, room.id);
        if (told > 0) log.warn({ place: place.id, told }, "announced there before: counted as told");
        return;
      }
      const event = await findSent(homeserver, row);
      const now = clock.now();
      if (event) return await this.#settle(row, (tx) => markSent(tx, row, event, now));
      if (row.class === "reply" && now - row.createdAt > REPLY_LIFETIME) {
        return await this.#settle(row, (tx) => markDead(tx, row, "too late to answer", now));
      }
      await this.#settle(row, (tx) => tx.outbox.adopt(row.id, homeserver.device, now));
      await this.#send(shipmentOf(row));
    } catch (error) {
      await this.#fail(row, error);
    }
  }
}

function needsCare({ row }: Head, device: string, now: number): boolean {
  return (row.state === "queued" && row.held) || needsLookup(row, device, now);
}
