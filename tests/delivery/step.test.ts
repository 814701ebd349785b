import { describe, expect, test } from "vitest";
import type { Reach } from "../../src/delivery/reach.ts";
import type { OutboxId, OutboxRow } from "../../src/delivery/row.ts";
import type { RowChange } from "../../src/delivery/rowChange.ts";
import type { Seen, Step } from "../../src/delivery/seen.ts";
import { step } from "../../src/delivery/step.ts";
import { event } from "../support/identifiers.ts";
import { attempted, ELSEWHERE, frozen, HERE, HOUR, NOW, queued, settled } from "./row.ts";

type Turn = Extract<Seen, { kind: "turn" }>;
type Rendered = Extract<Seen, { kind: "rendered" }>;
type Missing = Extract<Seen, { kind: "missing" }>;
type Refused = Extract<Seen, { kind: "refused" }>;

const HERE_NOW: Reach = { when: "now", room: HERE };
const LATER: Reach = { when: "later" };
const NEVER: Reach = { when: "never", reason: "gone" };

const turn = (change: Partial<Turn> = {}): Turn => ({
  kind: "turn",
  reach: HERE_NOW,
  placeRoom: HERE,
  device: "DEVICE",
  ...change,
});
const rendered = (change: Partial<Rendered> = {}): Rendered => ({
  kind: "rendered",
  frozen: frozen(),
  alreadyShown: false,
  original: null,
  ...change,
});
const arrived: Seen = { kind: "arrived", event: event("e") };
const missing = (change: Partial<Missing> = {}): Missing => ({
  kind: "missing",
  reach: HERE_NOW,
  device: "DEVICE",
  ...change,
});
const failed = (concern: "passing" | "message" | "account"): Seen => ({
  kind: "failed",
  concern,
  error: "no",
  after: 4000,
});
const refused = (change: Partial<Refused> = {}): Refused => ({
  kind: "refused",
  error: "no",
  after: 4000,
  reach: HERE_NOW,
  final: false,
  ...change,
});

const reply = { class: "reply", key: "reply:$q:0" } as const;
const edit = { class: "edit", key: "edit:3:1", edits: 3 as OutboxId, revision: 1 } as const;
const notice = { class: "notice", key: "welcome:!a" } as const;

const sent: RowChange = { kind: "sent", event: event("e") };
const dead = (reason: string): RowChange => ({ kind: "dead", reason });
const quiet = (reason: string): RowChange => ({ kind: "dead", reason, quiet: true });
const drop = (reason: string): RowChange => ({ kind: "drop", reason });
const retry = (after: number): RowChange => ({ kind: "retry", next: NOW + after, error: "no" });
const adopt = (room = HERE): RowChange => ({ kind: "adopt", device: "DEVICE", room });
const freeze: RowChange = { kind: "freeze", frozen: frozen() };

type Case = [name: string, row: OutboxRow, seen: Seen, change: RowChange | null, deed: Step["deed"]];

