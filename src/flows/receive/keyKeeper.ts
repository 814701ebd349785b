import type { Logger } from "pino";
import { unreadable } from "../../messages/apology.ts";
import { eventContent } from "../../messages/event.ts";
import {
  type Clock,
  type Crypto,
  type Homeserver,
  HomeserverError,
  type SessionName,
  type Store,
  type Transaction,
  type Unopened,
} from "../../ports/index.ts";
import { carryOne, carryWaiting } from "../keys/carryOut.ts";
import { fetchKey } from "../keys/openPast.ts";
import { markStale } from "../keys/stale.ts";
import type { Administrators } from "../service/administrators.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { KEYS_STALE, KEYS_STALE_REMEDY } from "../service/remedies.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import type { CommandRules } from "./events.ts";
import type { News } from "./news.ts";
import { openWaiting } from "./unseal.ts";

export interface KeyKeeperParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "carry" | "backedUpKey" | "device" | "user">;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly health: Health;
  readonly log: Logger;
  readonly rules: CommandRules;
  readonly administrators: Administrators;
  /** What had waited for its key was opened. */
  readonly onOpened: (news: News) => void;
  /** A word waits to be sent. */
  readonly onNotice: () => void;
}

/** A message whose key has not come for so long is given up, milliseconds: as long as a command is answered at all. */
const PATIENCE = 10 * 60_000;
/** Its sender's client may send the key a moment after the message; only then the backup is asked. */
const BACKUP_AFTER = 5000;
/** Messages looked at in one turn. */
const MANY = 500;
/** After so long without news requests are looked for all the same, milliseconds: the library makes some by time. */
const LOOK_EVERY = 10 * 60_000;

/**
 * Keeps the keys: makes the requests that the library asks for, puts keys into the account's backup, and sees to what
 * waits for its key: the backup is asked once, and after ten minutes the room is told once a key.
 */
export class KeyKeeper implements BackgroundWork {
  readonly name = "keys";
  readonly trouble = "the keys of encrypted rooms cannot be looked after";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: KeyKeeperParts;
  #backup: string | null = null;
  /** When the homeserver refused the backup, of the clock that nobody sets. */
  #backupRefused: number | null = null;

  constructor(parts: KeyKeeperParts) {
    this.#parts = parts;
  }

  /** The version of the account's backup that is used; null while none is. */
  get backup(): string | null {
    return this.#backup;
  }

