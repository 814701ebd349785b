import { describe, expect, test } from "vitest";
import { AskedList } from "../../src/flows/verify/asked.ts";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { readVerification } from "../../src/rooms/verificationEvent.ts";

const ROOM = "!salon:example.org" as RoomId;
const ME = "@crieur:example.org" as UserId;
const LEA = "@lea:example.org";
const NOW = 1_800_000_000_000;

const letter = (type: string, content: object, sender: unknown = LEA) => ({ type, sender, content });
const question = (flow = "f1", timestamp: unknown = NOW) =>
  letter("m.key.verification.request", { from_device: "PHONE", transaction_id: flow, timestamp });
const inRoom = (id: string, sentAt = NOW, sender = LEA) => ({
  ...letter("m.room.message", { msgtype: "m.key.verification.request", from_device: "PHONE" }, sender),
  id,
  sentAt,
});
const cancelled = (flow: string, sender = LEA) =>
  letter("m.key.verification.cancel", { transaction_id: flow, code: "m.user" }, sender);

describe("a word of a verification", () => {
  test("is read with its name, in a room and over to-device messages", () => {
    expect(readVerification(null, question())).toEqual({
      ...{ kind: "request", flow: "f1", sender: LEA, device: "PHONE", room: null, saidAt: NOW },
    });
    expect(readVerification(ROOM, inRoom("$asked"))).toMatchObject({ kind: "request", flow: "$asked" });
    const key = letter("m.key.verification.key", { "m.relates_to": { event_id: "$asked" } });
    expect(readVerification(ROOM, key)).toMatchObject({ kind: "answer", flow: "$asked", device: null });
    expect(readVerification(null, cancelled("f1"))).toMatchObject({ kind: "cancel", flow: "f1" });
  });

  test.each([
    ["a message", ROOM, letter("m.room.message", { msgtype: "m.text", body: "m.key.verification.request" })],
    ["a question as a room asks it, to a device", null, inRoom("$asked")],
    ["without a name", null, letter("m.key.verification.start", { from_device: "PHONE" })],
    ["a name that is none", null, question("")],
    ["of nobody", null, letter("m.key.verification.cancel", { transaction_id: "f1" }, 7)],
    ["without content", ROOM, letter("m.key.verification.mac", null as unknown as object)],
  ])("is none: %s", (_, room, event) => {
    expect(readVerification(room, event)).toBeNull();
  });
});

describe("what was asked for", () => {
  const list = (...heard: [RoomId | null, Parameters<typeof readVerification>[1]][]) => {
    const asked = new AskedList(ME);
    for (const [room, event] of heard) asked.heard(room, event, NOW);
    return asked;
  };

  test("stands for ten minutes from when it was said", () => {
    const asked = list([null, question("f1", NOW - 60_000)]);
    expect(asked.first(null, NOW)).toMatchObject({ user: LEA, device: "PHONE", flow: "f1" });
    expect(asked.untilNext(NOW)).toBe(9 * 60_000);
    expect(asked.first(null, NOW + 9 * 60_000)).toBeNull();
  });

  test("is not heard when it is too old, far ahead of the clock, without a moment, or our own of a room", () => {
    const late = question("f1", NOW - 600_000);
    const ahead = question("f2", NOW + 301_000);
    const never = question("f3", "soon");
    const ours = inRoom("$ours", NOW, ME);
    expect(list([null, late], [null, ahead], [null, never], [ROOM, ours]).first(null, NOW)).toBeNull();
    // Another session of ours asks over to-device messages.
    expect(list([null, { ...question(), sender: ME }]).first(ME, NOW)).not.toBeNull();
  });

  test("ends when who asked takes it back, and when another session of ours answers in the room; for nobody else", () => {
    expect(list([null, question()], [null, cancelled("f1", "@max:example.org")]).has("f1", NOW)).toBe(true);
    expect(list([null, question()], [null, cancelled("f1")]).has("f1", NOW)).toBe(false);
    const ready = letter("m.key.verification.ready", { "m.relates_to": { event_id: "$a" } }, ME);
    expect(list([ROOM, inRoom("$a")], [ROOM, ready]).has("$a", NOW)).toBe(false);
  });

  test("is kept of the last twenty only, and the oldest comes first", () => {
    const asked = list(
      ...Array.from(
        { length: 25 },
        (_, at) => [null, question(`f${at}`)] as [null, object & ReturnType<typeof question>],
      ),
    );
    expect(asked.first(null, NOW)?.flow).toBe("f5");
    expect(asked.first("@max:example.org" as UserId, NOW)).toBeNull();
  });
});
