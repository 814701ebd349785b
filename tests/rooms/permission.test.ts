import { describe, expect, test } from "vitest";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { mayAdminister, maySpeak } from "../../src/rooms/permission.ts";
import { readPowerLevels } from "../../src/rooms/powerLevels.ts";
import type { Room } from "../../src/rooms/room.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";

const user = (name: string) => `@${name}:agent.test` as UserId;

function room(levels: object | null, more: Partial<Room> = {}): Room {
  return {
    ...unknownRoom("!r" as RoomId),
    membership: "join",
    memberCount: 3,
    power: levels === null ? null : readPowerLevels(levels as Record<string, unknown>),
    ...more,
  };
}

describe("who may administer a room", () => {
  const levels = { users: { [user("mod")]: 50, [user("admin")]: 100 }, events: {}, state_default: 100 };

  test("who could remove members: moderators, not everybody", () => {
    expect(mayAdminister(room(levels), user("mod"), [])).toBe(true);
    expect(mayAdminister(room(levels), user("agent"), [])).toBe(false);
    expect(mayAdminister(room({ ...levels, kick: 60 }), user("mod"), [])).toBe(false);
    expect(mayAdminister(room({ ...levels, users_default: 50 }), user("agent"), [])).toBe(true);
  });

  test("nobody while the power levels are not known, but bot administrators", () => {
    expect(mayAdminister(room(null), user("admin"), [])).toBe(false);
    expect(mayAdminister(room(null), user("boss"), [user("boss")])).toBe(true);
  });

  test("creators of a room of version 12, whom the power levels do not name", () => {
    expect(mayAdminister(room({}, { creators: [user("founder")] }), user("founder"), [])).toBe(true);
  });

  test("the other person in a direct room, but not where others are meant to come", () => {
    const members = [user("agent"), user("crieur")];
    expect(mayAdminister(room({}, { members }), user("agent"), [])).toBe(true);
    expect(mayAdminister(room({}, { members }), user("passer-by"), [])).toBe(false);
    expect(mayAdminister(room({}, { members, aliases: ["#a:b"] }), user("agent"), [])).toBe(false);
    expect(mayAdminister(room({}, { members: [...members, user("third")] }), user("agent"), [])).toBe(false);
    // A count of two is a hint, and may stand for many.
    expect(mayAdminister(room({}, { memberCount: 2 }), user("agent"), [])).toBe(false);
  });
});

test("who may speak, by what messages ask in the room", () => {
  const me = user("crieur");
  expect(maySpeak(room({}), me)).toBe(true);
  expect(maySpeak(room({ events_default: 50 }), me)).toBe(false);
  expect(maySpeak(room({ events_default: 50, events: { "m.room.message": 0 } }), me)).toBe(true);
  expect(maySpeak(room({ events: { "m.room.message": 10 } }), me)).toBe(false);
  expect(maySpeak(room({}, { membership: "ban" }), me)).toBe(false);
  expect(maySpeak(room(null), me)).toBeNull();
});
