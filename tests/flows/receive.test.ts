import pino from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { applyBatch } from "../../src/flows/receive/apply.ts";
import { fillGaps } from "../../src/flows/receive/gaps.ts";
import { Receiver } from "../../src/flows/receive/receiver.ts";
import { PROBE_EVERY } from "../../src/flows/service/fate.ts";
import { Health } from "../../src/flows/service/health.ts";
import { HomeserverError, type JoinedRoom, type Store, type SyncBatch } from "../../src/ports/index.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { alias, event, room, user } from "../support/identifiers.ts";
import { frozen, queue } from "../support/outbox.ts";
import { until } from "../support/until.ts";
import { FakeHomeserver, ME, newStore, placeIn, rowsOf, turning, WORDING } from "./world.ts";

const DAY = 24 * 3_600_000;
const NOW = 1_800_000_000_000;

const rules = { me: ME, isCommand: (text: string) => text.startsWith("!offres"), onEcho: () => {} };
const parts = { rules, clock: { now: () => NOW }, wording: WORDING };

let made = 0;
function said(sender: UserId, content: RoomEvent["content"], more: Partial<RoomEvent> = {}): RoomEvent {
  return {
    id: event(`said${++made}`),
    type: "m.room.message",
    sender,
    stateKey: null,
    sentAt: NOW - 1000,
    age: 1000,
    content,
    transactionId: null,
    redacts: null,
    ...more,
  };
}
const command = (text = "!offres", more: Partial<RoomEvent> = {}) =>
  said(user("lea"), { msgtype: "m.text", body: text }, more);
const state = (type: string, content: RoomEvent["content"], stateKey = "", more: Partial<RoomEvent> = {}) =>
  said(user("admin"), content, { type, stateKey, ...more });
const creation = (predecessor?: string) =>
  state("m.room.create", {
    room_version: "11",
    ...(predecessor ? { predecessor: { room_id: predecessor } } : {}),
  });
const membership = (what: string, more: Partial<RoomEvent> = {}) =>
  state("m.room.member", { membership: what }, ME, more);
const tombstone = (successor: string) => state("m.room.tombstone", { replacement_room: successor });

function joined(name: string, more: Partial<JoinedRoom> = {}): JoinedRoom {
  return { room: room(name), gapFrom: null, state: [], timeline: [], memberCount: null, ...more };
}
const fresh = (name: string, events: RoomEvent[] = [], predecessor?: string) =>
  joined(name, {
    state: [creation(predecessor), membership("join", { sentAt: NOW - 10 * DAY })],
    timeline: events,
    memberCount: 3,
  });
const batch = (token: string, more: Partial<SyncBatch> = {}): SyncBatch => ({
  nextToken: token,
  joined: [],
  invited: [],
  left: [],
  ...more,
});

async function apply(store: Store, token: string, more: Partial<SyncBatch>): Promise<void> {
  await store.write(async (tx) => {
    const first = (await tx.session.token()) === null;
    return applyBatch(tx, batch(token, more), first, parts);
  });
}

const waiting = (store: Store) =>
  store.read(async (tx) => (await tx.inbox.waiting(50)).map(({ text }) => text));

