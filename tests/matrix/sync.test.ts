import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSync } from "../../src/edges/matrix/sync.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";

const ME = "@crieur:agent.test" as UserId;
const ROOM = "!NwvDeUqH4g8Xw3nM2Tn0sYbYqg0yHn2Xn5U1b8dCj9o";

const event = (more: object = {}) => ({
  event_id: "$1",
  type: "m.room.message",
  sender: "@agent:agent.test",
  origin_server_ts: 1000,
  content: { msgtype: "m.text", body: "!offres" },
  ...more,
});
const joined = (more: object) => ({ next_batch: "s1", rooms: { join: { [ROOM]: more } } });
const timelineOf = (...events: unknown[]) =>
  readSync(joined({ timeline: { events } }), ME)?.joined[0]?.timeline;

describe("a joined room", () => {
  test("comes with its state, timeline and member count", () => {
    const batch = readSync(
      joined({
        summary: { "m.joined_member_count": 2 },
        state: {
          events: [
            event({ event_id: "$0", type: "m.room.name", state_key: "", content: { name: "Missions" } }),
          ],
        },
        timeline: {
          limited: false,
          prev_batch: "p1",
          events: [event({ unsigned: { age: 12, transaction_id: "t1" } })],
        },
      }),
      ME,
    );
    expect(batch).toEqual({
      nextToken: "s1",
      keys: { toDevice: [], changed: [], left: [], oneTimeKeys: null, fallbackKeys: null },
      invited: [],
      left: [],
      joined: [
        {
          room: ROOM,
          gapFrom: null,
          memberCount: 2,
          state: [
            {
              id: "$0",
              type: "m.room.name",
              sender: "@agent:agent.test",
              stateKey: "",
              sentAt: 1000,
              age: null,
              content: { name: "Missions" },
              transactionId: null,
              redacts: null,
            },
          ],
          timeline: [
            {
              id: "$1",
              type: "m.room.message",
              sender: "@agent:agent.test",
              stateKey: null,
              sentAt: 1000,
              age: 12,
              content: { msgtype: "m.text", body: "!offres" },
              transactionId: "t1",
              redacts: null,
            },
          ],
        },
      ],
    });
  });

  test("has a gap where the homeserver left events out", () => {
    const gap = (timeline: object) => readSync(joined({ timeline }), ME)?.joined[0]?.gapFrom;
    expect(gap({ limited: true, prev_batch: "p1", events: [] })).toBe("p1");
    expect(gap({ limited: "true", prev_batch: "p1" })).toBeNull();
    expect(gap({ prev_batch: "p1" })).toBeNull();
  });

  test("a redaction says what it redacts, in both of its forms, and no other event does", () => {
    const redaction = { type: "m.room.redaction", content: {} };
    expect(timelineOf(event({ ...redaction, redacts: "$a" }))?.[0]?.redacts).toBe("$a");
    expect(timelineOf(event({ ...redaction, content: { redacts: "$b" } }))?.[0]?.redacts).toBe("$b");
    expect(timelineOf(event({ redacts: "$a" }))?.[0]?.redacts).toBeNull();
  });

  test("events that cannot be are passed over, and the others are kept", () => {
    const kept = timelineOf(
      event({ event_id: 1 }),
      event({ sender: "agent" }),
      event({ type: null }),
      null,
      "x",
      [event()],
      event({ event_id: "$good", content: "text", origin_server_ts: "now", unsigned: null, state_key: 4 }),
    );
    expect(kept).toMatchObject([{ id: "$good", content: {}, sentAt: 0, age: null, stateKey: null }]);
  });
});

