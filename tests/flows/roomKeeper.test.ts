import pino from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import { RoomKeeper } from "../../src/flows/rooms/roomKeeper.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import { HomeserverError, type ResolvedAlias, type Store } from "../../src/ports/index.ts";
import type { PlaceId, RoomAlias, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { Room } from "../../src/rooms/room.ts";
import { clockAt } from "../support/clock.ts";
import { alias, room, user } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { until } from "../support/until.ts";
import { FakeHomeserver, ME, newStore, rowsOf, turning } from "./world.ts";

const limited = (retryAfter: number) =>
  new HomeserverError("slow down", { concern: "passing", status: 429, retryAfter });

class Rooms extends FakeHomeserver {
  readonly asked: string[] = [];
  refusal: HomeserverError | null = null;
  inside: readonly UserId[] = [];
  meanwhile: () => Promise<void> = async () => {};

  override async members(name: RoomId): Promise<readonly UserId[]> {
    this.asked.push(`members ${name}`);
    await this.meanwhile();
    return this.inside;
  }
  /** Servers that were named at the last join. */
  via: readonly string[] = [];

  override async join(name: RoomId, via: readonly string[]): Promise<void> {
    this.asked.push(`join ${name}`);
    this.via = via;
    if (this.refusal) throw this.refusal;
  }
  override async leave(name: RoomId, reason: string | null): Promise<void> {
    this.asked.push(`leave ${name}: ${reason ? "reason" : "no reason"}`);
  }
  override async resolve(name: RoomAlias): Promise<ResolvedAlias> {
    this.asked.push(`resolve ${name}`);
    return this.directory();
  }
  directory: () => ResolvedAlias = () => ({ room: room("a"), servers: [] });
}

async function configured(store: Store, name: { alias: RoomAlias } | { room: RoomId }): Promise<PlaceId> {
  return store.write(async (tx) => {
    const { id } = await tx.places.mention(name, 1);
    await tx.places.setConfigured([id]);
    return id;
  });
}

async function know(store: Store, name: string, change: Partial<Room>): Promise<void> {
  await store.write(async (tx) => {
    await tx.rooms.save(knownRoom(name, change));
    await updatePlace(tx, room(name), ME);
  });
}

function live(
  store: Store,
  homeserver: Rooms,
  invitesFrom: readonly string[] = ["example.org"],
  administrators = new Administrators(
    null,
    clockAt(() => 1),
  ),
) {
  const health = new Health();
  const stopping = new AbortController();
  let attended = 0;
  let now = 1_000_000;
  const roomKeeper = new RoomKeeper({
    store,
    homeserver,
    clock: clockAt(() => now),
    health,
    log: pino({ level: "silent" }),
    administrators,
    invitesFrom,
    random: () => 0,
    onPlace: () => {},
    endOwn: async () => {},
  });
  const green = health.green.bind(health);
  health.green = (name) => {
    if (name === "rooms") attended += 1;
    green(name);
  };
  const done = turning(roomKeeper, stopping.signal, { health });
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  return {
    health,
    roomKeeper,
    /** Looks at every room, and does what there is to do, until that leads to nothing more. */
    async attend(later = 0) {
      now += later;
      for (let asked = -1; asked < homeserver.asked.length; ) {
        asked = homeserver.asked.length;
        const before = attended;
        roomKeeper.wake();
        await until(() => attended > before, "the rooms were looked after");
        await roomKeeper.finish();
      }
      const before = attended;
      roomKeeper.wake();
      await until(() => attended > before, "what failed is told");
    },
  };
}

describe("a configured room", () => {
  test("is resolved and joined; once in, nothing more is asked", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await configured(store, { alias: alias("a") });
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toEqual([`resolve ${alias("a")}`, `join ${room("a")}`]);
    await know(store, "a", {});
    await attend(60_000);
    expect(homeserver.asked).toHaveLength(2);
    expect(health.reasons).toEqual([]);
  });

  test("that refuses is red, and asked again later", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.refusal = new HomeserverError("not invited", { concern: "room" });
    await configured(store, { room: room("a") });
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(health.reasons).toMatchObject([{ name: "room 1" }]);
    expect(health.reasons[0]?.what).toContain("not invited");
    await attend();
    expect(homeserver.asked).toHaveLength(1);
    await attend(300_000);
    expect(homeserver.asked).toHaveLength(2);
  });

  test.each(["leave", "ban"] as const)(
    "from which we were removed (%s) is red, and not pressed to take us back",
    async (membership) => {
      const store = await newStore();
      const homeserver = new Rooms();
      await configured(store, { room: room("a") });
      await know(store, "a", { membership, leaveReason: "trop bavard" });
      const { attend, health } = live(store, homeserver);
      await attend();
      expect(homeserver.asked).toEqual([]);
      expect(health.reasons).toMatchObject([{ name: "room 1" }]);
      expect(health.reasons[0]?.what).toContain("trop bavard");
      await know(store, "a", { membership: "invite", inviter: user("anyone") });
      await attend();
      expect(homeserver.asked).toContain(`join ${room("a")}`);
      await know(store, "a", {});
      await attend(60_000);
      expect(health.reasons).toEqual([]);
    },
  );

  test("that is encrypted is kept, suspended and red", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await configured(store, { room: room("a") });
    await know(store, "a", { encrypted: true });
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toEqual([]);
    expect(health.reasons[0]?.what).toContain("encrypted");
  });
});