const CASES: Record<string, Case[]> = {
  "a queued row whose turn has come": [
    ["is put into words", queued(), turn(), null, "render"],
    ["waits for its place", queued(), turn({ reach: LATER }), null, "nothing"],
    ["that has lost its room is dropped", queued(reply), turn({ reach: NEVER }), drop("gone"), "nothing"],
    ["of a first run has its room looked through", queued({ held: true }), turn(), null, "look through"],
    ["does so whatever its place says", queued({ held: true }), turn({ reach: LATER }), null, "look through"],
    ["is put into words by any device", queued(), turn({ device: "OTHER" }), null, "render"],
    ["is put into words where its place moved to", queued(), turn({ placeRoom: ELSEWHERE }), null, "render"],
    ["of any age is put into words", queued({ createdAt: NOW - 900 * HOUR }), turn(), null, "render"],
  ],
  "a row that was put into words": [
    ["is frozen, then sent", queued(), rendered(), freeze, "send"],
    [
      "with nothing left to say is dropped",
      queued(),
      rendered({ frozen: null }),
      drop("nothing left to say"),
      "nothing",
    ],
    ["answers", queued(reply), rendered(), freeze, "send"],
    ["edits what is there", queued(edit), rendered({ original: event("o") }), freeze, "send"],
    ["waits for the message that it edits", queued(edit), rendered(), null, "nothing"],
    [
      "is kept, with nothing to say yet, for the message that it edits",
      queued(edit),
      rendered({ frozen: null }),
      null,
      "nothing",
    ],
    [
      "that would show what is there is dropped",
      queued(edit),
      rendered({ original: event("o"), alreadyShown: true }),
      drop("the room sees this already"),
      "nothing",
    ],
    [
      "of a message that shows nothing any more is dropped",
      queued(edit),
      rendered({ original: event("o"), frozen: null }),
      drop("nothing left to say"),
      "nothing",
    ],
  ],
  "an attempted row whose turn has come": [
    ["is repeated as it is", attempted(), turn(), null, "send"],
    ["waits for its place", attempted(), turn({ reach: LATER }), null, "nothing"],
    [
      "that has lost its room is given up",
      attempted({ ...reply }),
      turn({ reach: NEVER }),
      quiet("gone"),
      "nothing",
    ],
    ["just trusted is repeated", attempted({ attemptedAt: NOW - 12 * HOUR }), turn(), null, "send"],
    [
      "older than that is looked up",
      attempted({ attemptedAt: NOW - 12 * HOUR - 1 }),
      turn(),
      null,
      "look up",
    ],
    ["of another device is looked up", attempted({ device: "OTHER" }), turn(), null, "look up"],
    ["of no device is looked up", attempted({ device: null }), turn(), null, "look up"],
    [
      "whose place has moved is looked up where it was",
      attempted(),
      turn({ placeRoom: ELSEWHERE, reach: { when: "now", room: ELSEWHERE } }),
      null,
      "look up before",
    ],
    [
      "whose place has no room is looked up where it was",
      attempted(),
      turn({ placeRoom: null }),
      null,
      "look up before",
    ],
    [
      "is looked up before its place is asked",
      attempted({ device: "OTHER" }),
      turn({ reach: NEVER }),
      null,
      "look up",
    ],
    ["answers where it was asked", attempted(reply), turn({ placeRoom: ELSEWHERE }), null, "send"],
    [
      "goes to no other room",
      attempted(reply),
      turn({ reach: { when: "now", room: ELSEWHERE } }),
      null,
      "nothing",
    ],
  ],
  "a row that arrived": [
    ["is sent", attempted(), arrived, sent, "nothing"],
    ["is sent, of any class", attempted(edit), arrived, sent, "nothing"],
    ["is sent, however old", attempted({ attemptedAt: NOW - 900 * HOUR }), arrived, sent, "nothing"],
    ["is left alone while it is queued", queued(), arrived, null, "nothing"],
    ["is left alone once it is sent", settled("sent"), arrived, null, "nothing"],
    ["is left alone once it is dropped", settled("dropped"), arrived, null, "nothing"],
    ["is left alone once it is dead", settled("dead"), arrived, null, "nothing"],
  ],
  "a row that cannot be put into words": [
    [
      "is given up, and told",
      queued(),
      { kind: "unsayable", error: "no" },
      dead("no"),
      "tell administrators",
    ],
    [
      "is given up, and not told to those it was for",
      queued(notice),
      { kind: "unsayable", error: "no" },
      dead("no"),
      "nothing",
    ],
  ],
  "an answer whose time is over": [
    [
      "is looked up before it is repeated",
      attempted({ ...reply, createdAt: NOW - 600_001 }),
      turn(),
      null,
      "look up",
    ],
    [
      "is given up when that fails",
      attempted({ ...reply, createdAt: NOW - 600_001 }),
      failed("passing"),
      quiet("too late to answer"),
      "nothing",
    ],
    [
      "is repeated when it only corrects one",
      attempted({ ...reply, edits: 3 as OutboxId, createdAt: NOW - 600_001 }),
      turn(),
      null,
      "send",
    ],
  ],
  "a row that has nothing to be about any more": [
    [
      "is given up, and nobody has to see it",
      attempted(edit),
      { kind: "pointless", reason: "purged" },
      quiet("purged"),
      "nothing",
    ],
    [
      "is dropped while it is queued",
      queued(edit),
      { kind: "pointless", reason: "purged" },
      drop("purged"),
      "nothing",
    ],
  ],
  "a row that is missing in its room": [
    ["is attempted afresh", attempted({ device: "OTHER" }), missing(), adopt(), "nothing"],
    [
      "is attempted in the room that its place moved to",
      attempted(),
      missing({ reach: { when: "now", room: ELSEWHERE } }),
      adopt(ELSEWHERE),
      "nothing",
    ],
    ["waits for its place", attempted(), missing({ reach: LATER }), null, "nothing"],
    [
      "that has lost its room is given up",
      attempted(edit),
      missing({ reach: NEVER }),
      quiet("gone"),
      "nothing",
    ],
    [
      "just in time answers",
      attempted({ ...reply, createdAt: NOW - 600_000 }),
      missing(),
      adopt(),
      "nothing",
    ],
    [
      "too late answers nobody",
      attempted({ ...reply, createdAt: NOW - 600_001 }),
      missing(),
      quiet("too late to answer"),
      "nothing",
    ],
    [
      "is too late, wherever it would go",
      attempted({ ...reply, createdAt: NOW - HOUR }),
      missing({ reach: LATER }),
      quiet("too late to answer"),
      "nothing",
    ],
    [
      "that announces is never too late",
      attempted({ createdAt: NOW - 900 * HOUR }),
      missing(),
      adopt(),
      "nothing",
    ],
  ],
  "a request that failed": [
    ["in passing is repeated later", attempted(), failed("passing"), retry(4000), "nothing"],
    ["in passing while it looked, too", queued({ held: true }), failed("passing"), retry(4000), "nothing"],
    ["for the account's sake is due when that works", attempted(), failed("account"), retry(0), "nothing"],
    ["for good is given up", attempted(), failed("message"), dead("no"), "tell administrators"],
    ["for good, an answer", attempted(reply), failed("message"), dead("no"), "tell administrators"],
    ["for good, a word to administrators", attempted(notice), failed("message"), dead("no"), "nothing"],
    ["after its echo came changes nothing", settled("sent"), failed("message"), null, "nothing"],
    ["after it was withdrawn changes nothing", settled("dropped"), failed("passing"), null, "nothing"],
  ],
  "a request that its room refused": [
    ["is repeated until sync says why", attempted(), refused(), retry(4000), "nothing"],
    ["is due again when its place is back", attempted(), refused({ reach: LATER }), retry(0), "nothing"],
    [
      "while sync sees nothing wrong is given up",
      attempted(),
      refused({ final: true }),
      dead("no"),
      "tell administrators",
    ],
    [
      "by a room that is lost is given up",
      attempted(reply),
      refused({ reach: NEVER }),
      dead("no"),
      "tell administrators",
    ],
    ["is no news of a notice", attempted(notice), refused({ final: true }), dead("no"), "nothing"],
    ["after its echo came changes nothing", settled("sent"), refused({ final: true }), null, "nothing"],
  ],
};