  /** Sync brought something about keys. */
  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return 0;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    const { store, health } = this.#parts;
    const sign = await this.#carry(signal);
    if (sign !== null) await store.write((tx) => markStale(tx, sign, this.#parts));
    // It may have been found in a room, too.
    if ((await store.read((tx) => tx.session.keys())).standing === "stale") {
      health.red("keys standing", KEYS_STALE, KEYS_STALE_REMEDY);
      return null;
    }
    // Somebody's devices are known now whose messages waited for that.
    await this.#open("all");
    const more = await this.#backUp(signal);
    const rest = await this.#lookAfter(signal);
    return more ? 0 : rest;
  }

  /** Puts some keys into the account's backup. Returns whether there may be more. That there is none holds nothing else back. */
  async #backUp(signal: AbortSignal): Promise<boolean> {
    const { store, crypto, health, clock } = this.#parts;
    const now = clock.monotonic();
    if (this.#backupRefused !== null && now - this.#backupRefused < LOOK_EVERY) return false;
    const { version, request } = await store.write(async (tx) => ({
      version: await crypto.backupVersion(tx),
      request: await crypto.backUp(tx),
    }));
    this.#backup = version;
    if (version === null) {
      health.note("keys backup", NO_BACKUP, BACKUP_REMEDY);
      return false;
    }
    try {
      if (request) await carryOne(request, this.#parts, signal);
    } catch (error) {
      if (!isOtherBackup(error)) throw error;
      this.#backup = null;
      this.#backupRefused = now;
      health.note("keys backup", OTHER_BACKUP, BACKUP_REMEDY);
      return false;
    }
    this.#backupRefused = null;
    health.green("keys backup");
    return request !== null;
  }

  /** Makes what requests wait. Returns what shows that the keys are used up; null when nothing does. */
  async #carry(signal: AbortSignal): Promise<string | null> {
    const { store, crypto } = this.#parts;
    if ((await store.read((tx) => tx.session.keys())).standing === "stale") return null;
    try {
      await carryWaiting(this.#parts, signal);
    } catch (error) {
      if (!isUsedTwice(error)) throw error;
      return "the homeserver holds another one-time key under the number of one that was to be uploaded";
    }
    return crypto.isReplaced ? "the homeserver shows other keys under the name of this device" : null;
  }

  async #open(sessions: readonly SessionName[] | "all"): Promise<void> {
    const { store, onOpened } = this.#parts;
    const some = await store.read(async (tx) => (await tx.unopened.waiting(sessions, 1)).length > 0);
    if (!some) return;
    const news = await store.write((tx) => openWaiting(tx, sessions, this.#parts));
    if (news.commands || news.settled) onOpened(news);
  }

  /** Looks up what waits, tells of what has waited too long, and returns until when there is nothing to do. */
  async #lookAfter(signal: AbortSignal): Promise<Rest> {
    const { store, clock } = this.#parts;
    const waiting = await store.read((tx) => tx.unopened.waiting("all", MANY));
    const now = clock.now();
    let next = LOOK_EVERY;
    const asked = new Set<string>();
    for (const one of waiting) {
      const age = now - one.receivedAt;
      if (age >= PATIENCE || age < 0) {
        await this.#giveUp(one);
        continue;
      }
      if (!one.lookedUp && age >= BACKUP_AFTER && !asked.has(one.session)) {
        asked.add(one.session);
        await this.#lookUp(one, signal);
      }
      next = Math.min(next, one.lookedUp || asked.has(one.session) ? PATIENCE - age : BACKUP_AFTER - age);
    }
    return Math.max(next, 1000);
  }

  async #lookUp({ room, session }: SessionName, signal: AbortSignal): Promise<void> {
    const { store, crypto, homeserver } = this.#parts;
    const version = await store.write((tx) => crypto.backupVersion(tx));
    if (version !== null) await fetchKey({ room, session }, version, crypto, { store, homeserver }, signal);
    await store.write((tx) => tx.unopened.noteLook(session));
    await this.#open([{ room, session }]);
  }

  async #giveUp({ event, room, session, answerable }: Unopened): Promise<void> {
    const { store, log, clock, rules, onNotice } = this.#parts;
    log.warn({ room, event: event.id }, "a message could not be opened: its key did not come");
    await store.write(async (tx) => {
      await tx.unopened.remove(event.id);
      if (answerable && event.sender !== rules.me) await tellUnreadable(tx, { room, session }, clock.now());
    });
    onNotice();
  }
}

/** Once a key: a person who writes ten messages that cannot be read is told once. */
async function tellUnreadable(
  tx: Pick<Transaction, "outbox" | "places">,
  { room, session }: SessionName,
  now: number,
): Promise<void> {
  const place = await tx.places.ofRoom(room);
  if (place === null) return;
  const key = `unreadable:${room}:${session}`;
  const content = eventContent({ message: unreadable(), notify: false, key });
  await tx.outbox.add({ key, place: place.id, class: "notice", notify: false, content, createdAt: now });
}

const NO_BACKUP =
  "the account has no backup of keys that its recovery code opens: with the store, the keys of encrypted rooms are lost";
const OTHER_BACKUP =
  "the account has another backup of keys by now, or none: keys of encrypted rooms are not put into it any more";
const BACKUP_REMEDY =
  "set up the backup in Tchap if there is none; then stop the bot, run `npx crieur login` with the account's recovery code, and start it again";

/** The backup was made anew (403), or deleted (404), by another session of the account. */
function isOtherBackup(error: unknown): boolean {
  return error instanceof HomeserverError && (error.status === 403 || error.status === 404);
}

/** Synapse's word for keys under a number that it holds another key for. */
function isUsedTwice(error: unknown): boolean {
  return (
    error instanceof HomeserverError &&
    error.status === 400 &&
    /one time key .* already exists/i.test(error.message)
  );
}