describe("another room", () => {
  test("that becomes encrypted is left with a reason", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await know(store, "b", { encrypted: true });
    await live(store, homeserver).attend();
    expect(homeserver.asked).toEqual([`leave ${room("b")}: reason`]);
  });

  test("that invites us is joined or declined with a reason", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await know(store, "b", { membership: "invite", inviter: user("lea") });
    await know(store, "c", { membership: "invite", inviter: "@eve:elsewhere.org" as never });
    await live(store, homeserver).attend();
    expect(new Set(homeserver.asked)).toEqual(new Set([`join ${room("b")}`, `leave ${room("c")}: reason`]));
  });

  test("whose successor invites us is followed there, whoever invites", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await know(store, "v1", { successor: room("v2") });
    await know(store, "v2", {
      membership: "invite",
      inviter: "@eve:elsewhere.org" as never,
      predecessor: room("v1"),
    });
    await live(store, homeserver).attend();
    expect(new Set(homeserver.asked)).toEqual(new Set([`join ${room("v2")}`]));
  });
});

describe("a room that is said to be empty", () => {
  const stateOf = (store: Store) => store.read(async (tx) => (await tx.places.ofRoom(room("b")))?.state);

  test("is asked who is there once: a count after a join over federation is wrong", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.inside = [ME, user("lea"), user("max")];
    await store.write((tx) => tx.places.mention({ room: room("b") }, 1));
    await know(store, "b", { memberCount: 1 });
    expect(await stateOf(store)).toBe("active");
    const { attend } = live(store, homeserver);
    await attend();
    await attend(600_000);
    expect(homeserver.asked).toEqual([`members ${room("b")}`]);
    expect(await stateOf(store)).toBe("active");
    expect(await store.read((tx) => tx.rooms.get(room("b")))).toMatchObject({ memberCount: 3 });
  });

  test("is suspended once that proves true", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.inside = [ME];
    await store.write((tx) => tx.places.mention({ room: room("b") }, 1));
    await know(store, "b", { memberCount: 1 });
    await live(store, homeserver).attend();
    expect(await stateOf(store)).toBe("suspended");
  });

  test("is not believed empty when somebody came while it was asked", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.inside = [ME];
    homeserver.meanwhile = () => know(store, "b", { memberCount: 3 });
    await store.write((tx) => tx.places.mention({ room: room("b") }, 1));
    await know(store, "b", { memberCount: 1 });
    await live(store, homeserver).attend();
    expect(await stateOf(store)).toBe("active");
  });
});

/** Joins of `slow` answer when the test says so, or when they are given up. */
class SlowRooms extends Rooms {
  readonly slow = new Set<RoomId>();
  readonly answers = new Map<RoomId, () => void>();

  override async join(name: RoomId, via: readonly string[], signal?: AbortSignal): Promise<void> {
    await super.join(name, via);
    if (!this.slow.has(name)) return;
    await new Promise<void>((resolve, reject) => {
      this.answers.set(name, resolve);
      signal?.addEventListener("abort", () => reject(new Error("given up")));
    });
  }
}

