import { describe, expect, test } from "vitest";
import { auditSealed, type Readable, type Sealing, type Unread } from "../../campaign/ledger/sealed.ts";

const ROOM = "!nord:x";

let places = 0;
const sealing = (more: Partial<Sealing> = {}): Sealing => ({
  room: ROOM,
  transactionId: "t1",
  session: "key",
  place: ++places,
  ciphertext: `sealed ${places}`,
  readers: 1,
  at: 100,
  ...more,
});

/** The kinds and the sentences of what the ledger finds. */
const found = (
  sealings: readonly Sealing[],
  unread: readonly Unread[] = [],
  readable: readonly Readable[] = [],
): string[] =>
  auditSealed({ unread, readable, sealings, uploads: [] }).map(({ kind, what }) => `${kind}: ${what}`);

describe("what goes to the homeserver", () => {
  test("sealed once, repeated as it was, and sealed anew for somebody who came since", () => {
    const first = sealing();
    const anew = sealing({ readers: 2 });
    expect(found([first, first, anew, anew, sealing({ transactionId: "t2" })])).toEqual([]);
  });

  test("sealed anew for the same readers is repeated", () => {
    const first = sealing();
    expect(found([first, sealing()])).toEqual([`repeated: sealed anew for the same readers: ${ROOM} t1`]);
  });

  test("two texts at one place of a key are repeated, whatever they are", () => {
    const first = sealing({ place: 7 });
    const second = sealing({ place: 7, transactionId: "t2", room: ROOM, readers: 9 });
    expect(found([first, second])).toEqual([
      "repeated: two texts were sealed by one key at one place: key 7",
    ]);
    expect(found([first, { ...second, session: "other key" }])).toEqual([]);
  });
});

test("what somebody cannot open may still come right; what the homeserver can read cannot", () => {
  const unread = { person: "@lea:x", room: ROOM, event: "$1", at: 100, why: "no key" };
  const readable = {
    room: ROOM,
    id: "$2",
    what: "the homeserver holds m.room.message of @crieur:x",
    at: 100,
  };
  expect(found([], [unread], [readable])).toEqual([
    "unreadable: @lea:x cannot open $1: no key",
    "clear: the homeserver holds m.room.message of @crieur:x",
  ]);
  const facts = { unread: [unread], readable: [readable], sealings: [], uploads: [] };
  expect(auditSealed(facts).map(({ passing }) => passing)).toEqual([true, false]);
});

test("a one-time key that is uploaded again and again is repeated; once in each life is none", () => {
  const nothing = { unread: [], readable: [], sealings: [] };
  const upload = (life: number) => ({ key: "signed_curve25519:AAAA", life, at: 100 });
  const lives = Array.from({ length: 20 }, (_, life) => upload(life));
  expect(auditSealed({ ...nothing, uploads: lives })).toEqual([]);
  const again = Array.from({ length: 20 }, () => upload(1));
  expect(auditSealed({ ...nothing, uploads: again })).toMatchObject([
    { kind: "repeated", what: "the one-time key signed_curve25519:AAAA was uploaded 20 times" },
  ]);
});
