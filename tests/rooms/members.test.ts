import { describe, expect, test } from "vitest";
import type { EventId, UserId } from "../../src/rooms/identifiers.ts";
import { askedMembers, isEmptied, membersAfter, needsMembers } from "../../src/rooms/members.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { user } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";

const ME = user("crieur");
const [LEA, MAX] = [user("lea"), user("max")];

function event(
  type: string,
  sender: UserId,
  stateKey: string | null,
  content: RoomEvent["content"],
): RoomEvent {
  return {
    ...{ id: "$1" as EventId, type, sender, stateKey, content },
    ...{ sentAt: 1, age: null, transactionId: null, redacts: null },
  };
}
const member = (who: UserId, membership: string) => event("m.room.member", who, who, { membership });
const message = (who: UserId) => event("m.room.message", who, null, { body: "!offres" });
const heard = (
  members: UserId[] | null,
  events: RoomEvent[],
  memberCount: number | null = null,
  gap = false,
) => membersAfter(members, { events, memberCount, gap }, ME);

describe("who is in a room", () => {
  test("follows who comes and goes", () => {
    expect(heard([ME, LEA], [member(MAX, "join")], 3)).toEqual([ME, LEA, MAX]);
    expect(heard([ME, LEA], [member(LEA, "leave")], 1)).toEqual([ME]);
    expect(heard([ME, LEA], [member(MAX, "invite")])).toEqual([ME, LEA]);
    expect(heard([ME, LEA], [message(LEA), member(LEA, "ban")])).toEqual([ME]);
  });

  test("stays the same where nobody comes or goes, so that nothing is written", () => {
    const members = [ME, LEA];
    expect(heard(members, [message(LEA), message(ME), member(LEA, "join")], 2)).toBe(members);
  });

  test.each<[string, readonly UserId[] | null]>([
    ["somebody speaks who is not among them", heard([ME], [message(LEA)])],
    ["the homeserver counts others", heard([ME], [], 2)],
    ["events were left out", heard([ME, LEA], [], null, true)],
    ["it was not before", heard(null, [member(LEA, "join")], 2)],
    [
      "they are many",
      heard([ME, ...Array.from("abcdefghi", (name) => user(name))], [member(LEA, "join")], 11),
    ],
  ])("is not certain when %s", (_, members) => {
    expect(members).toBeNull();
  });
});

test("members are asked for only where a count says that we are alone, or two, or says nothing", () => {
  expect(needsMembers(knownRoom("a", { memberCount: 1 }))).toBe(true);
  expect(needsMembers(knownRoom("a", { memberCount: 2 }))).toBe(true);
  expect(needsMembers(knownRoom("a", { memberCount: null }))).toBe(true);
  expect(needsMembers(knownRoom("a", { memberCount: 3 }))).toBe(false);
  expect(needsMembers(knownRoom("a", { memberCount: 1, membership: "invite" }))).toBe(false);
  expect(needsMembers(askedMembers(knownRoom("a", { memberCount: 1 }), [ME]))).toBe(false);
  const crowd = Array.from({ length: 300 }, (_, at) => user(`a${at}`));
  expect(needsMembers(askedMembers(knownRoom("a", { memberCount: 1 }), crowd))).toBe(false);
});

test("a room is emptied when its members say so, and never by a count", () => {
  expect(isEmptied(knownRoom("a", { memberCount: 1 }))).toBe(false);
  expect(isEmptied(askedMembers(knownRoom("a", { memberCount: 1 }), [ME]))).toBe(true);
  expect(isEmptied(askedMembers(knownRoom("a", { memberCount: 1 }), [ME, LEA]))).toBe(false);
});
