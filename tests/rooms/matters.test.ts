import { expect, test } from "vitest";
import { matters } from "../../src/rooms/matters.ts";
import type { Room } from "../../src/rooms/room.ts";
import { room, user } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";

const few = [user("crieur"), user("a"), user("b")];
const large = knownRoom("large", { memberCount: 50 });

test.each<[string, Room, Partial<Room>, boolean]>([
  ["who comes into a large room", large, { memberCount: 51 }, false],
  ["who leaves a room of a few", knownRoom("few", { members: [...few, user("c")] }), { members: few }, false],
  ["a new name", large, { name: "Missions", stateEvents: { "m.room.name": "$n" as never } }, false],
  ["the last but one who leaves", knownRoom("few", { members: few }), { members: few.slice(0, 2) }, true],
  ["who comes where one person was", knownRoom("few", { members: few.slice(0, 2) }), { members: few }, true],
  ["a count that has to be asked about", large, { memberCount: 2 }, true],
  ["a tombstone", large, { successor: room("new") }, true],
  ["encryption", large, { encrypted: true }, true],
  ["an address", large, { aliases: ["#missions:example.org"] }, true],
  ["our own leaving", large, { membership: "leave" }, true],
  [
    "power",
    large,
    { power: { users: {}, usersDefault: 0, kick: 50, eventsDefault: 50, message: null } },
    true,
  ],
])("what there is to do about rooms is looked at anew after %s, or is not", (_, before, change, expected) => {
  expect(matters(before, { ...before, ...change })).toBe(expected);
});

test("and after a room that nobody knew", () => {
  expect(matters(null, large)).toBe(true);
});
