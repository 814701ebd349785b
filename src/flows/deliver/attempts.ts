import type { Logger } from "pino";
import { backoff, LONGEST_WAIT } from "../../delivery/backoff.ts";
import type { Echoes } from "../../delivery/echoes.ts";
import { isOfUnknownEvent, mayHaveArrived } from "../../delivery/failure.ts";
import { Failures } from "../../delivery/failures.ts";
import type { RateLimiter } from "../../delivery/rateLimiter.ts";
import { reachOf } from "../../delivery/reach.ts";
import { Refusals } from "../../delivery/refusals.ts";
import type { Seen } from "../../delivery/seen.ts";
import type { SendPause } from "../../delivery/sendPause.ts";
import { step } from "../../delivery/step.ts";
import {
  type Clock,
  type Crypto,
  type Homeserver,
  HomeserverError,
  type NextRow,
  type OutboxId,
  type OutboxRow,
  type Store,
  type Transaction,
} from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { withoutMessage } from "../../text/thrown.ts";
import { type DepartureParts, isStillIn } from "../rooms/departed.ts";
import type { Administrators } from "../service/administrators.ts";
import type { Health } from "../service/health.ts";
import { outcomeOf, type Tally } from "../service/tally.ts";
import { carryOut } from "./carryOut.ts";
import type { Shipment, Unready } from "./freeze.ts";
import { ALONE, AMONG_OTHERS, ARRIVED_REPLY, type GroupCommit } from "./groupCommit.ts";
import { findSent, findSentBefore } from "./history.ts";
import { holdBack, type SyncTrouble } from "./holdBack.ts";
import { lookThrough } from "./lookThrough.ts";
import { Preparing } from "./preparing.ts";
import { surroundingsOf } from "./surroundings.ts";
import { tellOfLoss } from "./tellOfLoss.ts";

export interface AttemptParts extends DepartureParts {
  readonly store: Pick<Store, "id" | "read" | "write">;
  readonly homeserver: Pick<
    Homeserver,
    | ("user" | "device" | "send" | "messages" | "carry" | "readers" | "backedUpKey")
    | ("membership" | "joinedRooms")
  >;
  /** Null: there are no keys, and nothing goes to encrypted rooms. */
  readonly crypto?: Crypto | null;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly pause: SendPause;
  readonly commits: GroupCommit;
  readonly echoes: Echoes;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  readonly tally: Tally;
  readonly random: () => number;
  /** Keys of a room went out: it may have a new one, which is not in the backup yet. */
  readonly onKeysSent?: () => void;
  /** Messages arrive again while sync still waits to be tried. */
  readonly onReturn?: () => void;
  readonly syncTrouble: SyncTrouble;
}

/**
 * Takes single rows to the homeserver, and commits what came of it as `delivery/step.ts` decides. Rejects with what
 * nobody foresaw, such as a store that fails; what the homeserver answers never rejects.
 */
export class Attempts {
  readonly #parts: AttemptParts;
  readonly #refusals = new Refusals();
  readonly #failures = new Failures();
  readonly #preparing: Preparing;
  /** Rows that may have arrived, while nothing comes back in sync that would say so: they wait for that. */
  readonly unsure = new Set<OutboxId>();
  /** Requests under way. */
  #sending = 0;
  #fatal: HomeserverError | null = null;

  constructor(parts: AttemptParts) {
    this.#parts = parts;
    this.#preparing = new Preparing(parts);
  }

  /** The token is dead: nothing more can be done here. Null while it is not. */
  get fatal(): HomeserverError | null {
    return this.#fatal;
  }

  /** A sync batch is stored: it may have told why rooms refuse. True when own events have come back, or should have. */
  synced(): boolean {
    const waited = this.unsure.size > 0;
    this.unsure.clear();
    this.#refusals.synced();
    this.#parts.echoes.synced(this.#parts.clock.monotonic());
    return waited || this.#parts.echoes.overdue().length > 0;
  }

