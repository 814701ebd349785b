import pino from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import { RoomKeeper } from "../../src/flows/rooms/roomKeeper.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import { HomeserverError, type Store } from "../../src/ports/index.ts";
import type { PlaceId, RoomAlias, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { Room } from "../../src/rooms/room.ts";
import { clockAt } from "../support/clock.ts";
import { alias, room, user } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { until } from "../support/until.ts";
import { FakeHomeserver, ME, newStore, turning } from "./world.ts";

class Rooms extends FakeHomeserver {
  readonly asked: string[] = [];
  refusal: HomeserverError | null = null;
  inside: readonly UserId[] = [];

  override async members(name: RoomId): Promise<readonly UserId[]> {
    this.asked.push(`members ${name}`);
    return this.inside;
  }
  override async join(name: RoomId | RoomAlias): Promise<RoomId> {
    this.asked.push(`join ${name}`);
    if (this.refusal) throw this.refusal;
    return room("a");
  }
  override async leave(name: RoomId, reason: string | null): Promise<void> {
    this.asked.push(`leave ${name}: ${reason ? "reason" : "no reason"}`);
  }
  override async resolve(name: RoomAlias): Promise<RoomId> {
    this.asked.push(`resolve ${name}`);
    return room("a");
  }
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

function live(store: Store, homeserver: Rooms, invitesFrom: readonly string[] = ["example.org"]) {
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
    administrators: new Administrators(
      null,
      clockAt(() => now),
    ),
    invitesFrom,
    onPlace: () => {},
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
    /** One look at every room. */
    async attend(later = 0) {
      const before = attended;
      now += later;
      roomKeeper.wake();
      await until(() => attended > before, "the rooms were looked after");
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
    expect(homeserver.asked).toEqual([`resolve ${alias("a")}`, `join ${alias("a")}`]);
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
    expect(health.reasons).toMatchObject([{ name: `room ${room("a")}`, what: "not invited" }]);
    await attend(1000);
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
      expect(health.reasons).toMatchObject([{ name: `room ${room("a")}` }]);
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
    expect(homeserver.asked).toEqual([`join ${room("b")}`, `leave ${room("c")}: reason`]);
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
    homeserver.members = async () => {
      await know(store, "b", { memberCount: 2 });
      return [ME];
    };
    await store.write((tx) => tx.places.mention({ room: room("b") }, 1));
    await know(store, "b", { memberCount: 1 });
    await live(store, homeserver).attend();
    expect(await stateOf(store)).toBe("active");
  });
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
    onPlace: () => {},
  });
  await expect(roomKeeper.turn(new AbortController().signal)).rejects.toBe(homeserver.refusal);
  expect(health.reasons).toEqual([]);
});
