import { type Choice, choose } from "../../delivery/choose.ts";
import { SendPause } from "../../delivery/sendPause.ts";
import type { NextRow, OutboxId, OutboxRow, Store, Transaction } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import { RETRY_AFTER } from "../service/fate.ts";
import { type BackgroundWork, type Rest, sooner } from "../service/loop.ts";
import { STORE_REMEDY } from "../service/remedies.ts";
import { isOfTheStore } from "../service/storeFault.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { Aside } from "./aside.ts";
import { type AttemptParts, Attempts } from "./attempts.ts";
import { catchUpEdits } from "./edit.ts";
import { type FreezeParts, freeze, type Render, Unready } from "./freeze.ts";
import { freezeAll } from "./freezeAll.ts";
import { GroupCommit } from "./groupCommit.ts";
import { sealsTooEarly } from "./sealsTooEarly.ts";
import type { Taken } from "./taken.ts";
import { UnderWay } from "./underWay.ts";

export interface SenderParts extends Omit<AttemptParts, "pause" | "commits"> {
  readonly store: Pick<Store, "id" | "read" | "write">;
  readonly render: Render;
  readonly listAbove: number;
  /** In which quiet hours are meant. */
  readonly timezone: string;
  /** Requests under way at the same time. */
  readonly concurrency: number;
}

/** Rows read beyond those that may go: some are under way, or wait for a gap of their room. */
const SPARE = 4;
/** Rows read when those were not enough. */
const MANY = 256;
/** Requests that are kept for replies, however many others are under way. */
const FOR_REPLIES = 2;
/** How often it is looked whether requests under way hang, milliseconds. */
const SLOW_LOOK = 1000;
/** The outbox is looked at this often even where nobody says that a row was queued, milliseconds: nothing waits for good. */
const LOOK = 60_000;
/** While all sending is paused, a row that may go as a probe is looked for this often, milliseconds. */
const PROBE_LOOK = 1000;

/**
 * Takes the outbox to the homeserver: freeze, commit, send, commit. At most one row of a place and class is under way;
 * rooms are independent of each other. Attempted rows wait until `catchUp` says that sync has told what it knows.
 */
