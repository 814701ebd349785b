import pino from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { made } from "../../src/flows/direct/made.ts";
import { knowJoined } from "../../src/flows/rooms/joined.ts";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import { RoomKeeper } from "../../src/flows/rooms/roomKeeper.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import { HomeserverError, type Store } from "../../src/ports/index.ts";
import { type DirectWish, PATIENCE } from "../../src/rooms/directRoom.ts";
import type { PlaceId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { Membership, Room } from "../../src/rooms/room.ts";
import type { PlaceState } from "../../src/rooms/subscription.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { until } from "../support/until.ts";
import { WORDING } from "../support/wording.ts";
import { FakeHomeserver, ME, newStore, rowsOf, turning } from "./world.ts";

const LEA = user("lea");
const NOON = 1_000_000;

/** Makes rooms, and loses, refuses or limits what a test wants. */
class Rooms extends FakeHomeserver {
  readonly asked: string[] = [];
  readonly inside = new Map<string, Membership>();
  list: object = {};
  fail: (asked: string) => HomeserverError | null = () => null;
  #made = 0;

  #ask(what: string): void {
    this.asked.push(what);
    const failure = this.fail(what);
    if (failure) throw failure;
  }
  override async createDirect(mark: string, encrypted: boolean): Promise<RoomId> {
    this.#ask(`create ${mark}${encrypted ? " sealed" : ""}`);
    this.#made += 1;
    return room(`made${this.#made}`);
  }
  override async membership(of: RoomId, person: UserId): Promise<Membership | null> {
    return this.inside.get(`${of} ${person}`) ?? null;
  }
  override async inviteDirect(to: RoomId, person: UserId): Promise<void> {
    this.#ask(`invite ${person} to ${to}`);
    this.inside.set(`${to} ${person}`, "invite");
  }
  override async putOut(of: RoomId, person: UserId): Promise<void> {
    this.#ask(`put ${person} out of ${of}`);
  }
  override async leave(of: RoomId): Promise<void> {
    this.#ask(`leave ${of}`);
  }
  override async readers(of: RoomId) {
    return [...this.inside]
      .filter(([key]) => key.startsWith(of))
      .map(([key, membership]) => ({
        person: key.split(" ")[1] as UserId,
        invited: membership === "invite",
      }));
  }
  override async directList(): Promise<object> {
    this.#ask("read list");
    return this.list;
  }
  override async setDirectList(list: object): Promise<void> {
    this.#ask("write list");
    this.list = list;
  }
}

const refusal = new HomeserverError("no", { concern: "room", status: 403, errcode: "M_FORBIDDEN" });
const limit = new HomeserverError("slow", { concern: "passing", status: 429, retryAfter: 45_000 });

async function scene() {
  const store = await newStore();
  const homeserver = new Rooms();
  let now = NOON;
  const ended: PlaceId[] = [];
  const health = new Health();
  const stopping = new AbortController();
  const keeper = new RoomKeeper({
    ...{ store, homeserver, health, log: pino({ level: "silent" }), random: () => 0 },
    clock: clockAt(() => now),
    administrators: new Administrators(null, clockAt(1)),
    invitesFrom: ["*"],
    onPlace: () => {},
    endOwn: async (tx, place) => {
      ended.push(place);
      for (const { id } of await tx.subscriptions.ofPlace(place)) await tx.subscriptions.end(id);
    },
  });
  const place = await store.write(async (tx) => {
    await tx.session.setAccount(ME);
    await tx.rooms.save(knownRoom("salon"));
    await tx.places.mention({ room: room("salon") }, 1);
    return (await tx.places.makeFor(LEA, 1)).id;
  });
  const done = turning(keeper, stopping.signal, { health });
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  return {
    store,
    homeserver,
    health,
    keeper,
    place,
    ended,
    wake: () => keeper.wake(),
    later: (milliseconds: number) => {
      now += milliseconds;
      keeper.wake();
    },
    async want(change: Partial<DirectWish> = {}): Promise<void> {
      await store.write(async (tx) => {
        await subscribe(tx, place);
        await tx.directWishes.add({
          ...{
            place,
            mark: "mark",
            state: "wanted",
            room: null,
            cause: event("asks"),
            askedIn: room("salon"),
          },
          ...{ thread: null, since: NOON, error: null, named: false, ...change },
        });
      });
      keeper.wake();
    },
    wish: () => store.read((tx) => tx.directWishes.ofPlace(place)),
    /** What sync says of a room. */
    async hear(name: string, change: Partial<Room>): Promise<PlaceState | undefined> {
      const state = await store.write(async (tx) => {
        const before = await tx.rooms.get(room(name));
        const said = knownRoom(name, { mark: "mark", members: [ME], ...change });
        const parts = { rules: { me: ME }, wording: WORDING, clock: clockAt(() => now) };
        await knowJoined(tx, said, { before, first: false }, parts);
        return (await tx.places.ofRoom(room(name)))?.state;
      });
      keeper.wake();
      return state;
    },
    texts: async () =>
      (await rowsOf(store)).map(({ content }) => String(content?.body).replaceAll(/[\u00a0\u202f]/g, " ")),
  };
}

