import type { Logger } from "pino";
import { commandIn } from "./commands/address.ts";
import type { Settings } from "./config/schema.ts";
import { Echoes } from "./delivery/echoes.ts";
import { RateLimiter } from "./delivery/rateLimiter.ts";
import { OlmCrypto } from "./edges/crypto/olmCrypto.ts";
import { renderer } from "./flows/announce/render.ts";
import type { Answerer } from "./flows/answer/answerer.ts";
import type { Suggest } from "./flows/answer/suggestion.ts";
import { adopt } from "./flows/deliver/adopt.ts";
import { Sender } from "./flows/deliver/sender.ts";
import { markStale } from "./flows/keys/stale.ts";
import type { ApplyParts } from "./flows/receive/apply.ts";
import type { CommandRules } from "./flows/receive/events.ts";
import { GapFiller } from "./flows/receive/gapFiller.ts";
import { KeyKeeper } from "./flows/receive/keyKeeper.ts";
import { Receiver } from "./flows/receive/receiver.ts";
import { ServerMemory } from "./flows/receive/serverMemory.ts";
import { lookAtKeys } from "./flows/rooms/keysStanding.ts";
import { RoomKeeper, type RoomKeeperParts } from "./flows/rooms/roomKeeper.ts";
import type { Administrators } from "./flows/service/administrators.ts";
import type { Health } from "./flows/service/health.ts";
import type { BackgroundWork } from "./flows/service/loop.ts";
import { KEYS_STALE, KEYS_STALE_REMEDY } from "./flows/service/remedies.ts";
import type { Tally } from "./flows/service/tally.ts";
import { Verifier } from "./flows/verify/verifier.ts";
import type { Wording } from "./messages/wording.ts";
import type { Clock, Crypto, Homeserver, Store, Verifications } from "./ports/index.ts";
import type { RoomEvent } from "./rooms/room.ts";

interface SessionParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  readonly tally: Tally;
  readonly answerer: Answerer;
  readonly settings: Settings;
  readonly wording: Wording;
  readonly suggest: Suggest;
  /** Ends what a person had their own place subscribed to. */
  readonly endOwn: RoomKeeperParts["endOwn"];
  /** The keys of encrypted rooms; null where the account has not signed any of this device. */
  readonly crypto: Keys | null;
}

type Keys = Crypto & { readonly verifications: Verifications };

/** The parts of the bot that exist once the account is reached. */
export interface Session {
  readonly sender: Sender;
  /** There may be something to do about rooms. */
  lookAfterRooms(): void;
  readonly echoes: Echoes;
  readonly account: string;
  /** The moment of the last good sync; null before the first. */
  lastSync(): number | null;
  /** How many messages may go each second, as far as is known. */
  perSecond(): number;
  /** The version of the account's backup of keys that is used; null while none is. */
  backup(): string | null;
  /** Plays verifications by emoji; null without keys that the account has signed. */
  readonly verifier: Verifier | null;
  /** The background work that goes on as long as the account is there. */
  readonly work: readonly BackgroundWork[];
}

/**
 * The keys of this device, where they are in order; null where nothing is to be read or said in encrypted rooms, which is
 * said where operators look if the keys are stale. The library is only loaded where there are keys.
 */
export async function openKeys({
  store,
  homeserver,
  clock,
  health,
}: Pick<SessionParts, "store" | "homeserver" | "clock" | "health">): Promise<Keys | null> {
  const crypto = new OlmCrypto(homeserver.user, homeserver.device, clock.now);
  const standing = await lookAtKeys(store, crypto, homeserver);
  if (standing === "stale") health.red("keys standing", KEYS_STALE, KEYS_STALE_REMEDY);
  return standing === "good" ? crypto : null;
}

/** Sends under way at once. */
const CONCURRENCY = 16;