  /**
   * `onAnswer`: called when the request has ended, before what came of it is committed. Resolves with whether the row
   * arrived: then nothing follows from it.
   */
  async send({ row, room, transactionId, type, content }: Shipment, onAnswer: () => void): Promise<boolean> {
    const { homeserver, echoes, log } = this.#parts;
    const asked = this.#parts.clock.monotonic();
    this.#sending += 1;
    const answered = (): void => {
      this.#sending -= 1;
      onAnswer();
    };
    try {
      const event = await homeserver.send(room, transactionId, content, undefined, type).finally(answered);
      echoes.sent(event, room, this.#parts.clock.monotonic());
      this.#arrived(row, room, asked);
      const patience = row.class === "reply" ? ARRIVED_REPLY : undefined;
      await this.#settle(row, async () => ({ kind: "arrived", event }), patience);
      log.info({ row: row.id, room, event, class: row.class }, "sent");
      return true;
    } catch (error) {
      await this.#fail(row, error, { room, asked, sent: true });
      return false;
    }
  }

  /** A row for whose room something is missing before it can be sealed: that is made, and its turn comes again. */
  async prepare(unready: Unready): Promise<void> {
    const asked = this.#parts.clock.monotonic();
    const wait = await this.#preparing.prepare(unready);
    this.#parts.onKeysSent?.();
    if (wait === null) return;
    const { row, room } = unready;
    if (wait.failure !== null) return await this.#fail(row, wait.failure, { room, asked, sent: false });
    const after = Math.min(wait.after ?? backoff(row.attempts + 1, this.#parts.random), LONGEST_WAIT);
    this.#parts.log.warn({ row: row.id, room, reason: wait.why }, "not sealed yet");
    await this.#settle(row, async () => ({ kind: "failed", concern: "passing", error: wait.why, after }));
  }

  /** A row whose request may have arrived, where repeating it would not tell. `moved`: its place has left that room. */
  async lookUp(row: OutboxRow, moved: boolean): Promise<void> {
    const { homeserver } = this.#parts;
    const asked = this.#parts.clock.monotonic();
    try {
      const event = await (moved ? findSentBefore : findSent)(homeserver, row);
      await this.#settle(row, async (tx, fresh) => {
        if (event) return { kind: "arrived", event };
        return { kind: "missing", reach: await this.#reach(tx, fresh), device: homeserver.device };
      });
    } catch (error) {
      await this.#fail(row, error, { room: row.room, asked, sent: false });
    }
  }

  /** Rows of a first run: their room is looked through before the first of them is sent. */
  async lookThrough({ row, place, room }: NextRow): Promise<void> {
    const { clock, log } = this.#parts;
    const asked = this.#parts.clock.monotonic();
    try {
      const told = room ? await lookThrough(this.#parts, place.id, room.id, clock.now()) : 0;
      this.#forget(row.id);
      if (told > 0) log.warn({ place: place.id, told }, "announced there before: counted as told");
    } catch (error) {
      await this.#fail(row, error, { room: room?.id ?? null, asked, sent: false });
    }
  }

  /** A row that cannot be put into words is a fault of its own: it is given up and named, and the others go. */
  async giveUpUnsaid(row: OutboxRow, error: unknown): Promise<void> {
    const { log } = this.#parts;
    const about = withoutMessage(error);
    log.error({ err: about, row: row.id, class: row.class }, "a message could not be put into words");
    await this.#settle(row, async () => ({
      kind: "unsayable",
      error: `it cannot be put into words (${about.type}); the log says where`,
    }));
  }

  /** Forgets the failures of rows that were settled otherwise: by their echo, or because their place takes nothing. */
  async forgetSettled(tx: Pick<Transaction, "outbox" | "places" | "rooms">): Promise<void> {
    const { echoes } = this.#parts;
    for (const room of new Set(echoes.overdue().map((one) => one.room)))
      if ((await tx.rooms.get(room))?.membership !== "join") echoes.forgetRoom(room);
    const failing = this.#failures.rows;
    if (failing.length === 0) return;
    const rows = await tx.outbox.all(failing);
    for (const id of failing) {
      const row = rows.get(id);
      const open = row?.state === "queued" || row?.state === "attempted";
      const place = row && open ? await tx.places.get(row.place) : null;
      if (row?.class === "reply" ? !open : place?.state !== "active") this.#forget(id);
    }
  }

  #arrived(row: OutboxRow, room: RoomId, asked: number): void {
    const { limiter, pause, health, tally } = this.#parts;
    const now = this.#parts.clock.monotonic();
    tally.request(row.class, "sent");
    tally.arrived(row.id, now);
    limiter.accepted(now, asked, room);
    if (pause.arrived() && this.#parts.syncTrouble() === "away") this.#parts.onReturn?.();
    this.#failures.arrived(room);
    health.green("sending");
    if (limiter.blocked(now) === 0) health.green("rate limit");
  }