for (const [subject, cases] of Object.entries(CASES)) {
  describe(subject, () => {
    test.each(cases)("%s", (_, row, seen, change, deed) => {
      const result = step(row, seen, NOW);
      expect([result.change, result.deed]).toEqual([change, deed]);
    });
  });
}

describe("the row afterwards", () => {
  test.each<[string, OutboxRow, Seen, Partial<OutboxRow>]>([
    ["frozen", queued(), rendered(), { ...withoutMoment(), state: "attempted", attemptedAt: NOW }],
    [
      "sent",
      attempted({ error: "earlier" }),
      arrived,
      { state: "sent", event: event("e"), settledAt: NOW, error: null },
    ],
    [
      "tried again",
      attempted({ attempts: 2 }),
      failed("passing"),
      { attempts: 3, nextAttemptAt: NOW + 4000, error: "no" },
    ],
    ["attempted afresh", attempted({ device: "OTHER" }), missing(), { device: "DEVICE", attemptedAt: NOW }],
    ["dropped", queued(reply), turn({ reach: NEVER }), { state: "dropped", error: "gone", settledAt: NOW }],
    ["dead", attempted(), failed("message"), { state: "dead", error: "no", settledAt: NOW }],
    ["as it was", attempted(), turn(), {}],
  ])("%s", (_, row, seen, change) => {
    expect(step(row, seen, NOW).row).toEqual({ ...row, ...change });
  });

  function withoutMoment(): Partial<OutboxRow> {
    const { at: _, ...words } = frozen();
    return words;
  }
});

describe("the offers of an announcement", () => {
  test.each<[string, OutboxRow, Seen, Step["told"]]>([
    ["are told once it is sent", attempted(), arrived, "told"],
    ["are failed once it is dead", attempted(), failed("message"), "failed"],
    ["are open while it is repeated", attempted(), failed("passing"), null],
    ["are open when it is dropped: what dropped it says more", queued(), rendered({ frozen: null }), null],
    ["are no matter of a message that announces nothing", attempted(edit), arrived, null],
  ])("%s", (_, row, seen, told) => {
    expect(step(row, seen, NOW).told).toBe(told);
  });
});

describe("in a place that is not to be disturbed", () => {
  const digest = { class: "digest", key: "digest:1:5" } as const;
  const copy = { key: "copy:$q" } as const;
  const quiet = turn({ quietUntil: NOW + HOUR });

  test.each([
    ["an announcement", queued()],
    ["a digest", queued(digest)],
  ])("%s that was not attempted is put off to the end", (_, row) => {
    const { change, deed, row: after } = step(row, quiet, NOW);
    expect({ change, deed }).toEqual({ change: { kind: "put off", until: NOW + HOUR }, deed: "nothing" });
    expect(after).toEqual({ ...row, notBefore: NOW + HOUR });
  });

  test.each([
    ["an answer", queued(reply)],
    ["a copy that was asked for", queued(copy)],
    ["an edit", queued(edit)],
    ["a welcome", queued(notice)],
  ])("%s goes", (_, row) => {
    expect(step(row, quiet, NOW)).toMatchObject({ change: null, deed: "render" });
  });

  test("what was attempted is settled, and what waits for its room goes on waiting", () => {
    expect(step(attempted(), quiet, NOW)).toMatchObject({ change: null, deed: "send" });
    expect(step(queued(), { ...quiet, reach: LATER }, NOW)).toMatchObject({ change: null, deed: "nothing" });
  });
});