describe("rooms stand apart", () => {
  const invite = (store: Store, name: string, change: Partial<Room> = {}) =>
    know(store, name, { membership: "invite", inviter: user("lea"), ...change });

  test("a join that hangs holds up no other, and is given up when the bot stops", async () => {
    const store = await newStore();
    const homeserver = new SlowRooms();
    homeserver.slow.add(room("far"));
    await invite(store, "far");
    const { roomKeeper } = live(store, homeserver);
    roomKeeper.wake();
    await until(() => homeserver.answers.has(room("far")), "the join hangs");
    await invite(store, "near");
    roomKeeper.wake();
    await until(() => homeserver.asked.includes(`join ${room("near")}`), "the other is joined");
  });

  test("one is asked again after seconds that double, then every five minutes", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.refusal = new HomeserverError("You are not invited", { concern: "room", status: 403 });
    await invite(store, "b");
    const { attend } = live(store, homeserver);
    await attend();
    const pauses = [1, 2, 4, 8, 16, 32, 60, 60, 300, 300];
    for (const [at, seconds] of pauses.entries()) {
      await attend(seconds * 1000 - 1);
      expect(homeserver.asked).toHaveLength(at + 1);
      await attend(1);
      expect(homeserver.asked).toHaveLength(at + 2);
    }
  });

  test("a rate limit that one meets is its room's: the others go on, and it is noted after a minute", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.refusal = limited(40_000);
    await invite(store, "b");
    const { attend, health } = live(store, homeserver);
    await attend();
    homeserver.refusal = null;
    await invite(store, "c");
    await attend(1000);
    expect(homeserver.asked).toEqual([`join ${room("b")}`, `join ${room("c")}`]);
    await know(store, "c", { membership: "leave" });
    homeserver.refusal = limited(40_000);
    await attend(39_000);
    expect(health.notes).toEqual([]);
    await attend(40_000);
    expect(homeserver.asked).toHaveLength(4);
    expect(health.notes).toMatchObject([{ what: expect.stringContaining("slow down") }]);
    expect(health.reasons).toEqual([]);
    homeserver.refusal = null;
    await attend(40_000);
    expect(homeserver.asked).toHaveLength(5);
    expect(health.notes).toEqual([]);
  });

  test("one that three meet holds all, for a minute at most before one tries it, and is red after that", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.refusal = limited(3_600_000);
    for (const name of ["b", "c", "d"]) await invite(store, name);
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toHaveLength(3);
    await invite(store, "e");
    await attend(59_000);
    expect(homeserver.asked).toHaveLength(3);
    await attend(1000);
    expect(homeserver.asked).toHaveLength(4);
    expect(health.reasons).toMatchObject([
      { name: "rooms limit", remedy: expect.stringContaining("minute") },
    ]);
    homeserver.refusal = null;
    await attend(300_000);
    expect(homeserver.asked).toHaveLength(8);
    expect([...health.reasons, ...health.notes]).toEqual([]);
  });

  test("a fault of ours in one is told, and holds up no other", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.leave = () => Promise.reject(new TypeError("a slip"));
    await invite(store, "b");
    await know(store, "c", { encrypted: true });
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toEqual([`join ${room("b")}`]);
    expect(health.reasons).toMatchObject([{ name: `room errand leave ${room("c")}` }]);
    await know(store, "c", { encrypted: true, membership: "leave" });
    await attend();
    expect(health.reasons).toEqual([]);
  });

  test("who puts us out by mistake and invites us again has us back at once", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await invite(store, "b");
    const { attend } = live(store, homeserver);
    await attend();
    await know(store, "b", {});
    await attend();
    await know(store, "b", { membership: "leave" });
    await attend();
    await invite(store, "b");
    await attend();
    expect(homeserver.asked).toEqual([`join ${room("b")}`, `join ${room("b")}`]);
  });
});

