import { describe, expect, test } from "vitest";
import type { EventId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { Room, RoomEvent } from "../../src/rooms/room.ts";
import { applyDeparture, applyInvitation, applyRedaction, applyState } from "../../src/rooms/roomState.ts";

const ME = "@crieur:agent.test" as UserId;
const AGENT = "@agent:agent.test" as UserId;
const ROOM = "!missions" as RoomId;
const context = { room: ROOM, memberCount: null, gap: false };

function state(type: string, content: object, more: Partial<RoomEvent> = {}): RoomEvent {
  return {
    id: "$1" as EventId,
    type,
    sender: AGENT,
    stateKey: "",
    sentAt: 100,
    age: null,
    content: content as RoomEvent["content"],
    transactionId: null,
    redacts: null,
    ...more,
  };
}
const create = (content: object = { room_version: "10" }) => state("m.room.create", content);
const join = (sentAt: number) =>
  state("m.room.member", { membership: "join" }, { stateKey: ME, sender: ME, sentAt });
const own = (membership: string, sentAt: number) =>
  state("m.room.member", { membership }, { stateKey: ME, sentAt });
const encryption = state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
const applied = (before: Room | null, ...events: RoomEvent[]) => applyState(before, events, ME, context);

describe("whether a room is encrypted", () => {
  test("is not known before its full state was seen", () => {
    expect(applied(null, state("m.room.name", { name: "x" })).encrypted).toBeNull();
    expect(applied(null, create(), join(100)).encrypted).toBe(false);
  });

  test("once true stays true: neither a full state without it nor an empty event undoes it", () => {
    const encrypted = applied(applied(null, create(), join(100)), encryption);
    expect(encrypted.encrypted).toBe(true);
    expect(applied(encrypted, create(), join(200)).encrypted).toBe(true);
    expect(applied(encrypted, state("m.room.encryption", {})).encrypted).toBe(true);
  });

  test("only state counts: neither a message of that type nor another state key", () => {
    const room = applied(null, create(), join(100));
    expect(applied(room, { ...encryption, stateKey: null }).encrypted).toBe(false);
    expect(applied(room, { ...encryption, stateKey: "x" }).encrypted).toBe(false);
  });

  test("is unknown again while we are outside, unless it was true", () => {
    const room = applied(null, create(), join(100));
    const departure = { room: ROOM, membership: "leave", reason: null } as const;
    expect(applyDeparture(room, departure).encrypted).toBeNull();
    expect(applyDeparture(applied(room, encryption), departure).encrypted).toBe(true);
  });
});

describe("when we joined", () => {
  test("is the time of our join event, kept when it comes again or our name changes", () => {
    const room = applied(null, create(), join(100));
    expect(room).toMatchObject({ membership: "join", joinedAt: 100 });
    expect(applied(room, join(500)).joinedAt).toBe(100);
    expect(applied(room, create(), join(100)).joinedAt).toBe(100);
  });

  test("is new after an absence, also one within a batch or one that sync left out", () => {
    const room = applied(null, create(), join(100));
    expect(applied(room, own("leave", 200), join(300), join(400)).joinedAt).toBe(300);
    expect(applied(room, create(), join(300)).joinedAt).toBe(300);
    const gone = applyDeparture(room, { room: ROOM, membership: "ban", reason: "spam" });
    expect(gone).toMatchObject({ membership: "ban", joinedAt: null, leaveReason: "spam" });
    expect(applied(gone, create(), join(300))).toMatchObject({ joinedAt: 300, leaveReason: null });
  });

  test("other people's joins say nothing about us", () => {
    const other = state("m.room.member", { membership: "join" }, { stateKey: AGENT, sentAt: 900 });
    expect(applied(applied(null, create(), join(100)), other).joinedAt).toBe(100);
  });
});

describe("power", () => {
  test("is Matrix's default where the room states nothing", () => {
    expect(applied(null, create()).power).toEqual({
      users: { [AGENT]: 100 },
      usersDefault: 0,
      kick: 50,
      eventsDefault: 0,
      message: null,
    });
    expect(applied(null, state("m.room.power_levels", {}), create()).power).toMatchObject({
      users: {},
      kick: 50,
    });
  });

  test("is read as the room states it, strings of old rooms too, and nonsense is passed over", () => {
    const levels = {
      users: { [AGENT]: "100", "@b:c": 1.5, nobody: 50, "@d:e": 50 },
      users_default: 1,
      kick: "60",
      events_default: null,
      events: { "m.room.message": 10 },
    };
    expect(applied(null, create(), state("m.room.power_levels", levels)).power).toEqual({
      users: { [AGENT]: 100, "@d:e": 50 },
      usersDefault: 1,
      kick: 60,
      eventsDefault: 0,
      message: 10,
    });
  });

  test("creators stand above it from room version 12 on", () => {
    const content = { room_version: "12", additional_creators: ["@co:agent.test", 7] };
    expect(applied(null, create(content)).creators).toEqual([AGENT, "@co:agent.test"]);
    expect(applied(null, create({ ...content, room_version: "11" })).creators).toEqual([]);
    expect(applied(null, create({})).creators).toEqual([]);
  });
});

describe("names and neighbours", () => {
  test("follow the state, and are forgotten by a full state without them", () => {
    const room = applied(
      null,
      create({ predecessor: { room_id: "!old:agent.test" } }),
      state("m.room.name", { name: "Missions" }),
      state("m.room.canonical_alias", { alias: "#a:b", alt_aliases: ["#c:d", "#a:b", 4] }),
      state("m.room.tombstone", { replacement_room: "!new" }),
    );
    expect(room).toMatchObject({
      name: "Missions",
      aliases: ["#a:b", "#c:d"],
      predecessor: "!old:agent.test",
      successor: "!new",
    });
    expect(applied(room, create())).toMatchObject({
      name: null,
      aliases: [],
      predecessor: null,
      successor: null,
    });
    expect(applied(room, state("m.room.tombstone", { replacement_room: 3 })).successor).toBeNull();
  });

  test("what is no alias takes the place of none", () => {
    const junk = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? at : "#a:b"));
    const many = Array.from({ length: 30 }, (_, at) => `#m${at}:b`);
    const alt_aliases = [...junk, ...many];
    const { aliases } = applied(null, state("m.room.canonical_alias", { alias: "#a:b", alt_aliases }));
    expect(aliases).toEqual(["#a:b", ...many.slice(0, 19)]);
  });

  test("the member count stays until another is told", () => {
    const room = applyState(null, [], ME, { room: ROOM, memberCount: 2, gap: false });
    expect(applied(room).memberCount).toBe(2);
  });
});

