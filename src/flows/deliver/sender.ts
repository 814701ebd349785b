import type { Logger } from "pino";
import { backoff } from "../../delivery/backoff.ts";
import type { Echoes } from "../../delivery/echoes.ts";
import type { Pace } from "../../delivery/pace.ts";
import { Refusals } from "../../delivery/refusals.ts";
import { messageRefused } from "../../messages/notice.ts";
import type {
  Clock,
  Head,
  Homeserver,
  HomeserverError,
  OutboxId,
  OutboxRow,
  Store,
  Transaction,
} from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import type { Administrators } from "../service/administrators.ts";
import { PROBE_EVERY, RETRY_AFTER } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { freeze, type Render, type Shipment } from "./freeze.ts";
import { ifUnsettled, markDead, markSent, outcomeOf } from "./outcome.ts";
import { reachOf } from "./reach.ts";
import {
  findSent,
  findSentBefore,
  hasMoved,
  lookBeforeFirstRun,
  needsLookup,
  REPLY_LIFETIME,
} from "./recover.ts";
import { Settlement } from "./settlement.ts";

export interface SenderParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly echoes: Echoes;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  readonly render: Render;
  readonly listAbove: number;
  /** Requests under way at the same time. */
  readonly concurrency: number;
  readonly random: () => number;
}

/** Passing failures in a row, each after a longer pause, that an operator should hear of. */
const TROUBLE = 4;

/**
 * Takes the outbox to the homeserver: freeze, commit, send, commit. At most one row of a place and class is under way;
 * rooms are independent of each other. Attempted rows wait until `catchUp` says that sync has told what it knows.
 */