describe("a batch", () => {
  test("without a token before it answers nothing and welcomes nobody; later ones do, once", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a", [command("!offres vieux")])] });
    expect(await waiting(store)).toEqual([]);
    const again = command("!offres neuf");
    await apply(store, "s2", { joined: [fresh("b"), joined("a", { timeline: [again] })] });
    await apply(store, "s3", { joined: [joined("a", { timeline: [again] })] });
    expect(await waiting(store)).toEqual(["!offres neuf"]);
    expect((await rowsOf(store)).map(({ class: of }) => of)).toEqual(["notice"]);
  });

  test("welcomes us once in a room, also when its place proves to be another's and we come again", async () => {
    const store = await newStore();
    await store.write((tx) => tx.places.mention({ alias: alias("a") }, 1));
    await apply(store, "s1", {});
    await apply(store, "s2", { joined: [fresh("a")] });
    await store.write(async (tx) => {
      const place = await tx.places.ofAlias(alias("a"));
      if (place) await tx.places.settle(place.id, room("a"));
    });
    await apply(store, "s3", { left: [{ room: room("a"), membership: "leave", by: null, reason: null }] });
    await apply(store, "s4", { joined: [fresh("a")] });
    expect((await rowsOf(store)).map((row) => row.class)).toEqual(["notice"]);
  });

  test("answers nothing that stands before our own join", async () => {
    const store = await newStore();
    await apply(store, "s1", {});
    const timeline = [command("!offres avant"), membership("join"), command("!offres après")];
    await apply(store, "s2", { joined: [joined("a", { state: [creation()], timeline })] });
    expect(await waiting(store)).toEqual(["!offres après"]);
  });

  test("holds a room's commands back until its gap is filled", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a"), fresh("b")] });
    const limited = joined("a", { gapFrom: "g1", timeline: [command("!offres a")] });
    await apply(store, "s2", { joined: [limited, joined("b", { timeline: [command("!offres b")] })] });
    expect(await waiting(store)).toEqual(["!offres b"]);
    expect(await store.read((tx) => tx.gaps.all())).toMatchObject([{ from: "g1", until: "s1" }]);
  });

  test("opens no gap before our own join", async () => {
    const store = await newStore();
    await apply(store, "s1", {});
    const timeline = [membership("join"), command()];
    await apply(store, "s2", { joined: [joined("a", { state: [creation()], timeline, gapFrom: "g1" })] });
    expect(await store.read((tx) => tx.gaps.all())).toEqual([]);
  });

  test("settles an attempted row by our echo, by transaction id or by the key in the content", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a"), fresh("b")] });
    await store.write(async (tx) => {
      for (const name of ["a", "b"]) {
        const place = await tx.places.ofRoom(room(name));
        if (!place) throw new Error("no place");
        const id = await queue(tx, place.id, name);
        await tx.outbox.freeze(id, frozen(id, { room: room(name), transactionId: `txn-${name}` }));
      }
    });
    const byTransaction = said(ME, { body: "x" }, { transactionId: "txn-a", id: event("echo-a") });
    const byKey = said(ME, { "fr.gouv.beta.crieur": { v: 1, key: "txn-b" } }, { id: event("echo-b") });
    const forged = said(user("eve"), { "fr.gouv.beta.crieur": { v: 1, key: "txn-b" } });
    await apply(store, "s2", { joined: [joined("b", { timeline: [forged] })] });
    expect((await rowsOf(store)).map(({ event: of }) => of)).toEqual([null, null]);
    await apply(store, "s3", {
      joined: [joined("a", { timeline: [byTransaction] }), joined("b", { timeline: [byKey] })],
    });
    expect((await rowsOf(store)).map(({ event: of }) => of)).toEqual([event("echo-a"), event("echo-b")]);
  });

  test("suspends a place when we are kicked, and resumes it when we are back", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a")] });
    const placeState = () => store.read(async (tx) => (await tx.places.ofRoom(room("a")))?.state);
    expect(await placeState()).toBe("active");
    const kick = { room: room("a"), membership: "leave" as const, by: user("admin"), reason: "ouste" };
    await apply(store, "s2", { left: [kick] });
    expect(await placeState()).toBe("suspended");
    await apply(store, "s3", { joined: [fresh("a")] });
    expect(await placeState()).toBe("active");
    await apply(store, "s4", { joined: [joined("a", { timeline: [state("m.room.encryption", {})] })] });
    expect(await placeState()).toBe("suspended");
  });
});

