import pino from "pino";
import { onTestFinished } from "vitest";
import { OlmCrypto } from "../../src/edges/crypto/olmCrypto.ts";
import { Answerer } from "../../src/flows/answer/answerer.ts";
import { markStale } from "../../src/flows/keys/stale.ts";
import { KeyKeeper } from "../../src/flows/receive/keyKeeper.ts";
import type { News } from "../../src/flows/receive/news.ts";
import { storeBatch } from "../../src/flows/receive/storeBatch.ts";
import { setKeysStanding } from "../../src/flows/rooms/keysStanding.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import type { KeyRequest, Reader, SessionName, Store, SyncBatch, SyncedKeys } from "../../src/ports/index.ts";
import { CommandLimiter } from "../../src/rooms/commandLimiter.ts";
import { type EventId, type RoomId, serverOf, type UserId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { Catalogue } from "../commands/catalogue.ts";
import { batch, creation, joined, membership, rules, state } from "../flows/syncing.ts";
import { FakeHomeserver, ME, newStore, startSender } from "../flows/world.ts";
import { answererParts } from "../support/answererParts.ts";
import { WORDING } from "../support/wording.ts";
import { type Device, Letterbox, newDevice, QUIET, ROOM, rulesFor } from "./letterbox.ts";

const log = pino({ level: "silent" });

/** A homeserver that also carries keys, and notes the type of what is sent. */
export class SealedHomeserver extends FakeHomeserver {
  readonly box: Letterbox;
  readonly types: string[] = [];
  /** Who reads in the room. */
  people: Reader[] = [];
  asked = 0;
  /** Keys in the account's backup, by session. */
  readonly backup = new Map<string, object>();
  readonly carried: string[] = [];
  /** Homeservers that do not answer for the keys of their people. */
  readonly silent = new Set<string>();
  refuseKeys: (request: KeyRequest) => void | Promise<void> = () => {};

  constructor(box: Letterbox) {
    super();
    this.box = box;
  }

  override async send(
    to: RoomId,
    transactionId: string,
    content: object,
    _signal?: AbortSignal,
    type = "m.room.message",
  ): Promise<EventId> {
    this.types.push(type);
    return await super.send(to, transactionId, content);
  }

  override async carry(request: KeyRequest): Promise<string> {
    this.carried.push(request.kind);
    await this.refuseKeys(request);
    if (request.kind === "back up keys")
      for (const { sessions } of Object.values(
        JSON.parse(request.body).rooms as Record<string, { sessions: object }>,
      ))
        for (const [session, key] of Object.entries(sessions)) this.backup.set(session, key as object);
    const answer = this.box.answer({ user: this.user, name: this.device }, request);
    if (this.silent.size === 0 || !/^(query|claim) keys$/.test(request.kind)) return answer;
    const { device_keys: devices, one_time_keys: claimed } = JSON.parse(answer);
    const failures = Object.fromEntries([...this.silent].map((server) => [server, { status: 503 }]));
    const heard = (of: object = {}) =>
      Object.fromEntries(Object.entries(of).filter(([user]) => !this.silent.has(serverOf(user))));
    return JSON.stringify({ device_keys: heard(devices), one_time_keys: heard(claimed), failures });
  }

  override async backedUpKey({ session }: SessionName): Promise<object | null> {
    return this.backup.get(session) ?? null;
  }

  override async readers(): Promise<readonly Reader[]> {
    this.asked += 1;
    return this.people;
  }
}

/** A bot with keys in an encrypted room with people, all but its homeserver and its clock as it runs. */
export class SealedTown {
  readonly box = new Letterbox();
  readonly homeserver = new SealedHomeserver(this.box);
  readonly health = new Health();
  readonly store: Store;
  now = 1_800_000_000_000;
  crypto = new OlmCrypto(ME, "DEVICE", () => this.now);
  keeper!: KeyKeeper;
  #answerer!: Answerer;
  #sender!: ReturnType<typeof startSender>;
  #token = 0;
  #said = 0;

  private constructor(store: Store) {
    this.store = store;
  }

  static async open(
    people: readonly Device[],
    encryption: object | null = {},
    given?: Store,
  ): Promise<SealedTown> {
    const town = new SealedTown(given ?? (await newStore()));
    for (const device of people) await town.box.settle(device);
    town.homeserver.people = [ME, ...people.map(({ user }) => user)].map((person) => ({
      person,
      invited: false,
    }));
    await town.store.write((tx) => setKeysStanding(tx, "good", town.homeserver));
    town.begin();
    await town.keeper.turn(new AbortController().signal);
    await town.hear([], {
      state: [
        creation(),
        membership("join"),
        ...(encryption === null
          ? []
          : [state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2", ...encryption })]),
      ],
      memberCount: people.length + 1,
    });
    return town;
  }

  /** What a start wires. Called again after a crash, it goes on with what the store holds. */
  begin(): void {
    const clock = { now: () => this.now, monotonic: () => this.now };
    this.crypto = new OlmCrypto(ME, "DEVICE", clock.now);
    this.#answerer = new Answerer(
      answererParts({
        ...{ store: this.store, clock, offers: new Catalogue(3), limiter: new CommandLimiter(100) },
        onAnswer: () => this.#sender.sender.wake(),
      }),
    );
    this.#sender = startSender(this.store, this.homeserver, {
      clock,
      crypto: this.crypto,
      health: this.health,
    });
    this.keeper = new KeyKeeper({
      ...{ store: this.store, homeserver: this.homeserver, crypto: this.crypto, clock, log, rules },
      health: this.health,
      administrators: new Administrators(null, clock),
      onOpened: (news) => void this.#opened(news),
      onNotice: () => this.#sender.sender.wake(),
    });
  }

  get sender() {
    return this.#sender.sender;
  }

  /** Troubles of single rooms; that the account has no backup, unless a test gives it one, is none of these. */
  get notes() {
    return this.health.notes.filter(({ name }) => name !== "keys backup");
  }

  crash(): Promise<void> {
    return this.#sender.stop();
  }

  /** Sync brings events of the room, and what concerns keys. */
  async hear(
    timeline: readonly RoomEvent[],
    more: { state?: RoomEvent[]; memberCount?: number; keys?: Partial<SyncedKeys>; in?: RoomId } = {},
  ): Promise<News> {
    const { keys, in: where = ROOM, ...room } = more;
    const toDevice = this.box.letters({ user: ME, name: "DEVICE" });
    const said = { ...QUIET, toDevice, ...keys };
    this.#token += 1;
    const brought: SyncBatch = {
      ...batch(`s${this.#token}`, { joined: [{ ...joined("salon", room), room: where, timeline }] }),
      keys: said,
    };
    const clock = { now: () => this.now, monotonic: () => this.now };
    const parts = {
      ...{ store: this.store, clock, log, rules, wording: WORDING, health: this.health, crypto: this.crypto },
      answerAtOnce: (
        tx: Parameters<Answerer["answerAtOnce"]>[0],
        taken: Parameters<Answerer["answerAtOnce"]>[2],
      ) => this.#answerer.answerAtOnce(tx, (within, reply) => this.sender.takeAlong(within, reply), taken),
      onAnew: async () => {},
      isArrived: () => false,
      settleAlong: this.sender.settleAlong.bind(this.sender),
      lookAlong: this.sender.lookAlong.bind(this.sender),
      onForeign: (tx: Parameters<typeof markStale>[0]) =>
        markStale(tx, "a test", {
          ...{ homeserver: this.homeserver, log, administrators: new Administrators(null, clock) },
        }),
    };
    const news = await storeBatch(brought, { since: "s0", anew: false, keepToken: true }, parts);
    this.sender.catchUp();
    return news;
  }

  /** Somebody says something in the room, sealed for the bot and the others. */
  async says(
    person: Device,
    content: object,
    readers: readonly UserId[] = this.#readers(),
  ): Promise<RoomEvent> {
    this.#said += 1;
    const event = await this.box.say(person, content, rulesFor(...readers), `$${person.user}${this.#said}`);
    return { ...event, sentAt: this.now, age: 0 };
  }

  /** What the bot has sent, as a person opens it: its text, or why it stays closed. */
  async reads(person: Device): Promise<string[]> {
    await this.box.deliver(person, { changed: [ME] });
    await this.box.settle(person);
    const texts: string[] = [];
    for (const [at, { event, content }] of this.homeserver.sent.entries()) {
      const sealed = {
        ...template,
        id: event,
        content,
        type: this.homeserver.types[at] ?? "",
        sentAt: this.now,
      };
      const opened = await person.store.write((tx) => person.crypto.open(tx, ROOM, sealed));
      texts.push(opened.kind === "clear" ? String(opened.event.content.body) : opened.kind);
    }
    return texts;
  }

  #readers(): UserId[] {
    return this.homeserver.people.map(({ person }) => person);
  }

  async #opened(news: News): Promise<void> {
    if (news.commands) await this.#answerer.turn(new AbortController().signal);
    this.sender.catchUp();
  }
}

const template: RoomEvent = {
  id: "$" as EventId,
  type: "",
  sender: ME,
  stateKey: null,
  sentAt: 0,
  age: 0,
  content: {},
  transactionId: null,
  redacts: null,
};

export { newDevice, onTestFinished };
