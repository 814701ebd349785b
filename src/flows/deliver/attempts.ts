import type { Logger } from "pino";
import { backoff } from "../../delivery/backoff.ts";
import type { Echoes } from "../../delivery/echoes.ts";
import type { RateLimiter } from "../../delivery/rateLimiter.ts";
import { reachOf } from "../../delivery/reach.ts";
import { Refusals } from "../../delivery/refusals.ts";
import type { Seen } from "../../delivery/seen.ts";
import type { SendPause } from "../../delivery/sendPause.ts";
import { step } from "../../delivery/step.ts";
import {
  type Clock,
  type Homeserver,
  HomeserverError,
  type NextRow,
  type OutboxRow,
  type Store,
  type Transaction,
} from "../../ports/index.ts";
import type { Administrators } from "../service/administrators.ts";
import type { Health } from "../service/health.ts";
import { carryOut } from "./carryOut.ts";
import type { Shipment } from "./freeze.ts";
import { GroupCommit } from "./groupCommit.ts";
import { findSent, findSentBefore } from "./history.ts";
import { holdBack } from "./holdBack.ts";
import { lookThrough } from "./lookThrough.ts";
import { surroundingsOf } from "./surroundings.ts";
import { tellOfLoss } from "./tellOfLoss.ts";

export interface AttemptParts {
  readonly store: Pick<Store, "write">;
  readonly homeserver: Pick<Homeserver, "user" | "device" | "send" | "messages">;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly pause: SendPause;
  readonly echoes: Echoes;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  readonly random: () => number;
}

/**
 * Takes single rows to the homeserver, and commits what came of it as `delivery/step.ts` decides. Rejects with what
 * nobody foresaw, such as a store that fails; what the homeserver answers never rejects.
 */
export class Attempts {
  readonly #parts: AttemptParts;
  readonly #commits: GroupCommit;
  readonly #refusals = new Refusals();
  #fatal: HomeserverError | null = null;

  constructor(parts: AttemptParts) {
    this.#parts = parts;
    this.#commits = new GroupCommit(parts.store);
  }

  /** The token is dead: nothing more can be done here. Null while it is not. */
  get fatal(): HomeserverError | null {
    return this.#fatal;
  }

  /** A sync batch is stored: it may have told why rooms refuse. */
  synced(): void {
    this.#refusals.synced();
  }

  async send({ row, room, transactionId, content }: Shipment): Promise<void> {
    const { homeserver, clock, limiter, pause, echoes, health, log } = this.#parts;
    const asked = clock.now();
    try {
      const event = await homeserver.send(room, transactionId, content);
      limiter.accepted(clock.now());
      echoes.sent(event, clock.now());
      pause.arrived();
      this.#refusals.forget(row.id);
      await this.#settle(row, async () => ({ kind: "arrived", event }));
      health.green("sending");
      log.info({ row: row.id, room, event, class: row.class }, "sent");
    } catch (error) {
      await this.#fail(row, error, asked);
    }
  }

  /** A row whose request may have arrived, where repeating it would not tell. `moved`: its place has left that room. */
  async lookUp(row: OutboxRow, moved: boolean): Promise<void> {
    const { homeserver, clock } = this.#parts;
    const asked = clock.now();
    try {
      const event = await (moved ? findSentBefore : findSent)(homeserver, row);
      await this.#settle(row, async (tx, fresh) => {
        if (event) return { kind: "arrived", event };
        return { kind: "missing", reach: await this.#reach(tx, fresh), device: homeserver.device };
      });
    } catch (error) {
      await this.#fail(row, error, asked);
    }
  }

  /** Rows of a first run: their room is looked through before the first of them is sent. */
  async lookThrough({ row, place, room }: NextRow): Promise<void> {
    const { clock, log } = this.#parts;
    const asked = clock.now();
    try {
      const told = room ? await lookThrough(this.#parts, place.id, room.id, asked) : 0;
      if (told > 0) log.warn({ place: place.id, told }, "announced there before: counted as told");
    } catch (error) {
      await this.#fail(row, error, asked);
    }
  }

  /** `asked`: when the request went out. */
  async #fail(row: OutboxRow, error: unknown, asked: number): Promise<void> {
    if (!(error instanceof HomeserverError)) throw error;
    const { concern, message, retryAfter } = error;
    if (concern === "credentials") {
      this.#fatal = error;
      return;
    }
    const now = this.#parts.clock.now();
    holdBack(row, error, { ...this.#parts, asked, now });
    const after = backoff(row.attempts + 1, this.#parts.random);
    if (concern !== "room") {
      const seen: Seen = { kind: "failed", concern, error: message, after: retryAfter ?? after };
      return this.#settle(row, async () => seen, now);
    }
    return this.#settle(
      row,
      async (tx, fresh) => {
        const reach = await this.#reach(tx, fresh);
        const final = reach.when === "now" && this.#refusals.isFinal(row.id, now);
        if (reach.when !== "now" || final) this.#refusals.forget(row.id);
        return { kind: "refused", error: message, after, reach, final };
      },
      now,
    );
  }

  /** Commits what follows from what was seen; nothing when the row was settled meanwhile: its echo may be quicker. */
  #settle(
    row: OutboxRow,
    see: (tx: Pick<Transaction, "outbox" | "places" | "rooms">, fresh: OutboxRow) => Promise<Seen>,
    now = this.#parts.clock.now(),
  ): Promise<void> {
    return this.#commits.commit(async (tx) => {
      const fresh = await tx.outbox.get(row.id);
      if (fresh?.state !== "queued" && fresh?.state !== "attempted") return;
      const result = step(fresh, await see(tx, fresh), now);
      await carryOut(tx, result, now);
      if (result.deed === "tell administrators") await tellOfLoss(tx, result.row, this.#parts.administrators);
    });
  }

  async #reach(tables: Pick<Transaction, "outbox" | "places" | "rooms">, row: OutboxRow) {
    return reachOf(row, await surroundingsOf(tables, row), this.#parts.homeserver.user);
  }
}