describe("an upgrade", () => {
  const placeOf = (store: Store, name: string) => store.read((tx) => tx.places.ofRoom(room(name)));

  test.each([
    ["the tombstone first", ["old", "new"]],
    ["the new room first", ["new", "old"]],
  ])("moves the place, with %s in one batch", async (_, order) => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    const before = await placeOf(store, "old");
    const rooms = {
      old: joined("old", { timeline: [tombstone(room("new"))] }),
      new: fresh("new", [], room("old")),
    };
    await apply(store, "s2", { joined: order.map((name) => rooms[name as "old" | "new"]) });
    expect(await placeOf(store, "new")).toMatchObject({
      id: before?.id,
      room: room("new"),
      state: "active",
    });
    expect(await store.read((tx) => tx.places.all())).toHaveLength(1);
  });

  test("moves the place when we were in the new room before its tombstone came", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    const before = await placeOf(store, "old");
    await apply(store, "s2", { joined: [fresh("new", [], room("old"))] });
    await apply(store, "s3", { joined: [joined("old", { timeline: [tombstone(room("new"))] })] });
    expect(await placeOf(store, "old")).toMatchObject({ id: before?.id, room: room("new"), state: "active" });
  });

  test("does not move a place to a room that does not name it as predecessor, nor back again", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("v1")] });
    await apply(store, "s2", { joined: [fresh("other"), fresh("claims", [], room("v1"))] });
    await apply(store, "s3", { joined: [joined("v1", { timeline: [tombstone(room("other"))] })] });
    expect(await placeOf(store, "v1")).toMatchObject({ room: room("v1"), state: "suspended" });

    await apply(store, "s4", { joined: [joined("v1", { timeline: [tombstone(room("v2"))] })] });
    await apply(store, "s5", { joined: [fresh("v2", [], room("v1"))] });
    await apply(store, "s6", {
      joined: [joined("v2", { timeline: [tombstone(room("v3"))] }), fresh("v3", [], room("v2"))],
    });
    const left = { room: room("v2"), membership: "leave" as const, by: ME, reason: null };
    await apply(store, "s7", { left: [left] });
    await apply(store, "s8", { joined: [fresh("v2", [], room("v1"))] });
    expect(await placeOf(store, "v1")).toMatchObject({ room: room("v3") });
  });
});

