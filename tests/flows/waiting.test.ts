import { describe, expect, test } from "vitest";
import { givenUpReasons, waitingReasons } from "../../src/flows/service/waiting.ts";
import type { WaitingLine } from "../../src/ports/index.ts";

const NOW = 1_000_000;
const line = (rows: number, waits: number, state: WaitingLine["state"] = "queued"): WaitingLine => ({
  class: "announcement",
  state,
  rows,
  since: NOW - waits * 1000,
});

describe("what waits", () => {
  test.each<[string, WaitingLine[], number, number]>([
    ["for under a minute is no reason", [line(1, 59)], 1, 0],
    ["for over a minute, alone, is one", [line(1, 62)], 1, 1],
    ["in a long line is explained by its rate", [line(300, 350)], 1, 0],
    ["longer than its line explains is one", [line(300, 361)], 1, 1],
    ["behind others of the same account is explained by them", [line(1, 100), line(300, 100)], 1, 0],
    ["at a slow homeserver takes its time", [line(40, 250)], 0.2, 0],
    ["without an answer to its attempt is one, too", [line(1, 62, "attempted")], 1, 1],
  ])("%s", (_, lines, perSecond, reasons) => {
    expect(waitingReasons(lines, { perSecond, now: NOW })).toHaveLength(reasons);
  });

  test("is named with its class, its age, and since when", () => {
    expect(waitingReasons([line(3, 120)], { perSecond: 1, now: NOW })).toMatchObject([
      {
        name: "queue announcement queued",
        what: "messages of class announcement that wait: 3, the oldest for 120 s",
        since: new Date(NOW - 120_000).toISOString(),
      },
    ]);
  });
});

test("what was given up is named once a cause, with what takes note of it", () => {
  const [reason] = givenUpReasons([
    { cause: "M_TOO_LARGE", rows: 30, places: 20, example: "#missions:exemple", since: NOW },
  ]);
  expect(reason?.what).toBe("messages given up: 30 (rooms: 20, such as #missions:exemple): M_TOO_LARGE");
  expect(reason?.remedy).toContain("npx crieur status --seen");
});