async function subscribe(tx: Parameters<Parameters<Store["write"]>[0]>[0], place: PlaceId): Promise<void> {
  await tx.subscriptions.begin({
    ...{ place, filter: "devop", shown: "devops", schedule: "immediate", origin: "command", author: LEA },
    ...{ notify: true, since: 1 },
  });
}

const is = (of: Awaited<ReturnType<typeof scene>>, state: DirectWish["state"] | null) =>
  until(async () => ((await of.wish())?.state ?? null) === state, `the wish is ${state}`);

describe("a room for a person", () => {
  test("is made, the person invited, named in the account's list, and greeted once when they come", async () => {
    const here = await scene();
    here.homeserver.list = { "@noor:example.org": ["!x"], [LEA]: ["!old"], other: 5 };
    await here.want();
    await is(here, "invited");
    expect(here.homeserver.asked.slice(0, 2)).toEqual(["create mark", `invite ${LEA} to ${room("made1")}`]);
    await here.hear("made1", {});
    await until(async () => (await here.wish())?.named === true, "it is named");
    expect(here.homeserver.list).toEqual({
      "@noor:example.org": ["!x"],
      [LEA]: ["!old", room("made1")],
      other: 5,
    });
    expect(await here.texts()).toEqual([]);
    // Nothing goes before the greeting.
    expect(await here.hear("made1", { members: [ME, LEA] })).toBe("waiting");
    await is(here, null);
    expect(await rowsOf(here.store)).toMatchObject([{ class: "reply", room: room("made1") }]);
    await here.hear("made1", { members: [ME, LEA], memberCount: 2 });
    expect(await here.texts()).toEqual([expect.stringMatching(/^Bonjour.*\nJe vous y annonce : « devops »/)]);
    expect(await here.store.read((tx) => tx.places.get(here.place))).toMatchObject({
      room: room("made1"),
      state: "active",
    });
  });

  test("is encrypted where there are keys", async () => {
    const here = await scene();
    await here.store.write((tx) => tx.session.setKeys("good", "D"));
    await here.want();
    await is(here, "invited");
    expect(here.homeserver.asked[0]).toBe("create mark sealed");
  });

  test("whose making was not answered is known by its mark, and any other that bears it is left", async () => {
    const here = await scene();
    await here.store.write(async (tx) => {
      await subscribe(tx, here.place);
      await tx.directWishes.add({
        ...{ place: here.place, mark: "mark", state: "making", room: null, cause: event("asks") },
        ...{ askedIn: room("salon"), thread: null, since: NOON, error: null, named: false },
      });
    });
    await here.hear("lost", {});
    await is(here, "invited");
    expect(here.homeserver.asked.filter((one) => one.startsWith("create"))).toEqual([]);
    expect(here.homeserver.asked).toContain(`invite ${LEA} to ${room("lost")}`);
    await here.hear("twice", {});
    await until(() => here.homeserver.asked.includes(`leave ${room("twice")}`), "it is left");
    expect(await here.store.read((tx) => tx.places.ofRoom(room("twice")))).toBeNull();
    expect(here.homeserver.asked.filter((one) => one.startsWith("invite"))).toHaveLength(1);
    await here.store.write((tx) => made(tx, "mark", room("third")));
    expect((await here.wish())?.room).toBe(room("lost"));
  });

  test("is opened for nobody who waits for nothing any more", async () => {
    const here = await scene();
    await here.store.write((tx) =>
      tx.directWishes.add({
        ...{ place: here.place, mark: "mark", state: "wanted", room: null, cause: event("asks") },
        ...{ askedIn: room("salon"), thread: null, since: NOON, error: null, named: false },
      }),
    );
    await here.keeper.turn(new AbortController().signal);
    await here.keeper.finish();
    expect(here.homeserver.asked).toEqual([]);
  });

  test("who is invited already, or there, is not invited again", async () => {
    const here = await scene();
    here.homeserver.inside.set(`${room("made1")} ${LEA}`, "join");
    await here.want();
    await is(here, "invited");
    expect(here.homeserver.asked.filter((one) => one.startsWith("invite"))).toEqual([]);
  });

  test.each(["create", "invite"])(
    "that the homeserver refuses (%s) is told of where it was asked, once",
    async (what) => {
      const here = await scene();
      here.homeserver.fail = (asked) => (asked.startsWith(what) ? refusal : null);
      await here.want();
      await is(here, "refused");
      await until(async () => (await here.texts()).length > 0, "it is told");
      await here.keeper.turn(new AbortController().signal);
      expect(await here.texts()).toEqual([
        expect.stringMatching(/^Le serveur ne me laisse pas ouvrir de salon à deux/),
      ]);
      const [row] = await rowsOf(here.store);
      expect(row?.content).toMatchObject({
        "m.relates_to": { "m.in_reply_to": { event_id: event("asks") } },
      });
      await until(
        () => here.health.notes.some(({ what: note }) => /1 could not be invited \(no\)/.test(note)),
        "a note",
      );
      expect(here.health.reasons).toEqual([]);
    },
  );

  test("that has to wait for the homeserver's limit is told of once, and tried again", async () => {
    const here = await scene();
    here.homeserver.fail = (asked) => (asked.startsWith("create") ? limit : null);
    await here.want();
    await until(async () => (await here.texts()).length > 0, "it is told");
    expect(await here.texts()).toEqual([expect.stringMatching(/^Je n’ai pas encore pu vous inviter/)]);
    here.homeserver.fail = () => null;
    here.later(46_000);
    await is(here, "invited");
    expect(await here.texts()).toHaveLength(1);
  });

  test("where nobody comes for thirty days is left, its invitation taken back, and what waited ends", async () => {
    const here = await scene();
    await here.want();
    await is(here, "invited");
    await here.hear("made1", {});
    here.later(PATIENCE + 1);
    await is(here, null);
    await until(() => here.homeserver.asked.includes(`leave ${room("made1")}`), "it is left");
    expect(here.homeserver.asked).toContain(`put ${LEA} out of ${room("made1")}`);
    expect(here.ended).toEqual([here.place]);
    expect(await here.store.read((tx) => tx.places.ofPerson(LEA))).toEqual([]);
    expect(here.health.notes.filter(({ name }) => name === "direct rooms")).toEqual([]);
  });
});

