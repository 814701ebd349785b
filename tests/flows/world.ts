import { createHash } from "node:crypto";
import pino from "pino";
import { onTestFinished } from "vitest";
import { Echoes } from "../../src/delivery/echoes.ts";
import { RateLimiter } from "../../src/delivery/rateLimiter.ts";
import { systemClock } from "../../src/edges/schedule/systemClock.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { type AnnounceParts, announce } from "../../src/flows/announce/announce.ts";
import { renderer } from "../../src/flows/announce/render.ts";
import { Sender, type SenderParts } from "../../src/flows/deliver/sender.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import { type BackgroundWork, keepTurning, type LoopParts } from "../../src/flows/service/loop.ts";
import { Tally } from "../../src/flows/service/tally.ts";
import type { Change, KnownOffer } from "../../src/offers/catalogue.ts";
import type {
  DeliveryState,
  Homeserver,
  KeyRequest,
  MessagesPage,
  OutboxRow,
  Reader,
  ResolvedAlias,
  SessionName,
  Store,
  SyncBatch,
} from "../../src/ports/index.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { Membership, Room, RoomEvent } from "../../src/rooms/room.ts";
import { room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { WORDING } from "../support/wording.ts";

export const ME = "@crieur:example.org" as UserId;

export async function newStore(): Promise<Store> {
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  onTestFinished(() => store.close());
  return store;
}

// --- A homeserver whose every answer a test decides --------------------------------------------------------------

export interface Sent {
  readonly room: RoomId;
  readonly transactionId: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly event: EventId;
}

/** Keeps what is sent, once for each room and transaction id, as Synapse does. `refuse` throws what a test wants. */
export class FakeHomeserver implements Homeserver {
  readonly user = ME;
  readonly device: string = "DEVICE";
  readonly displayName = null;
  /** What stands in the rooms; oldest first. */
  readonly sent: Sent[] = [];
  readonly requests: { readonly room: RoomId; readonly transactionId: string }[] = [];
  /** Called before a message is accepted, with how often anything was asked. */
  refuse: (room: RoomId, content: object) => void | Promise<void> = () => {};
  /** Called after a message is accepted, before the answer. */
  swallow: (sent: Sent) => void | Promise<void> = () => {};
  history: (room: RoomId, from: string | null) => MessagesPage = () => ({ events: [], next: null });
  looks = 0;

  async send(to: RoomId, transactionId: string, content: object): Promise<EventId> {
    this.requests.push({ room: to, transactionId });
    await this.refuse(to, content);
    const earlier = this.sent.find((one) => one.room === to && one.transactionId === transactionId);
    if (earlier) return earlier.event;
    const event = `$${createHash("sha256").update(`${to}${transactionId}`).digest("base64url")}` as EventId;
    const sent = { room: to, transactionId, content: content as Sent["content"], event };
    this.sent.push(sent);
    await this.swallow(sent);
    return event;
  }

  async messages(of: RoomId, from: string | null): Promise<MessagesPage> {
    this.looks += 1;
    return this.history(of, from);
  }

  sync(_since: string | null, _timeout: number, _signal: AbortSignal): Promise<SyncBatch> {
    throw new Error("This homeserver has no sync.");
  }
  async answersSync(_signal: AbortSignal): Promise<void> {}
  async event(_room: RoomId, event: EventId, _signal?: AbortSignal): Promise<RoomEvent | null> {
    const sent = this.sent.find((one) => one.event === event);
    return sent ? ownEvent(sent) : null;
  }
  members(_room: RoomId): Promise<readonly UserId[]> {
    throw new Error("This homeserver names no members.");
  }
  /** Those that it removed without a word. */
  readonly removed = new Set<RoomId>();
  async joinedRooms(): Promise<readonly RoomId[]> {
    const asked = this.requests.map(({ room }) => room);
    return asked.filter((room) => !this.removed.has(room));
  }
  join(_room: RoomId, _via: readonly string[]): Promise<void> {
    throw new Error("This homeserver has no rooms to join.");
  }
  async leave(_room: RoomId, _reason: string | null): Promise<void> {}
  createDirect(_mark: string, _encrypted: boolean): Promise<RoomId> {
    throw new Error("This homeserver makes no rooms.");
  }
  async membership(_room: RoomId, _person: UserId): Promise<Membership | null> {
    return null;
  }
  async inviteDirect(_room: RoomId, _person: UserId): Promise<void> {}
  async putOut(_room: RoomId, _person: UserId): Promise<void> {}
  async directList(): Promise<object> {
    return {};
  }
  async setDirectList(_list: object): Promise<void> {}
  carry(_request: KeyRequest): Promise<string> {
    throw new Error("This homeserver keeps no keys.");
  }
  async readers(_room: RoomId): Promise<readonly Reader[]> {
    throw new Error("This homeserver names no readers.");
  }
  async backedUpKey(_name: SessionName): Promise<object | null> {
    return null;
  }
  resolve(_alias: RoomAlias): Promise<ResolvedAlias> {
    throw new Error("This homeserver has no aliases.");
  }
}

export function bodies(homeserver: FakeHomeserver, of?: RoomId): string[] {
  return homeserver.sent
    .filter((sent) => of === undefined || sent.room === of)
    .map(({ content }) => String(content.body));
}

// --- Rooms, offers, rows -----------------------------------------------------------------------------------------

/** A place in a joined, unencrypted room, subscribed to everything. */
export async function placeIn(
  store: Store,
  name: string,
  options: { filter?: string; schedule?: string; notify?: boolean; room?: Partial<Room> } = {},
): Promise<PlaceId> {
  return store.write(async (tx) => {
    const { id } = await tx.places.mention({ room: room(name) }, 1);
    await tx.rooms.save(knownRoom(name, options.room));
    await tx.places.setState(id, "active", null);
    await tx.subscriptions.begin({
      place: id,
      filter: options.filter ?? "",
      schedule: options.schedule ?? "immediate",
      origin: "configuration",
      author: null,
      notify: options.notify ?? true,
      since: 1,
    });
    return id;
  });
}

let keys = 0;

/** What `scan` does with a change, without a folder. A filter matches the offers whose key contains it. */
export async function change(
  store: Store,
  kind: "published" | "reopened" | "edited" | "closed" | "removed" | "renamed",
  known: KnownOffer,
  parts: Partial<AnnounceParts> = {},
): Promise<void> {
  const { key, id, opening, offer } = known;
  const told = { key, id, opening, offer };
  const changed = (
    kind === "edited"
      ? { change: kind, ...told, before: offer }
      : kind === "renamed"
        ? { change: kind, ...told, previousId: id }
        : { change: kind, ...told }
  ) as Change;
  await store.write(async (tx) => {
    await tx.offers.save([known]);
    await tx.offers.alias([{ id, key }]);
    await announce(tx, [changed], {
      matches: (filter, { title }) => title.includes(filter),
      newKey: () => `key${++keys}`,
      now: 10,
      mode: "announce",
      ...parts,
    });
  });
}

export const published = async (store: Store, key: string): Promise<KnownOffer> => {
  const known = knownOffer(key);
  await change(store, "published", known);
  return known;
};

export function rowsOf(store: Store): Promise<OutboxRow[]> {
  return store.read(async (tx) => {
    const rows: OutboxRow[] = [];
    for (let id = 1; ; id += 1) {
      const row = await tx.outbox.get(id as OutboxRow["id"]);
      if (row === null) return rows;
      rows.push(row);
    }
  });
}

export async function states(store: Store): Promise<DeliveryState[]> {
  return (await rowsOf(store)).map(({ state }) => state);
}

export function told(store: Store, known: KnownOffer, place: PlaceId): Promise<string | null> {
  return store.read(async (tx) => (await tx.told.ofOffer(known.key, known.opening)).get(place) ?? null);
}

export function isSettled(store: Store): () => Promise<boolean> {
  return async () => (await states(store)).every((state) => state !== "queued" && state !== "attempted");
}

// --- Background work ---------------------------------------------------------------------------------------------

/** Its loop, until the signal aborts. */
export function turning(
  work: BackgroundWork,
  signal: AbortSignal,
  { health = new Health(), onFatal = () => {} }: Partial<Pick<LoopParts, "health" | "onFatal">> = {},
): Promise<void> {
  return keepTurning(work, { health, onFatal, log: pino({ level: "silent" }), random: () => 0.999 }, signal);
}

// --- The sender --------------------------------------------------------------------------------------------------

export interface RunningSender {
  readonly sender: Sender;
  readonly health: Health;
  readonly echoes: Echoes;
  stop(): Promise<void>;
}

/** A sender at work; it stops with the test, or is `killed` by it. Sync has told everything, unless `catchUp` is false. */
export function startSender(
  store: Store,
  homeserver: Homeserver,
  options: Partial<SenderParts> & {
    readonly catchUp?: boolean;
    readonly killed?: boolean;
    readonly onFatal?: (error: unknown) => void;
  } = {},
): RunningSender {
  const clock = options.clock ?? systemClock;
  const health = new Health();
  const echoes = new Echoes();
  const stopping = new AbortController();
  const sender = new Sender({
    tally: new Tally(),
    store,
    homeserver,
    clock,
    health,
    echoes,
    log: pino({ level: "silent" }),
    limiter: new RateLimiter(1000),
    render: renderer(WORDING, "Europe/Paris", clock.now),
    administrators: new Administrators(null, clock),
    listAbove: 8,
    timezone: "Europe/Paris",
    concurrency: 16,
    random: () => 0.999,
    syncTrouble: () => null,
    ...options,
  });
  const done = turning(sender, stopping.signal, {
    health,
    ...(options.onFatal ? { onFatal: options.onFatal } : {}),
  });
  if (options.catchUp !== false) sender.catchUp();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await done;
  };
  // The send under way of a killed process never ends.
  if (!options.killed) onTestFinished(stop);
  return { sender, health, echoes, stop };
}

export function ownEvent(sent: Sent, more: Partial<RoomEvent> = {}): RoomEvent {
  return {
    id: sent.event,
    type: "m.room.message",
    sender: ME,
    stateKey: null,
    sentAt: Date.now(),
    age: 0,
    content: sent.content,
    transactionId: sent.transactionId,
    redacts: null,
    ...more,
  };
}