describe("the server to join through", () => {
  const viaOf = async (store: Store, homeserver: Rooms) => {
    await live(store, homeserver).attend();
    return homeserver.via;
  };

  test("is the inviter's, the tombstone's sender's or the alias's, as the store keeps it", async () => {
    const store = await newStore();
    await know(store, "b", { membership: "invite", inviter: user("lea") });
    await store.write((tx) => tx.rooms.learnVia(room("b"), ["lea.example"]));
    expect(await viaOf(store, new Rooms())).toEqual(["lea.example", "example.org"]);
  });

  test("is that of the old room too, after an upgrade", async () => {
    const store = await newStore();
    await know(store, "v1", { successor: "!v2" as RoomId });
    await store.write((tx) => tx.rooms.learnVia("!v2" as RoomId, ["upgrader.example"]));
    await store.write((tx) => tx.rooms.learnVia(room("v1"), ["inviter.example"]));
    expect(await viaOf(store, new Rooms())).toEqual(["upgrader.example", "inviter.example", "example.org"]);
  });

  test("is one that the directory names, also when the directory is away later", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.directory = () => ({ room: "!opaque" as RoomId, servers: ["one.example", "two.example"] });
    await configured(store, { alias: alias("a") });
    expect(await viaOf(store, homeserver)).toEqual(["one.example", "two.example"]);
    const later = new Rooms();
    later.directory = () => {
      throw new HomeserverError("away", { concern: "passing", status: 502 });
    };
    expect(await viaOf(store, later)).toEqual(["one.example", "two.example"]);
  });
});

describe("what is not known yet", () => {
  const stranger = { membership: "invite", inviter: "@eve:elsewhere.org" as UserId } as const;

  test("declines nobody: an alias whose directory is away may lead to that very room", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.directory = () => {
      throw new HomeserverError("bad gateway", { concern: "passing", status: 502 });
    };
    await configured(store, { alias: alias("a") });
    await know(store, "a", stranger);
    await know(store, "c", stranger);
    const { attend } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toEqual([`resolve ${alias("a")}`]);
    homeserver.directory = () => ({ room: room("a"), servers: [] });
    await attend(1000);
    expect(homeserver.asked.slice(1).toSorted()).toEqual([
      `join ${room("a")}`,
      `leave ${room("c")}: reason`,
      `resolve ${alias("a")}`,
    ]);
  });

  test("an alias that does not exist is known not to lead there", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.directory = () => {
      throw new HomeserverError("no such alias", { concern: "room", status: 404 });
    };
    await configured(store, { alias: alias("a") });
    await know(store, "c", stranger);
    await live(store, homeserver).attend();
    expect(homeserver.asked).toEqual([`resolve ${alias("a")}`, `leave ${room("c")}: reason`]);
  });

  test("upgrades are followed in a chain, whoever invites to its end", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await know(store, "first", { successor: room("second") });
    await know(store, "third", { ...stranger, predecessor: room("second") });
    const { attend } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toEqual([`join ${room("second")}`]);
    await know(store, "second", { predecessor: room("first"), successor: room("third") });
    await attend();
    expect(homeserver.asked).toEqual([`join ${room("second")}`, `join ${room("third")}`]);
  });
});

describe("a tombstone that points to a stranger's room", () => {
  // The errand of a turn is tried again after a second: the batch that shows our arrival may be stored just before.
  test("is not pursued any more once sync has shown that we are there", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    const old = knownRoom("old", { successor: room("new") });
    const arrived = { predecessor: room("old"), admission: "welcome" } as const;
    let batch: Promise<void> | null = null;
    const late = new Proxy(store, {
      get(target, name) {
        const of = Reflect.get(target, name);
        if (name !== "write") return typeof of === "function" ? of.bind(target) : of;
        return async (work: Parameters<Store["write"]>[0]) => {
          batch ??= know(store, "new", arrived);
          await batch;
          return store.write(work);
        };
      },
    });
    await store.write((tx) => tx.rooms.save(old));
    await live(late, homeserver).attend();
    expect(await store.read((tx) => tx.rooms.get(room("new")))).toMatchObject({ admission: "welcome" });
    expect(homeserver.asked).toEqual([]);
  });

  test("is followed as one that has to be confirmed, and not again once it is refuted", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await know(store, "a", { successor: room("trap") });
    const { attend } = live(store, homeserver);
    await attend();
    expect(homeserver.asked).toEqual([`join ${room("trap")}`]);
    expect(await store.read((tx) => tx.rooms.get(room("trap")))).toMatchObject({ admission: "pursued" });
    await know(store, "trap", { admission: "refuted" });
    await attend();
    expect(homeserver.asked[1]).toBe(`leave ${room("trap")}: reason`);
    await know(store, "trap", { admission: "refuted", membership: "leave" });
    await attend(600_000);
    expect(homeserver.asked).toHaveLength(2);
  });

  test("leads on when somebody who may invites us there", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    await know(store, "trap", { admission: "refuted", membership: "invite", inviter: user("lea") });
    await live(store, homeserver).attend();
    expect(homeserver.asked).toEqual([`join ${room("trap")}`]);
    expect(await store.read((tx) => tx.rooms.get(room("trap")))).toMatchObject({ admission: "welcome" });
  });
});