describe("an invitation", () => {
  const invited = (...events: object[]) =>
    readSync({ next_batch: "s1", rooms: { invite: { [ROOM]: { invite_state: { events } } } } }, ME)
      ?.invited[0];
  const state = (type: string, content: object, more: object = {}) => ({
    type,
    state_key: "",
    sender: "@agent:agent.test",
    content,
    ...more,
  });
  const mine = state("m.room.member", { membership: "invite" }, { state_key: ME });
  const theirs = state(
    "m.room.member",
    { membership: "join" },
    { state_key: "@agent:agent.test", sender: "@x:y" },
  );

  test("tells who invites, to what room", () => {
    const told = invited(
      state("m.room.create", {
        room_version: "12",
        type: "m.space",
        predecessor: { room_id: "!old:agent.test" },
      }),
      state("m.room.name", { name: " Missions " }),
      state("m.room.canonical_alias", { alias: "#missions:agent.test" }),
      mine,
      theirs,
    );
    expect(told).toEqual({
      room: ROOM,
      inviter: "@agent:agent.test",
      type: "m.space",
      encrypted: false,
      predecessor: "!old:agent.test",
      name: "Missions",
      alias: "#missions:agent.test",
    });
  });

  test("is encrypted whatever the encryption event contains", () => {
    expect(invited(mine, state("m.room.encryption", {}))?.encrypted).toBe(true);
    expect(invited(mine, { type: "m.room.encryption", state_key: "" })?.encrypted).toBe(true);
    expect(invited(mine, state("m.room.encryption", {}, { state_key: "other" }))?.encrypted).toBe(false);
  });

  test("without stripped state it names nobody", () => {
    expect(invited()).toEqual({
      room: ROOM,
      inviter: null,
      type: null,
      encrypted: false,
      predecessor: null,
      name: null,
      alias: null,
    });
  });
});

describe("a room that we are out of", () => {
  const left = (...events: object[]) =>
    readSync({ next_batch: "s1", rooms: { leave: { [ROOM]: { timeline: { events } } } } }, ME)?.left[0];
  const own = (content: object, sender: string = ME) =>
    event({ type: "m.room.member", state_key: ME, sender, content });

  test("tells by whom and why, by the last word on it", () => {
    expect(
      left(
        own({ membership: "leave", reason: "first" }, "@mod:agent.test"),
        own({ membership: "ban", reason: "spam" }, "@mod:agent.test"),
      ),
    ).toEqual({ room: ROOM, membership: "ban", by: "@mod:agent.test", reason: "spam" });
    expect(left(own({ membership: "leave" }))).toEqual({
      room: ROOM,
      membership: "leave",
      by: ME,
      reason: null,
    });
  });

  test("without a word on it, it is left", () => {
    expect(left(event())).toEqual({ room: ROOM, membership: "leave", by: null, reason: null });
  });
});

test("an answer that does not say where to go on is none", () => {
  for (const answer of [null, [], {}, { next_batch: 1 }, { next_batch: "" }])
    expect(readSync(answer, ME)).toBeNull();
});

test("whatever stands in an answer, reading it does not throw", () => {
  const keys = [
    ...[
      "next_batch",
      "rooms",
      "join",
      "invite",
      "leave",
      ROOM,
      "timeline",
      "state",
      "events",
      "invite_state",
    ],
    ...[
      "summary",
      "event_id",
      "type",
      "sender",
      "state_key",
      "content",
      "unsigned",
      "predecessor",
      "__proto__",
    ],
    ...["alt_aliases", "alias", "prev_batch", "limited", "redacts", "room_id", "constructor"],
  ];
  const leaf = fc.oneof(
    fc.constantFrom(
      "$1",
      ME,
      ROOM,
      "m.room.member",
      "m.room.create",
      "m.room.canonical_alias",
      "invite",
      "",
      true,
      null,
    ),
    fc.integer(),
    fc.string({ maxLength: 5 }),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 7, depthSize: "large", withCrossShrink: true },
      leaf,
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie("json"), { maxKeys: 5 }),
    ),
  }));
  const section = fc.dictionary(fc.constant(ROOM), json, { minKeys: 1 });
  const answer = fc.record({
    next_batch: fc.constant("s1"),
    rooms: fc.record({ join: section, invite: section, leave: section }),
  });
  fc.assert(
    fc.property(answer, (hostile) => {
      expect(readSync(hostile, ME)?.nextToken).toBe("s1");
    }),
  );
});
