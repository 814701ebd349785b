import { describe, expect, test } from "vitest";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { maySpeak, permissionOf } from "../../src/rooms/permission.ts";
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

const mayConfigure = (of: Room, who: UserId, admins: readonly UserId[]): boolean =>
  permissionOf(of, who, { admins, me: user("crieur") }).may;

describe("who may configure a room", () => {
  const levels = { users: { [user("mod")]: 50, [user("admin")]: 100 }, events: {}, state_default: 100 };

  test("who could remove members: moderators, not everybody", () => {
    expect(mayConfigure(room(levels), user("mod"), [])).toBe(true);
    expect(mayConfigure(room(levels), user("agent"), [])).toBe(false);
    expect(mayConfigure(room({ ...levels, kick: 60 }), user("mod"), [])).toBe(false);
    expect(mayConfigure(room({ ...levels, users_default: 50 }), user("agent"), [])).toBe(true);
  });

  test("nobody while the power levels are not known, but bot administrators", () => {
    expect(mayConfigure(room(null), user("admin"), [])).toBe(false);
    expect(mayConfigure(room(null), user("boss"), [user("boss")])).toBe(true);
  });

  test("externals never, whatever their power, but those who administer the bot", () => {
    const external = "@ext:agent.externe.tchap.test" as UserId;
    const there = room({ users: { [external]: 100, [user("admin")]: 100 } }, { creators: [external] });
    const settings = { admins: [], me: user("crieur") };
    expect(permissionOf(there, external, settings)).toEqual({
      may: false,
      lacks: "external",
      able: [user("admin")],
      others: 0,
    });
    const alone = room({}, { members: [external, user("crieur")] });
    expect(mayConfigure(alone, external, [])).toBe(false);
    expect(mayConfigure(there, external, [external])).toBe(true);
  });

  test("a refusal names who may, the most powerful first, and not the bot", () => {
    const powers = { [user("mod")]: 50, [user("crieur")]: 100, [user("admin")]: 100, [user("agent")]: 10 };
    const there = room({ users: powers }, { creators: [user("founder")] });
    const able = (of: Room | null) => permissionOf(of, user("agent"), { admins: [], me: user("crieur") });
    expect(able(there)).toEqual({
      may: false,
      lacks: "power",
      able: [user("founder"), user("admin"), user("mod")],
      others: 0,
    });
    const more = { ...powers, [user("mod2")]: 50, [user("mod3")]: 50 };
    expect(able(room({ users: more }, { creators: [user("founder")] }))).toMatchObject({
      able: [user("founder"), user("admin"), user("mod")],
      others: 2,
    });
    expect(able({ ...there, members: [user("agent"), user("mod"), user("crieur")] })).toMatchObject({
      able: [user("mod")],
    });
    expect(able(null)).toEqual({ may: false, lacks: "unknown", able: [], others: 0 });
    expect(able(room(null))).toEqual({ may: false, lacks: "unknown", able: [], others: 0 });
  });

  test("creators of a room of version 12, whom the power levels do not name", () => {
    expect(mayConfigure(room({}, { creators: [user("founder")] }), user("founder"), [])).toBe(true);
  });

  test("the other person in a direct room, but not where others are meant to come", () => {
    const members = [user("agent"), user("crieur")];
    expect(mayConfigure(room({}, { members }), user("agent"), [])).toBe(true);
    expect(mayConfigure(room({}, { members }), user("passer-by"), [])).toBe(false);
    expect(mayConfigure(room({}, { members, aliases: ["#a:b"] }), user("agent"), [])).toBe(false);
    expect(mayConfigure(room({}, { members: [...members, user("third")] }), user("agent"), [])).toBe(false);
    // A count of two is a hint, and may stand for many.
    expect(mayConfigure(room({}, { memberCount: 2 }), user("agent"), [])).toBe(false);
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