/** Wires what talks with the homeserver: receiving, sending, and the life of rooms. */
export function openSession(parts: SessionParts): Session {
  const { homeserver, answerer, settings, wording } = parts;
  answerer.reach(homeserver);
  const echoes = new Echoes();
  const addressee = {
    user: homeserver.user,
    displayName: homeserver.displayName,
    prefix: wording.prefix,
  };
  const limiter = new RateLimiter(settings.pace.perSecond);
  const sender = new Sender({
    ...parts,
    echoes,
    limiter,
    render: renderer(wording, settings.timezone, parts.clock.now),
    listAbove: settings.announcements.listAbove,
    timezone: settings.timezone,
    concurrency: CONCURRENCY,
    onKeysSent: () => keyKeeper?.wake(),
    onDeparture: () => roomKeeper.wake(),
    onReturn: () => receiver.wakeSignal.wake(),
    random: Math.random,
    syncTrouble: () => receiver.meets,
  });
  const roomKeeper = new RoomKeeper({
    ...parts,
    invitesFrom: settings.access.invitesFrom,
    random: Math.random,
    onPlace: () => sender.wake(),
  });
  const { crypto } = parts;
  const began = parts.clock.monotonic();
  const verifier = crypto && new Verifier({ ...parts, crypto, onWords: () => keyKeeper?.wake() });
  const rules: CommandRules = {
    me: homeserver.user,
    commandIn: (said) => commandIn(said, addressee),
    onEcho: (event) => echoes.seen(event),
    isLasting: answerer.isLasting,
    onUnknown: async (tx, room, events) => {
      const { store, clock, log } = parts;
      const isNews = isSaidNow(began, clock);
      const adopting = { store: store.id, device: homeserver.device, now: clock.now(), isNews };
      const told = await adopt(tx, room, events, adopting);
      if (told > 0)
        log.warn({ room, told }, "the store is older than this room: its announcements are adopted");
      return told > 0;
    },
    ...(verifier ? { onVerification: (room, event) => verifier.heard(room, event) } : {}),
  };
  const onForeign: ApplyParts["onForeign"] = async (tx) => {
    await markStale(tx, "a message of this device in a room, which this store has not sealed", parts);
    keyKeeper?.wake();
  };
  const gapFiller = new GapFiller({
    ...{ ...parts, rules, onForeign },
    random: Math.random,
    onPage: () => {
      answerer.wake();
      sender.wake();
    },
  });
  const keyKeeper =
    crypto &&
    new KeyKeeper({
      ...{ ...parts, crypto, rules, onForeign },
      onOpened: ({ commands }) => {
        if (commands) answerer.wake();
        sender.catchUp();
      },
      onNotice: () => sender.wake(),
    });
  const serverMemory = new ServerMemory(parts);
  let greeted = false;
  const greet = (): void => {
    if (!greeted)
      tellWhere(parts).catch((error: unknown) => parts.log.error({ err: error }, "no rooms read"));
    greeted = true;
  };
  const receiver = new Receiver({
    ...{ ...parts, rules, onForeign },
    random: Math.random,
    answerAtOnce: (tx, taken) =>
      answerer.answerAtOnce(tx, (within, reply) => sender.takeAlong(within, reply), taken),
    isArrived: (event) => echoes.isAwaited(event),
    settleAlong: (tx, taken) => sender.settleAlong(tx, taken),
    lookAlong: (tx, taken) => sender.lookAlong(tx, taken),
    onBatch: ({ standing, commands, settled, gaps, keys, recovered, returned }) => {
      greet();
      sender.synced();
      if (commands) answerer.wake();
      if (gaps) gapFiller.wake();
      if (keys) keyKeeper?.wake();
      if (recovered) sender.resume();
      if (returned) serverMemory.wake();
      // A batch of what others said gives the sender nothing to do, and an answer would wait for its look.
      if (standing || settled) sender.catchUp();
      if (standing) roomKeeper.wake();
    },
  });
  return {
    sender,
    lookAfterRooms: () => roomKeeper.wake(),
    echoes,
    account: homeserver.user,
    lastSync: () => receiver.lastSync,
    perSecond: () => limiter.rate,
    work: [
      receiver,
      gapFiller,
      sender,
      roomKeeper,
      serverMemory,
      ...(keyKeeper ? [keyKeeper] : []),
      ...(verifier ? [verifier] : []),
    ],
    backup: () => keyKeeper?.backup ?? null,
    verifier,
  };
}

/** A process before this one may say its last for so long, milliseconds; and so young is what is heard as it is said. */
const LAST_WORDS = 2 * 60_000;
const YOUNG = 60_000;

/** Whether an event was said by somebody else than this process and its older selves, where none of theirs is known. */
function isSaidNow(began: number, clock: Clock): (event: RoomEvent) => boolean {
  const alone = clock.monotonic() - began > LAST_WORDS;
  return ({ age }) => alone && age !== null && age < YOUNG;
}

/** Says after the first sync who the bot is, and where. */
async function tellWhere({ store, homeserver, log }: SessionParts): Promise<void> {
  const rooms = await store.read((tx) => tx.rooms.all());
  const joined = rooms.filter(({ membership }) => membership === "join").length;
  log.info({ account: homeserver.user, rooms: joined }, "connected");
}