describe("an alias that leads elsewhere", () => {
  async function scene(change: Partial<Room>) {
    const store = await newStore();
    const homeserver = new Rooms();
    const id = await configured(store, { alias: alias("a") });
    await store.write((tx) => tx.places.settle(id, room("old")));
    await know(store, "old", change);
    homeserver.directory = () => ({ room: room("new"), servers: [] });
    const administrators = new Administrators(
      room("admins"),
      clockAt(() => 1),
    );
    const running = live(store, homeserver, [], administrators);
    const told = async () => (await rowsOf(store)).map(({ content }) => String(content?.body));
    const standing = async () => (await store.read((tx) => tx.places.ofAlias(alias("a"))))?.room;
    return { store, homeserver, id, told, standing, ...running };
  }

  test("takes its place along, joined or not, and administrators are told", async () => {
    const { attend, standing, homeserver, told, store, id } = await scene({});
    await attend();
    expect(await standing()).toBe(room("new"));
    expect(homeserver.asked).toContain(`join ${room("new")}`);
    expect(await told()).toEqual([expect.stringContaining("mène maintenant à un autre salon")]);
    // The room that it left is one of its own again.
    const left = await store.read((tx) => tx.places.ofRoom(room("old")));
    expect(left).toMatchObject({ state: "active", configured: false });
    expect(left?.id).not.toBe(id);
  });

  test("is looked at when we are put out of its room", async () => {
    const { attend, store, homeserver, standing } = await scene({});
    homeserver.directory = () => ({ room: room("old"), servers: [] });
    await attend();
    await attend(3_600_000);
    expect(homeserver.asked).toHaveLength(1);
    homeserver.directory = () => ({ room: room("new"), servers: [] });
    await know(store, "old", { membership: "leave" });
    await attend();
    expect(await standing()).toBe(room("new"));
  });

  test("is looked at every day", async () => {
    const { attend, homeserver } = await scene({});
    homeserver.directory = () => ({ room: room("old"), servers: [] });
    await attend();
    await attend(24 * 3_600_000);
    expect(homeserver.asked).toHaveLength(2);
  });

  test("after an upgrade waits for the upgrade, and administrators hear of no other room", async () => {
    const { attend, standing, told } = await scene({ successor: room("new") });
    await attend();
    expect(await standing()).toBe(room("old"));
    expect(await told()).toEqual([]);
  });

  test("is asked about as soon as a room where we come says that it has it", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.directory = () => {
      throw new HomeserverError("no such alias", { concern: "room", status: 404 });
    };
    await configured(store, { alias: alias("a") });
    const { attend } = live(store, homeserver);
    for (const later of [0, 1000, 2000, 4000]) await attend(later);
    homeserver.directory = () => ({ room: room("b"), servers: [] });
    await know(store, "b", { aliases: [alias("a")] });
    await attend();
    expect((await store.read((tx) => tx.places.ofAlias(alias("a"))))?.room).toBe(room("b"));
  });
});