export class Sender implements BackgroundWork {
  readonly name = "outbox";
  readonly trouble = "the outbox cannot be worked through";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: SenderParts;
  readonly #settlement: Settlement;
  readonly #underWay = new Map<OutboxId, Promise<void>>();
  readonly #refusals = new Refusals();
  #caughtUp = false;
  #pausedUntil = 0;
  /** Passing failures in a row: a homeserver that is down is not asked again for every row. */
  #failures = 0;
  /** The token is dead: nothing more can be done here. */
  #fatal: HomeserverError | null = null;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#settlement = new Settlement(parts.store);
  }

  /** There may be something to send. */
  wake(): void {
    this.wakeSignal.wake();
  }

  /** A sync batch is stored: after the first one since the start attempted rows may be settled. */
  catchUp(): void {
    this.#caughtUp = true;
    this.#refusals.synced();
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

  firstRest(): Rest {
    return 0;
  }

  /** The sends under way. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  /** Starts whatever may go now. What cannot be stored is not sent: the rows wait for a store that is ill. */
  async turn(): Promise<Rest> {
    if (this.#fatal) throw this.#fatal;
    const { store, homeserver, clock, pace, health, concurrency } = this.#parts;
    const now = clock.now();
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    const free = concurrency - this.#underWay.size;
    if (!this.#caughtUp || free <= 0) return null;
    const looked = concurrency * 4;
    const heads = await store.read((tx) => tx.outbox.heads(now, looked));
    let wait: number | null = null;
    const ready = new Map<Head, () => void>();
    let started = 0;
    for (const head of heads) {
      if (started === free) break;
      if (this.#underWay.has(head.row.id) || (head.gap && head.row.state === "attempted")) continue;
      // To look costs nothing of the limit for messages.
      if (isHeld(head)) this.#track(head, this.#lookFirst(head));
      else if (isDoubtful(head, homeserver.device, now)) this.#track(head, this.#lookUp(head));
      else {
        const pause = pace.wait(head.row.class, now);
        if (pause > 0) {
          wait = Math.min(wait ?? pause, pause);
          continue;
        }
        ready.set(head, pace.take(head.row.class, now));
      }
      started += 1;
    }
    for (const { head, shipment } of await this.#freezeAll([...ready.keys()])) {
      ready.delete(head);
      this.#track(head, this.#send(shipment));
    }
    // What turned out to have nothing to send took nothing from the homeserver's limit.
    for (const giveBack of ready.values()) giveBack();
    // What ends under way wakes us; what was dropped does not, nor do heads that were not looked at.
    if (ready.size > 0 || (started > 0 && heads.length === looked)) return 0;
    const nextDue = await store.read((tx) => tx.outbox.nextDue(now));
    // What was refused has been settled otherwise: nothing is known to be wrong any more.
    if (heads.length === 0 && nextDue === null && this.#underWay.size === 0) health.green("sending");
    if (nextDue !== null) wait = Math.min(wait ?? nextDue - now, nextDue - now);
    return wait;
  }

  #track(head: Head, work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error, row: head.row.id }, "a delivery failed in a way nobody foresaw");
        this.#parts.health.red("sending", `a delivery failed: ${messageOf(error)}`);
        this.#pausedUntil = this.#parts.clock.now() + RETRY_AFTER;
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
    const { user: me, device } = homeserver;
    const parts = { me, store: store.id, device, render, listAbove, now: clock.now() };
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
    const asked = clock.now();
    try {
      const event = await homeserver.send(room, transactionId, content);
      pace.accepted(clock.now());
      echoes.sent(event, clock.now());
      this.#failures = 0;
      this.#refusals.forget(row.id);
      await this.#settle(row, (tx) => markSent(tx, row, event, clock.now()));
      this.#parts.health.green("sending");
      log.info({ row: row.id, room, event, class: row.class }, "sent");
    } catch (error) {
      await this.#fail(row, error, asked);
    }
  }

  #settle(row: OutboxRow, write: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.#settlement.commit((tx) => ifUnsettled(tx, row, () => write(tx)));
  }

  /** `asked`: when the request went out. */
  async #fail(row: OutboxRow, error: unknown, asked: number): Promise<void> {
    const { clock, pace, log, health, random, homeserver } = this.#parts;
    const outcome = outcomeOf(error, row, random);
    const now = clock.now();
    switch (outcome.kind) {
      case "retry":
        if (outcome.limited) pace.limited(asked, now, outcome.asked);
        else this.#passing(outcome.asked, outcome.error, now);
        log.warn({ row: row.id, after: outcome.after, reason: outcome.error }, "not sent yet");
        return this.#settle(row, (tx) => tx.outbox.retry(row.id, now + outcome.after, outcome.error));
      case "refused":
        log.warn({ row: row.id, room: row.room, reason: outcome.error }, "refused by its room");
        return this.#settle(row, async (tx) => {
          const { when } = await reachOf(tx, row, homeserver.user);
          if (when === "now" && !this.#refusals.isFinal(row.id, now))
            return tx.outbox.retry(row.id, now + outcome.after, outcome.error);
          this.#refusals.forget(row.id);
          // In a place that is suspended it is due as soon as that ends.
          if (when === "later") await tx.outbox.retry(row.id, now, outcome.error);
          else await this.#giveUp(tx, row, outcome.error, now);
        });
      case "dead":
        log.error({ row: row.id, room: row.room, reason: outcome.error }, "refused for good");
        return this.#settle(row, (tx) => this.#giveUp(tx, row, outcome.error, now));
      case "pause":
        this.#pausedUntil = now + PROBE_EVERY;
        health.red("sending", outcome.error);
        return this.#settle(row, (tx) => tx.outbox.retry(row.id, now, outcome.error));
      case "fatal":
        this.#fatal = outcome.error;
        return;
      default:
        outcome satisfies never;
    }
  }

  /** No word is lost silently: administrators hear of it, except of words to themselves. */
  async #giveUp(tx: Transaction, row: OutboxRow, error: string, now: number): Promise<void> {
    await markDead(tx, row, error, now);
    if (row.class === "notice") return;
    const place = await tx.places.get(row.place);
    const name = place?.alias ?? row.room ?? place?.room ?? `n° ${row.place}`;
    await this.#parts.administrators.tell(tx, `dead:${row.id}`, messageRefused(name, error));
  }

  /** The homeserver is away, or does not cope: many sends that were under way tell so at once, and count once. */
  #passing(asked: number | null, error: string, now: number): void {
    if (now < this.#pausedUntil) return;
    this.#failures += 1;
    this.#pausedUntil = now + (asked ?? backoff(this.#failures, this.#parts.random));
    if (this.#failures >= TROUBLE) this.#parts.health.red("sending", error);
  }

  /** Rows of a first run: their room is looked through before the first of them is sent. */
  async #lookFirst({ row, place, room }: Head): Promise<void> {
    const { clock, log } = this.#parts;
    const asked = clock.now();
    try {
      const told = room ? await lookBeforeFirstRun(this.#parts, place.id, room.id) : 0;
      if (told > 0) log.warn({ place: place.id, told }, "announced there before: counted as told");
    } catch (error) {
      await this.#fail(row, error, asked);
    }
  }

  /** A row whose first attempt may have arrived, where repeating the request would not tell. */
  async #lookUp(head: Head): Promise<void> {
    const { homeserver, clock } = this.#parts;
    const { row } = head;
    const asked = clock.now();
    try {
      const event = await (hasMoved(head) ? findSentBefore : findSent)(homeserver, row);
      const now = clock.now();
      if (event) return await this.#settle(row, (tx) => markSent(tx, row, event, now));
      if (row.class === "reply" && now - row.createdAt > REPLY_LIFETIME) {
        return await this.#settle(row, (tx) => markDead(tx, row, "too late to answer", now));
      }
      await this.#settle(row, async (tx) => {
        const reach = await reachOf(tx, row, homeserver.user);
        if (reach.when === "never") await markDead(tx, row, reach.reason, now);
        else if (reach.when === "now") await tx.outbox.adopt(row.id, homeserver.device, now, reach.room);
      });
    } catch (error) {
      await this.#fail(row, error, asked);
    }
  }
}

function isHeld({ row }: Head): boolean {
  return row.state === "queued" && row.held;
}

function isDoubtful(head: Head, device: string, now: number): boolean {
  return hasMoved(head) || needsLookup(head.row, device, now);
}
