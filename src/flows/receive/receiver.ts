import type { Logger } from "pino";
import { backoff } from "../../delivery/backoff.ts";
import { positionLost } from "../../messages/notice.ts";
import {
  type Homeserver,
  HomeserverError,
  type Store,
  type SyncBatch,
  type Transaction,
} from "../../ports/index.ts";
import type { Administrators } from "../service/administrators.ts";
import { PROBE_EVERY } from "../service/fate.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { ACCOUNT_REMEDY } from "../service/remedies.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { KeyNews } from "./keyNews.ts";
import type { News } from "./news.ts";
import { Polling, type SyncQuestion } from "./polling.ts";
import { isEmpty, type StoreBatchParts, storeBatch } from "./storeBatch.ts";

/** Stands in `/readyz` while sync is refused for the account's sake. */
const ACCOUNT = "account";
/** Stands there while the sync token is refused. */
const TOKEN = "sync token";

export interface ReceiverParts extends Omit<StoreBatchParts, "onAnew"> {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "sync" | "answersSync">;
  readonly administrators: Administrators;
  readonly log: Logger;
  readonly random: () => number;
  /**
   * A batch is stored. `recovered`: the account could not be used before. `returned`: it is the first one, or sync had
   * failed before.
   */
  readonly onBatch: (news: News & { readonly recovered: boolean; readonly returned: boolean }) => void;
}

/** How often, and for how long at least, milliseconds, a sync token is refused before sync begins anew without it. */
const TOKEN_TRIES = 3;
const TOKEN_DOUBTED = 2 * 60_000;
/** How old the stored token may become while nothing is to be stored with it, milliseconds. */
const TOKEN_AGE = 60_000;

/** Follows `/sync`: every batch is stored together with its token before anything is done about it. */
export class Receiver implements BackgroundWork {
  readonly name = "sync";
  readonly trouble = "a sync batch could not be worked through";
  readonly wakeSignal = new WakeSignal();
  /** The first sync may take minutes; the age of the last one is told of. */
  readonly patient = true;
  readonly #parts: ReceiverParts;
  readonly #polling = new Polling();
  readonly #keyNews = new KeyNews();
  #lastSync: number | null = null;
  /** The token of the last batch; undefined: still to be read from the store. */
  #token: string | null | undefined;
  #tokenStoredAt = 0;
  /** How often the token was refused while sync was answered without it, and since when. */
  #refused = 0;
  #refusedSince = 0;
  #accountTrouble = false;
  #away = true;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Moment of the last good sync; null before the first. */
  get lastSync(): number | null {
    return this.#lastSync;
  }

  /** What sync meets at the moment: no good answer, or an account that is refused. Null while it goes well. */
  get meets(): "away" | "account" | null {
    const names = this.#parts.health.reasons.map(({ name }) => name);
    if (names.includes(ACCOUNT)) return "account";
    return names.includes(this.name) || names.includes(TOKEN) ? "away" : null;
  }

  firstRest(): Rest {
    return 0;
  }

  /** Receives a batch. */
  async turn(signal: AbortSignal): Promise<Rest> {
    const { store, homeserver, clock } = this.#parts;
    this.#token ??= await store.read((tx) => tx.session.token());
    const began = clock.monotonic();
    // Begun anew, the token stays in the store until another is there.
    const since = this.#isLost(began) ? null : this.#token;
    const asked = this.#polling.question(this.#lastSync === null, began);
    let batch: SyncBatch;
    try {
      batch = await homeserver.sync(since, asked.timeout, signal, asked.few);
    } catch (error) {
      return await this.#failed(error, asked, { since, began, signal });
    }
    if (signal.aborted) return null;
    batch = this.#withoutOldKeys(batch);
    const took = clock.monotonic() - began;
    const moved = batch.nextToken !== since;
    await this.#take(batch, since);
    const brought = !moved || isEmpty(batch) ? "nothing" : this.#isOwn(batch) ? "echoes" : "news";
    return this.#polling.answered(asked, took, brought);
  }

  /** Without crypto nothing is kept of keys. */
  #withoutOldKeys(batch: SyncBatch): SyncBatch {
    if (this.#parts.crypto) return this.#keyNews.only(batch);
    const { keys: _, ...rest } = batch;
    return rest;
  }