describe("what is told of a configured room", () => {
  test("goes when its place moves on after an upgrade, or becomes another's", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.refusal = new HomeserverError("not invited", { concern: "room", status: 403 });
    const byId = await configured(store, { room: room("v1") });
    await know(store, "v1", { successor: room("v2") });
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(health.reasons).toMatchObject([{ name: `room ${byId}` }]);
    expect(health.reasons[0]?.what).toContain("upgraded");
    await know(store, "v2", { predecessor: room("v1") });
    await store.write((tx) => tx.places.settle(byId, room("v2")));
    await know(store, "v2", { predecessor: room("v1") });
    await attend();
    expect(health.reasons).toEqual([]);
  });

  test("is gone with the place", async () => {
    const store = await newStore();
    const homeserver = new Rooms();
    homeserver.refusal = new HomeserverError("not invited", { concern: "room", status: 403 });
    await configured(store, { room: room("a") });
    const { attend, health } = live(store, homeserver);
    await attend();
    expect(health.reasons).toHaveLength(1);
    await store.write((tx) => tx.places.setConfigured([]));
    await attend();
    expect(health.reasons).toEqual([]);
  });
});

test("a space among the invitations is left alone", async () => {
  const store = await newStore();
  const homeserver = new Rooms();
  await know(store, "b", { membership: "invite", inviter: user("lea"), type: "m.space" });
  await know(store, "c", { membership: "invite", inviter: "@eve:elsewhere.org" as UserId, type: "m.space" });
  await live(store, homeserver).attend(600_000);
  expect(homeserver.asked).toEqual([]);
});

test("a room of the homeserver's notices, which nobody may leave, is let be", async () => {
  const store = await newStore();
  const homeserver = new Rooms();
  let asked = 0;
  homeserver.leave = async () => {
    asked += 1;
    const errcode = "M_CANNOT_LEAVE_SERVER_NOTICE_ROOM";
    throw new HomeserverError("cannot leave", { concern: "room", status: 403, errcode });
  };
  await know(store, "b", { membership: "invite", inviter: "@notices:elsewhere.org" as UserId });
  const { attend, health } = live(store, homeserver);
  await attend();
  await attend(3_600_000);
  expect(asked).toBe(1);
  expect(health.reasons).toEqual([]);
});

describe("a place", () => {
  async function standing(change: Partial<Room>): Promise<{ state: string; reason: string | null }> {
    const store = await newStore();
    return store.write(async (tx) => {
      await tx.places.mention({ room: room("a") }, 1);
      await tx.rooms.save(knownRoom("a", change));
      await updatePlace(tx, room("a"), ME);
      const place = await tx.places.ofRoom(room("a"));
      return { state: place?.state ?? "none", reason: place?.reason ?? null };
    });
  }
  const power = { users: {}, usersDefault: 0, kick: 50, eventsDefault: 50, message: null };

  test.each<[string, Partial<Room>, string]>([
    ["joined and clear", {}, "active"],
    ["invited", { membership: "invite" }, "waiting"],
    ["of unknown state", { encrypted: null }, "waiting"],
    ["encrypted", { encrypted: true }, "suspended"],
    ["kicked", { membership: "leave" }, "suspended"],
    ["banned", { membership: "ban" }, "suspended"],
    ["upgraded", { successor: room("b") }, "suspended"],
    ["where we may not speak", { power }, "suspended"],
    ["where we may speak after all", { power: { ...power, message: 0 } }, "active"],
    ["that everybody else has left", { memberCount: 1, members: [ME] }, "suspended"],
    ["of which a count says that nobody is there", { memberCount: 1 }, "active"],
  ])("%s", async (_, change, state) => {
    expect((await standing(change)).state).toBe(state);
  });
});

test("a dead token, met in a room, is no trouble of that room: it ends the turn", async () => {
  const store = await newStore();
  const homeserver = new Rooms();
  homeserver.refusal = new HomeserverError("dead token", { concern: "credentials" });
  await configured(store, { alias: alias("a") });
  const health = new Health();
  const roomKeeper = new RoomKeeper({
    ...{ store, homeserver, health, clock: clockAt(1), log: pino({ level: "silent" }) },
    administrators: new Administrators(null, clockAt(1)),
    invitesFrom: [],
    random: () => 0,
    onPlace: () => {},
    endOwn: async () => {},
  });
  const { signal } = new AbortController();
  await roomKeeper.turn(signal);
  await roomKeeper.finish();
  await roomKeeper.turn(signal);
  await roomKeeper.finish();
  await expect(roomKeeper.turn(signal)).rejects.toBe(homeserver.refusal);
  expect(health.reasons).toMatchObject([{ name: "room 1" }]);
});