  async #fail(row: OutboxRow, error: unknown, { room, asked, sent }: Asked): Promise<void> {
    if (!(error instanceof HomeserverError)) throw error;
    const { concern, message, retryAfter } = error;
    if (sent) this.#parts.tally.request(row.class, outcomeOf(concern, error.status));
    if (concern === "credentials") {
      this.#fatal = error;
      return;
    }
    const now = this.#parts.clock.monotonic();
    if (room !== null) holdBack(row, room, error, { ...this.#parts, asked, now });
    if (sent && mayHaveArrived(error) && this.#parts.syncTrouble() === "away") this.unsure.add(row.id);
    const after = Math.min(retryAfter ?? backoff(row.attempts + 1, this.#parts.random), LONGEST_WAIT);
    if (concern === "room") return await this.#refuse(row, room, message, after);
    const gone = sent && row.edits !== null && isOfUnknownEvent(error);
    const final = concern === "passing" && room !== null && this.#isFinal(row, room, error) && sent;
    await this.#settle(row, async () =>
      gone
        ? { kind: "pointless", reason: message }
        : { kind: "failed", concern: final ? "message" : concern, error: message, after },
    );
  }

  /** Whether a row that failed in passing is itself the cause. A room in which it takes long turns red. */
  #isFinal(row: OutboxRow, room: RoomId, error: HomeserverError): boolean {
    const { limiter, pause, syncTrouble, health } = this.#parts;
    const limited = error.status === 429;
    // A full bucket says nothing about the message, and nothing about its room unless no other is limited.
    if (limited && !limiter.isLimitedAlone(room)) return false;
    const now = this.#parts.clock.monotonic();
    const astray = error.status === 403;
    const alone = pause.isAlone(room) && syncTrouble() === null;
    const fleeting = row.class === "reply" || row.class === "notice";
    const { final, long } = this.#failures.failed(row.id, room, {
      ...{ now, limited, astray, fleeting },
      alone: alone && fleeting,
    });
    if (long) health.red(troubleOf(room), error.message, ROOM_ILL);
    return final;
  }

  async #refuse(row: OutboxRow, room: RoomId | null, error: string, after: number): Promise<void> {
    const lasting = this.#refusals.isFinal(row.id, this.#parts.clock.monotonic());
    const stays = lasting && room !== null && (await isStillIn(room, this.#parts));
    await this.#settle(row, async (tx, fresh) => {
      const reach = await this.#reach(tx, fresh);
      const final = reach.when === "now" && stays;
      if (reach.when !== "now" || final) this.#refusals.forget(row.id);
      return { kind: "refused", error, after, reach, final };
    });
  }

  /** Commits what follows from what was seen; nothing when the row was settled meanwhile: its echo may be quicker. */
  async #settle(
    row: OutboxRow,
    see: (tx: Pick<Transaction, "outbox" | "places" | "rooms">, fresh: OutboxRow) => Promise<Seen>,
    patience = row.class === "reply" || this.#sending === 0 ? ALONE : AMONG_OTHERS,
  ): Promise<void> {
    const { clock, administrators, commits } = this.#parts;
    const now = clock.now();
    let settled = true;
    await commits.commit(async (tx) => {
      const fresh = await tx.outbox.get(row.id);
      if (fresh?.state !== "queued" && fresh?.state !== "attempted") return;
      const result = step(fresh, await see(tx, fresh), now);
      await carryOut(tx, result, now);
      if (result.deed === "tell administrators") await tellOfLoss(tx, result.row, administrators, now);
      settled = result.row.settledAt !== null;
    }, patience);
    if (settled) this.#forget(row.id);
  }

  #forget(row: OutboxId): void {
    this.#refusals.forget(row);
    const well = this.#failures.forget(row);
    if (well !== null) this.#parts.health.green(troubleOf(well));
  }

  async #reach(tables: Pick<Transaction, "outbox" | "places" | "rooms">, row: OutboxRow) {
    return reachOf(row, await surroundingsOf(tables, row), this.#parts.homeserver.user);
  }
}

const ROOM_ILL =
  "other rooms are served meanwhile; look for the room's id in the homeserver's log. What waits there is tried each minute";

interface Asked {
  readonly room: RoomId | null;
  /** When the request went out, of the clock that nobody sets. */
  readonly asked: number;
  /** The message itself was sent; its room was looked at otherwise. */
  readonly sent: boolean;
}

/** Stands in `/readyz` while a room takes nothing for long. */
function troubleOf(room: RoomId): string {
  return `sending to ${room}`;
}