describe("a redaction of state", () => {
  const id = (text: string) => `$${text}` as EventId;
  const room = applied(
    null,
    create(),
    state("m.room.name", { name: "Missions" }, { id: id("name") }),
    state("m.room.canonical_alias", { alias: "#a:b" }, { id: id("alias") }),
    state("m.room.tombstone", { replacement_room: "!new" }, { id: id("end") }),
    state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }, { id: id("encryption") }),
  );

  test("empties what stood on that event: a tombstone ends no room any more", () => {
    expect(applyRedaction(room, id("end"))).toMatchObject({ successor: null, name: "Missions" });
    expect(applyRedaction(room, id("name"))).toMatchObject({ name: null, successor: "!new" });
    expect(applyRedaction(room, id("alias")).aliases).toEqual([]);
  });

  test("never ends encryption", () => {
    expect(applyRedaction(room, id("encryption")).encrypted).toBe(true);
    // As a server gives it afterwards, when the whole state comes again.
    expect(applied(room, create(), state("m.room.encryption", {})).encrypted).toBe(true);
  });

  test("of an event that was replaced, or is none of the state, changes nothing", () => {
    const renamed = applied(room, state("m.room.name", { name: "Autres" }, { id: id("newer") }));
    expect(applyRedaction(renamed, id("name"))).toBe(renamed);
    expect(applyRedaction(room, id("message"))).toBe(room);
  });

  test("of power levels leaves the levels, as Matrix's redaction does", () => {
    // Rooms of all versions keep users, events, kick and the defaults of a redacted m.room.power_levels.
    const levels = applied(room, state("m.room.power_levels", { kick: 60 }, { id: id("power") }));
    expect(applyRedaction(levels, id("power")).power?.kick).toBe(60);
  });
});

test("an invitation is another's word: it makes nothing known but encryption", () => {
  const invitation = {
    room: ROOM,
    inviter: AGENT,
    encrypted: false,
    type: null,
    predecessor: null,
    name: "Missions",
  };
  expect(applyInvitation(null, invitation)).toMatchObject({
    membership: "invite",
    inviter: AGENT,
    encrypted: null,
    name: "Missions",
    joinedAt: null,
  });
  expect(applyInvitation(null, { ...invitation, encrypted: true }).encrypted).toBe(true);
  const joined = applied(applyInvitation(null, invitation), create(), join(5));
  expect(joined).toMatchObject({ membership: "join", inviter: null, encrypted: false, joinedAt: 5 });
});
