import { expect, test } from "vitest";
import { PlaceHealth } from "../../src/flows/rooms/placeHealth.ts";
import { Health } from "../../src/flows/service/health.ts";
import type { PlaceId, UserId } from "../../src/rooms/identifiers.ts";
import type { Place } from "../../src/rooms/subscription.ts";
import { room } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { ME } from "./world.ts";

/** A place from whose room we were put out, or where messages flow. */
function place(id: number, more: Partial<Place> = {}): Place {
  const reason = "not in the room any more (trop bavard)";
  return {
    ...{ id: id as PlaceId, alias: null, room: room(`r${id}`), person: null, configured: false },
    ...{ state: "suspended", reason, ...more },
  };
}

const rooms = Array.from({ length: 30 }, (_, id) => knownRoom(`r${id}`, { membership: "leave" }));

function told(health: PlaceHealth, places: readonly Place[], subscribed: readonly number[]): void {
  const people = { wishes: [], followers: new Set<UserId>(), now: 1 };
  const kept = new Set(subscribed as PlaceId[]);
  health.tell({ places, rooms, subscribed: kept, ...people, failureAt: () => null });
}

test("a room that subscribed by command and put us out is noted, and turns nothing red", () => {
  const health = new Health();
  const tells = new PlaceHealth(health, ME);
  told(tells, [place(1), place(2), place(3, { configured: true })], [1]);
  expect(health.notes).toMatchObject([
    {
      name: "room 1",
      what: expect.stringContaining("trop bavard"),
      remedy: expect.stringMatching(/invite .* again/),
    },
  ]);
  expect(health.reasons).toMatchObject([{ name: "room 3" }]);
  told(tells, [place(1), place(3, { configured: true, state: "active", reason: null })], []);
  expect([health.notes, health.reasons]).toEqual([[], []]);
});

test("of many such rooms twenty are named, and the others counted", () => {
  const health = new Health();
  const tells = new PlaceHealth(health, ME);
  const many = Array.from({ length: 25 }, (_, id) => place(id));
  const ids = many.map(({ id }) => id);
  told(tells, many, ids);
  expect(health.notes).toHaveLength(21);
  expect(health.notes.at(-1)?.what).toBe("5 more rooms that subscribed by command are not served");
  told(tells, many.slice(0, 2), ids);
  expect(health.notes.map(({ name }) => name)).toEqual(["room 0", "room 1"]);
});

test("a room that is replaced by one where we were already is named as that: nobody can invite us there", () => {
  const health = new Health();
  const standing = [knownRoom("r1", { successor: room("r2") }), knownRoom("r2")];
  new PlaceHealth(health, ME).tell({
    ...{ wishes: [], followers: new Set<UserId>(), now: 1, failureAt: () => null },
    places: [place(1, { configured: true, reason: "the room was upgraded" })],
    rooms: standing,
    subscribed: new Set<PlaceId>(),
  });
  expect(health.reasons).toMatchObject([
    {
      name: "room 1",
      what: expect.stringMatching(/replaced by .*r2.*, which does not confirm it/),
      remedy: expect.not.stringContaining("invite"),
    },
  ]);
});

test("a person whose room lets us say nothing is not said to have left it", () => {
  const health = new Health();
  const person = "@anne:example.org" as UserId;
  const reason = "not enough power to send messages";
  told(new PlaceHealth(health, ME), [place(1, { person, reason })], [1]);
  expect(health.notes).toMatchObject([
    {
      name: "direct rooms",
      what: expect.stringMatching(/: 1 have a room where nothing can be said: not enough power/),
      remedy: expect.stringContaining("mend those rooms"),
    },
  ]);
});