describe("a room that a person lost", () => {
  test("of theirs, where the bot may invite nobody, gives way to one of the bot's", async () => {
    const here = await scene();
    await here.store.write(async (tx) => {
      await tx.rooms.save(knownRoom("theirs", { members: [ME] }));
      await tx.places.settle(here.place, room("theirs"));
      await updatePlace(tx, room("theirs"), ME);
    });
    here.homeserver.fail = (asked) => (asked.endsWith(room("theirs")) ? refusal : null);
    await here.want({ state: "made", room: room("theirs") });
    await until(
      () => here.homeserver.asked.includes(`invite ${LEA} to ${room("made1")}`),
      "they are invited",
    );
    await is(here, "invited");
    expect(await here.texts()).toEqual([]);
    expect(await here.store.read((tx) => tx.places.get(here.place))).toMatchObject({ room: room("made1") });
  });

  test("goes on in another one that they open: with what waits there, under the older place, and said", async () => {
    const here = await scene();
    await here.want();
    await is(here, "invited");
    await here.hear("own", { mark: null, members: null, memberCount: 2 });
    expect(await here.texts()).toEqual([expect.stringMatching(/^Bonjour, je suis Crieur\. Je réponds/)]);
    await here.store.write(async (tx) => {
      const known = await tx.rooms.get(room("own"));
      if (known) await tx.rooms.save({ ...known, members: [ME, LEA] });
      await updatePlace(tx, room("own"), ME);
    });
    here.wake();
    await is(here, null);
    expect(await here.store.read((tx) => tx.places.ofPerson(LEA))).toMatchObject([
      { id: here.place, room: room("own"), state: "active" },
    ]);
    expect((await here.texts()).slice(1)).toEqual([
      expect.stringMatching(/^Nous avons un salon à deux.*\nJe vous y annonce : « devops »/),
    ]);
  });
});

test("operators are told how many wait and why, once that is more than the usual course", async () => {
  const here = await scene();
  await here.want();
  await is(here, "invited");
  const note = () => here.health.notes.find(({ name }) => name === "direct rooms")?.what;
  here.later(1);
  await here.keeper.turn(new AbortController().signal);
  expect(note()).toBeUndefined();
  here.later(24 * 3_600_000);
  await until(() => note() !== undefined, "a note");
  expect(note()).toMatch(/^people wait for a direct room .*: 1 have not accepted the invitation$/);
});