describe("a gap", () => {
  function gapParts(store: Store, homeserver: FakeHomeserver, now = NOW) {
    return { store, homeserver, clock: { now: () => now }, rules, log: pino({ level: "silent" }) };
  }
  async function withGap(store: Store): Promise<void> {
    await apply(store, "s1", { joined: [fresh("a")] });
    await apply(store, "s2", { joined: [joined("a", { gapFrom: "p1" })] });
  }
  const open = (store: Store) => store.read(async (tx) => (await tx.gaps.all()).length);
  const signal = new AbortController().signal;

  test("is filled page by page, each stored with how far it got", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await withGap(store);
    homeserver.history = (_, from) => {
      if (from === "p2") throw new HomeserverError("away", { concern: "passing" });
      return { events: [command("!offres récent")], next: "p2" };
    };
    expect(await fillGaps(gapParts(store, homeserver), signal)).toBe(false);
    expect(await store.read((tx) => tx.gaps.all())).toMatchObject([{ from: "p2" }]);
    expect(await waiting(store)).toEqual([]);
    homeserver.history = () => ({
      events: [command("!offres ancien", { sentAt: NOW - 5000 })],
      next: null,
    });
    expect(await fillGaps(gapParts(store, homeserver), signal)).toBe(true);
    expect(await waiting(store)).toEqual(["!offres ancien", "!offres récent"]);
  });

  test("is not closed by one event that claims to be old", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await withGap(store);
    homeserver.history = (_, from) =>
      from === "p1"
        ? { events: [command(), said(user("eve"), {}, { sentAt: 0 })], next: "p2" }
        : { events: [command("!offres ancien", { sentAt: NOW - 5000 })], next: null };
    await fillGaps(gapParts(store, homeserver), signal);
    expect(await waiting(store)).toEqual(["!offres ancien", "!offres"]);
  });

  test("ends where nothing is younger than a day", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await withGap(store);
    homeserver.history = () => ({ events: [command("!offres", { sentAt: NOW - DAY - 1 })], next: "more" });
    await fillGaps(gapParts(store, homeserver), signal);
    expect(homeserver.looks).toBe(1);
    expect(await open(store)).toBe(0);
    expect(await waiting(store)).toEqual([]);
  });

  test("that cannot be filled for a day is given up", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await withGap(store);
    homeserver.history = () => {
      throw new HomeserverError("broken", { concern: "passing", status: 500 });
    };
    await fillGaps(gapParts(store, homeserver, NOW + DAY), signal);
    expect(await open(store)).toBe(1);
    await fillGaps(gapParts(store, homeserver, NOW + DAY + 1), signal);
    expect(await open(store)).toBe(0);
  });

  test("with our message and its redaction leaves a message that is redacted", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    await store.write(async (tx) => {
      const id = await queue(tx, place, "x");
      await tx.outbox.freeze(id, frozen(id, { room: room("a"), transactionId: "txn" }));
    });
    await withGap(store);
    const ours = said(ME, {}, { transactionId: "txn", id: event("ours") });
    const redaction = said(user("admin"), {}, { type: "m.room.redaction", redacts: event("ours") });
    homeserver.history = () => ({ events: [redaction, ours], next: null });
    await fillGaps(gapParts(store, homeserver), signal);
    expect((await rowsOf(store))[0]).toMatchObject({ state: "sent", redacted: true });
  });

  test("in one room holds up no other room", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a"), fresh("b")] });
    let told = 0;
    const filling = Promise.withResolvers<void>();
    const stopping = new AbortController();
    const homeserver = new (class extends FakeHomeserver {
      synced = 0;
      override async messages() {
        this.looks += 1;
        await filling.promise;
        return { events: [], next: null };
      }
      override sync(_: string | null, __: number, signal: AbortSignal): Promise<SyncBatch> {
        this.synced += 1;
        if (this.synced === 1)
          return Promise.resolve(
            batch("s2", {
              joined: [joined("a", { gapFrom: "g" }), joined("b", { timeline: [command("!offres b")] })],
            }),
          );
        return new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
        );
      }
    })();
    const receiver = new Receiver({
      ...gapParts(store, homeserver),
      homeserver,
      wording: WORDING,
      health: new Health(),
      onBatch: () => (told += 1),
      onFilled: () => (told += 1),
    });
    const done = turning(receiver, stopping.signal);
    onTestFinished(async () => {
      stopping.abort(new Error("end"));
      await done;
    });
    await until(() => homeserver.looks === 1, "the gap is being filled");
    expect(told).toBe(1);
    expect(receiver.lastSync).not.toBeNull();
    expect(await waiting(store)).toEqual(["!offres b"]);
    filling.resolve();
    await until(() => told === 2, "the gap is filled");
  });
});

test("an account in trouble is red until a batch comes; that batch, and no later one, tells of it", async () => {
  const trouble = new HomeserverError("the account is locked", { concern: "account" });
  const answers: (HomeserverError | SyncBatch)[] = [trouble, batch("s1", {}), batch("s2", {})];
  const homeserver = new (class extends FakeHomeserver {
    override async sync(): Promise<SyncBatch> {
      const answer = answers.shift();
      if (answer === undefined || answer instanceof HomeserverError) throw answer;
      return answer;
    }
  })();
  const health = new Health();
  const recovered: boolean[] = [];
  const receiver = new Receiver({
    ...{ store: await newStore(), clock: { now: () => NOW }, rules, log: pino({ level: "silent" }) },
    homeserver,
    wording: WORDING,
    health,
    onBatch: (news) => recovered.push(news.recovered),
    onFilled: () => {},
  });
  const { signal } = new AbortController();
  expect(await receiver.turn(signal)).toBe(PROBE_EVERY);
  expect(health.reasons).toEqual([{ name: "account", reason: trouble.message }]);
  await receiver.turn(signal);
  expect(health.reasons).toEqual([]);
  await receiver.turn(signal);
  expect(recovered).toEqual([true, false]);
});