export class Sender implements BackgroundWork {
  readonly name = "outbox";
  readonly trouble = "the outbox cannot be worked through";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: SenderParts;
  readonly #pause = new SendPause();
  readonly #commits: GroupCommit;
  readonly #attempts: Attempts;
  readonly #aside: Aside;
  readonly #underWay: UnderWay;
  /** When sync had caught up since the start, milliseconds since the epoch; null before. */
  #caughtUpAt: number | null = null;
  #editsCaughtUp = false;
  /** The last turn read no row that may go, and there are more. */
  #wide = false;
  /** Something may wait beside the rows under way. Whoever queues a row, or makes one due, wakes this work. */
  #leftOver = true;
  /** Sync has told something since it was last looked whether what failed, or did not come back, is settled. */
  #toForget = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#commits = new GroupCommit(parts.store);
    this.#attempts = new Attempts({ ...parts, pause: this.#pause, commits: this.#commits });
    this.#aside = new Aside(parts.health);
    const { clock, concurrency } = parts;
    this.#underWay = new UnderWay({ clock, concurrency, onFree: () => this.#freed() });
  }

  /** There may be something to send. */
  wake(): void {
    this.#underWay.looked();
    this.wakeSignal.wake();
  }

  /** A place is free, or a row is done with: that matters to what the last look left, or to what has failed. */
  #freed(): void {
    this.#underWay.looked();
    if (this.#leftOver) this.wakeSignal.wake();
  }

  /** A sync batch is stored: after the first one since the start attempted rows may be settled. */
  catchUp(): void {
    this.#caughtUpAt ??= this.#parts.clock.now();
    this.#toForget = true;
    this.wake();
  }

  /** A sync batch is stored, whatever was in it: it would have told why a room refuses what is sent there. */
  synced(): void {
    if (!this.#attempts.synced()) return;
    // Perhaps it is only that we left their room.
    this.#toForget = true;
    this.wake();
  }

  /** The account works again: no need to wait for the next probe. */
  resume(): void {
    if (this.#pause.end()) this.wake();
  }

  /** Whether nothing is under way, and nothing could go now or later by itself. */
  async isIdle(): Promise<boolean> {
    // Whoever asks waits for it.
    this.#commits.hurry();
    if (this.#underWay.size > 0) return false;
    const { store, clock } = this.#parts;
    const now = clock.now();
    return store.read(
      async ({ outbox }) => (await outbox.heads(now, 1)).length === 0 && (await outbox.nextDue(now)) === null,
    );
  }

  firstRest(): Rest {
    return 0;
  }

  /** Waits for the sends under way. */
  async finish(): Promise<void> {
    this.#commits.finish();
    await this.#underWay.allDone();
  }

  /** Starts whatever may go now. What cannot be stored is not sent: rows wait for a store that is ill. */
  async turn(): Promise<Rest> {
    // Until this turn knows better: what it does not find may become free meanwhile.
    this.#leftOver = true;
    if (this.#attempts.fatal) throw this.#attempts.fatal;
    const { homeserver, clock, limiter, concurrency, health } = this.#parts;
    const [now, monotonic] = [clock.now(), this.#parts.clock.monotonic()];
    const paused = this.#pause.left(monotonic);
    const probe = paused > 0 ? this.#pause.untilProbe(monotonic) : null;
    if (paused > 0 && probe !== 0) return Math.min(paused, probe ?? paused);
    if (limiter.blocked(monotonic) === 0) health.green("rate limit");
    const free = Math.min(this.#underWay.free(monotonic), probe === 0 ? 1 : concurrency);
    if (this.#caughtUpAt === null) return null;
    if (free <= 0) return SLOW_LOOK;
    if (!this.#editsCaughtUp) await catchUpEdits(this.#parts.store, now);
    this.#editsCaughtUp = true;
    const forReplies = probe === 0 ? 0 : Math.min(FOR_REPLIES, concurrency - 1);
    const most = this.#wide || probe === 0 ? MANY : free + SPARE;
    const waiting = await this.#due(now, monotonic, most, free <= forReplies, probe === 0);
    if (waiting === null) {
      this.#wide = false;
      this.#leftOver = false;
      if (probe === 0) return Math.min(paused, PROBE_LOOK);
      return sooner(this.#aside.untilNext(monotonic), this.#restUntilDue(null, null, free > forReplies));
    }
    this.#commits.hurry();
    const { due, except } = waiting;
    const choice = choose(due, {
      underWay: except,
      free,
      forReplies,
      device: homeserver.device,
      caughtUpAt: this.#caughtUpAt,
      now,
      monotonic,
      limiter,
    });
    if (probe === 0 && choice.looks.length + choice.sends.length > 0) this.#pause.probed(monotonic);
    for (const { next, approach } of choice.looks) {
      if (approach === "look through") this.#track(next, this.#attempts.lookThrough(next));
      else this.#track(next, this.#attempts.lookUp(next.row, approach === "look up before"));
    }
    const started = choice.looks.length + choice.sends.length;
    const unsent = await this.#send(choice.sends);
    if (probe === 0) return Math.min(paused, PROBE_LOOK);
    // The end of a send wakes us; a row that was not sent after all does not, nor do rows beyond those read.
    this.#wide = !this.#wide && due.length === most && started === 0 && choice.wait === null;
    if (unsent > 0 || this.#wide || (started > 0 && due.length === most)) return 0;
    const next = await this.#parts.store.read(({ outbox }) => outbox.nextDue(now));
    const untilNext = next === null ? null : next - now;
    const untilDue = this.#restUntilDue(choice.wait, untilNext, due.length === 0 && free > forReplies);
    const rest = sooner(this.#aside.untilNext(monotonic), untilDue);
    const crowded = started < due.length || free <= forReplies;
    return crowded && this.#underWay.size > 0 ? Math.min(rest ?? SLOW_LOOK, SLOW_LOOK) : rest;
  }

  /**
   * Takes a reply that was just queued along in the transaction `tx`, so that it needs no turn and no commit of its
   * own. Null when it has to wait for its turn: for tokens, for a pause, or behind another reply of its place.
   * Otherwise exactly one of the two has to be called: `go` once `tx` is committed, `giveBack` when it was not.
   */
  async takeAlong(tx: Transaction, reply: OutboxId): Promise<Taken | null> {
    const { clock, limiter } = this.#parts;
    const now = clock.now();
    const monotonic = this.#parts.clock.monotonic();
    const caughtUpAt = this.#caughtUpAt;
    const held = caughtUpAt === null || this.#attempts.fatal !== null || this.#pause.left(monotonic) > 0;
    if (held || this.#underWay.free(monotonic) <= 0 || limiter.wait("reply", monotonic) > 0) return null;
    if (!(await tx.outbox.isFirst(reply, now))) return null;
    if (await sealsTooEarly(tx, reply, caughtUpAt)) return null;
    const shipment = await freeze(tx, reply, this.#freezing());
    // Keys for its room are missing: that takes requests, and a turn.
    if (shipment === null || shipment instanceof Unready) return null;
    const giveBack = limiter.take("reply", monotonic);
    const committed = Promise.withResolvers<boolean>();
    // Under way from now on: as soon as it is committed, a turn would find it attempted and take it up a second time.
    this.#track(
      shipment,
      committed.promise.then<unknown>((kept) =>
        kept ? this.#attempts.send(shipment, () => this.#underWay.answered(reply)) : giveBack(),
      ),
    );
    return { go: () => committed.resolve(true), giveBack: () => committed.resolve(false) };
  }

  /** What requests came to is committed with `tx`, which is under way anyway; goes into `taken` as `takeAlong` does. */
  settleAlong(tx: Transaction, taken: Taken[]): Promise<void> {
    return this.#commits.along(tx, taken);
  }

  /** Looks in `tx`, which is under way anyway, whether anything waits beside what is taken along. */
  async lookAlong(tx: Pick<Transaction, "outbox">, taken: Taken[]): Promise<void> {
    if (await tx.outbox.waitsBeside(new Set(this.#underWay.rows)))
      taken.push({ go: () => this.wake(), giveBack: () => {} });
  }

  /**
   * Heads that are due, but for those under way or put aside; null when nothing at all waits. While all sending is paused,
   * only those that may go as a probe.
   */
  #due(now: number, monotonic: number, most: number, onlyReplies: boolean, probing: boolean) {
    return this.#parts.store.read(async (tx) => {
      if (this.#toForget) await this.#attempts.forgetSettled(tx);
      this.#toForget = false;
      // Here and no sooner: a work that this one waited for may have taken a reply along.
      const aside = this.#aside.rows(monotonic);
      const except = new Set([...this.#underWay.rows, ...aside, ...this.#attempts.unsure]);
      if (!(await tx.outbox.waitsBeside(except))) return null;
      const due = await tx.outbox.heads(now, most, { except, onlyReplies });
      return { due: probing ? due.filter(({ room }) => this.#pause.isProbe(room?.id ?? null)) : due, except };
    });
  }

  /** `wait`: for the rate limiter; `untilNext`: for the next row that time makes due; milliseconds, null for none. */
  #restUntilDue(wait: Rest, untilNext: number | null, nothingDue: boolean): Rest {
    // Nothing is left that was refused: its rows were settled otherwise.
    if (nothingDue && untilNext === null && this.#underWay.size === 0) this.#parts.health.green("sending");
    return sooner(sooner(untilNext, wait), LOOK);
  }

  /** Freezes in one commit, then sends. Returns how many had nothing to send after all. */
  async #send(sends: Choice<NextRow>["sends"]): Promise<number> {
    if (sends.length === 0) return 0;
    const shipments = await freezeAll(
      sends.map(({ next }) => next),
      {
        ...this.#freezing(),
        write: this.#parts.store.write,
        onUnsayable: (row, error) => this.#attempts.giveUpUnsaid(row, error),
      },
    );
    let unsent = 0;
    for (const [at, { next, giveBack }] of sends.entries()) {
      const shipment = shipments[at];
      if (shipment instanceof Unready) {
        giveBack();
        this.#track(next, this.#attempts.prepare(shipment));
      } else if (shipment)
        this.#track(
          next,
          this.#attempts.send(shipment, () => this.#underWay.answered(next.row.id)),
        );
      else {
        giveBack();
        unsent += 1;
      }
    }
    return unsent;
  }

  #freezing(): FreezeParts {
    const { store, homeserver, clock, render, listAbove, timezone, crypto = null } = this.#parts;
    const { user: me, device } = homeserver;
    return { crypto, me, store: store.id, device, render, listAbove, timezone, now: clock.now() };
  }

  /** `work` resolves with true where nothing follows from it. */
  #track({ row }: Pick<NextRow, "row">, work: Promise<unknown>): void {
    const settled = work
      .then((over) => {
        this.#aside.wentWell(row.id);
        if (over !== true) this.#leftOver = true;
      })
      .catch((error: unknown) => this.#failed(row, error));
    this.#underWay.begin(row.id, settled);
  }

  /** What came of a delivery could not be stored: all wait for a store that is ill; else only this row is at fault. */
  #failed(row: OutboxRow, error: unknown): void {
    const { log, health, clock } = this.#parts;
    this.#leftOver = true;
    log.error({ err: error, row: row.id }, "a delivery failed in a way nobody foresaw");
    const now = clock.monotonic();
    if (!isOfTheStore(error)) {
      this.#aside.put(row.id, error, now);
      return;
    }
    health.red("sending", `a delivery failed: ${messageOf(error)}`, STORE_REMEDY);
    this.#pause.begin(now + RETRY_AFTER, now);
  }
}