  /** Whether a batch holds nothing but our own messages. */
  #isOwn({ joined, invited, left, keys }: SyncBatch): boolean {
    const { me } = this.#parts.rules;
    return (
      keys === undefined &&
      invited.length + left.length === 0 &&
      joined.every(
        ({ state, gapFrom, timeline }) =>
          state.length === 0 && gapFrom === null && timeline.every(({ sender }) => sender === me),
      )
    );
  }

  async #take(batch: SyncBatch, since: string | null): Promise<void> {
    const { clock, health, onBatch } = this.#parts;
    const now = clock.monotonic();
    const anew = since === null && this.#token !== null;
    const old = now - this.#tokenStoredAt > TOKEN_AGE;
    const keepToken = since === null || (old && batch.nextToken !== since);
    const news = await storeBatch(
      batch,
      { since, anew, keepToken },
      { ...this.#parts, onAnew: (tx) => this.#tellOfAnew(tx) },
    );
    if (keepToken) this.#tokenStoredAt = now;
    this.#keyNews.stored(batch);
    this.#token = batch.nextToken;
    this.#refused = 0;
    // After a start the rooms are looked after even when nothing happened meanwhile.
    const started = this.#lastSync === null;
    this.#lastSync = clock.monotonic();
    for (const name of [ACCOUNT, TOKEN, this.name]) health.green(name);
    onBatch({
      ...news,
      standing: news.standing || started,
      recovered: this.#accountTrouble,
      returned: this.#away,
    });
    this.#accountTrouble = false;
    this.#away = false;
  }

  async #failed(
    error: unknown,
    asked: SyncQuestion,
    {
      since,
      began,
      signal,
    }: { readonly since: string | null; readonly began: number; readonly signal: AbortSignal },
  ): Promise<Rest> {
    const { clock, health } = this.#parts;
    if (!(error instanceof HomeserverError)) throw error;
    const now = clock.monotonic();
    if (this.#polling.adapts(asked, now - began, error, now)) return 0;
    this.#away = true;
    if (error.status === 400 && error.errcode !== null && since !== null)
      return await this.#doubt(error, signal);
    // In trouble of another kind a refused token proves nothing; an answer that is too much is no trouble.
    if (error.excess === null) this.#refused = 0;
    if (error.concern !== "account") throw error;
    this.#accountTrouble = true;
    health.red(ACCOUNT, error.message, ACCOUNT_REMEDY);
    // People have to mend it: that is red under its own name.
    return PROBE_EVERY;
  }

  #isLost(now: number): boolean {
    return this.#refused >= TOKEN_TRIES && now - this.#refusedSince >= TOKEN_DOUBTED;
  }

  /**
   * The homeserver does not know the token (another database, or a store from elsewhere), or something before it refuses
   * whatever is asked: then sync is not answered without a token either, and nothing is to be given up for it.
   */
  async #doubt(error: HomeserverError, signal: AbortSignal): Promise<Rest> {
    const { homeserver, health, random, clock } = this.#parts;
    await homeserver.answersSync(signal).catch((refusal: unknown) => {
      this.#refused = 0;
      throw refusal;
    });
    if (this.#refused === 0) this.#refusedSince = clock.monotonic();
    this.#refused += 1;
    const remedy =
      "wait: it is tried for two minutes, then sync begins anew, and what was asked meanwhile stays unanswered";
    health.red(TOKEN, `the homeserver refuses the stored sync token (${error.message})`, remedy);
    return this.#isLost(clock.monotonic()) ? 0 : backoff(this.#refused, random);
  }

  async #tellOfAnew(tx: Pick<Transaction, "places" | "outbox" | "incidents">): Promise<void> {
    const { administrators, clock, log } = this.#parts;
    // What this account said meanwhile is not known here: rooms are looked through before anything is announced.
    await tx.outbox.holdAll();
    log.warn(
      "the homeserver did not know the stored sync token: sync has begun anew, and what was missed is lost",
    );
    await tx.incidents.add({ kind: "position", about: "", cause: "", at: clock.now() });
    await administrators.tell(tx, `position:${clock.now()}`, positionLost());
  }
}
