import { expect, test } from "vitest";
import { assertLawful } from "../../src/delivery/laws.ts";
import type { OutboxId, OutboxRow } from "../../src/delivery/row.ts";
import type { Seen, Step } from "../../src/delivery/seen.ts";
import { event } from "../support/identifiers.ts";
import { attempted, ELSEWHERE, frozen, HERE, HOUR, NOW, queued, settled } from "./row.ts";

const HERE_NOW = { when: "now", room: HERE } as const;
const turn: Seen = { kind: "turn", reach: HERE_NOW, placeRoom: HERE, device: "DEVICE" };
const arrived: Seen = { kind: "arrived", event: event("e") };
const refused: Seen = { kind: "refused", error: "no", after: 1, reach: HERE_NOW, final: true };
const rendered: Seen = { kind: "rendered", frozen: frozen(), alreadyShown: false, original: null };

const after = (row: OutboxRow, more: Partial<Step> = {}): Step => ({
  row,
  change: null,
  told: null,
  deed: "nothing",
  ...more,
});

/** What a decision gone wrong might come to, and the invariant that it breaks. */
test.each<[number, string, OutboxRow, Seen, Step]>([
  [1, "is taken back", attempted(), turn, after(queued())],
  [1, "is sent and lost", settled("sent"), turn, after(settled("dead"))],
  [
    1,
    "is sent without an attempt",
    queued(),
    arrived,
    after(settled("sent"), { change: { kind: "sent", event: event("e") } }),
  ],
  [1, "settles unwritten", attempted(), arrived, after(settled("sent"), { told: "told" })],
  [2, "says something else", attempted(), turn, after(attempted({ content: { body: "autre" } }))],
  [
    2,
    "goes under another id",
    attempted(),
    turn,
    after(attempted({ content: attempted().content, transactionId: "x" })),
  ],
  [2, "moves unseen", attempted(), turn, after(attempted({ room: ELSEWHERE }))],
  [3, "is sent as it waits", queued(), turn, after(queued(), { deed: "send" })],
  [
    3,
    "is sent without words",
    queued(),
    rendered,
    after(attempted({ content: null }), { change: { kind: "freeze", frozen: frozen() }, deed: "send" }),
  ],
  [
    4,
    "is repeated after a day",
    attempted({ attemptedAt: NOW - 24 * HOUR }),
    turn,
    after(attempted({ attemptedAt: NOW - 24 * HOUR }), { deed: "send" }),
  ],
  [
    4,
    "is repeated by another device",
    attempted({ device: "OTHER" }),
    turn,
    after(attempted({ device: "OTHER" }), { deed: "send" }),
  ],
  [
    4,
    "is attempted afresh unseen",
    attempted(),
    turn,
    after(attempted(), { change: { kind: "adopt", device: "DEVICE", room: HERE } }),
  ],
  [
    1,
    "is dropped after an attempt",
    attempted(),
    turn,
    after(settled("dropped"), { change: { kind: "drop", reason: "x" } }),
  ],
  [
    5,
    "is said to be dropped after an attempt",
    attempted(),
    turn,
    after(attempted(), { change: { kind: "drop", reason: "x" } }),
  ],
  [
    6,
    "edits nothing",
    queued({ edits: 3 as OutboxId, class: "edit" }),
    rendered,
    after(attempted({ edits: 3 as OutboxId, class: "edit" }), {
      change: { kind: "freeze", frozen: frozen() },
    }),
  ],
  [
    7,
    "is lost silently",
    attempted(),
    refused,
    after(settled("dead"), { change: { kind: "dead", reason: "no" }, told: "failed" }),
  ],
  [
    7,
    "is told of for ever",
    attempted({ class: "notice" }),
    refused,
    after(
      { ...settled("dead"), class: "notice" },
      { change: { kind: "dead", reason: "no" }, deed: "tell administrators" },
    ),
  ],
  [8, "is told before it is sent", attempted(), turn, after(attempted(), { told: "told" })],
  [
    8,
    "is sent, and not told",
    attempted(),
    arrived,
    after(settled("sent"), { change: { kind: "sent", event: event("e") } }),
  ],
])("invariant %d is broken by a row that %s", (invariant, _, before, seen, result) => {
  expect(() => assertLawful(before, seen, result, NOW)).toThrow(new RegExp(`: ${invariant}: `));
});
