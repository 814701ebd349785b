import { describe, expect, it, test } from "vitest";
import { isExpression, Times } from "../../src/schedule/times.ts";

const at = (iso: string): number => Date.parse(iso);
const PARIS = "Europe/Paris";

/** The moments at which a tick each minute, at a clock of its own, finds the expression due. */
function ticks(expression: string, timezone: string, from: string, hours: number): string[] {
  const times = new Times(expression, timezone);
  const found: string[] = [];
  let since = at(from);
  for (let minute = 0; minute <= hours * 60; minute += 1) {
    const now = at(from) + minute * 60_000;
    const due = times.due(since, now);
    if (due === null) continue;
    since = now;
    found.push(new Date(due).toISOString().slice(5, 16));
  }
  return found;
}

/** The longest time without a tick, in minutes. */
function longestGap(found: readonly string[], year: number): number {
  const moments = found.map((moment) => at(`${year}-${moment}:00Z`));
  return Math.max(...moments.slice(1).map((moment, index) => (moment - (moments[index] ?? 0)) / 60_000));
}

describe("each change of the clocks", () => {
  const CHANGES = [
    ["2026-03-28T22:00:00Z", 2026],
    ["2026-10-24T22:00:00Z", 2026],
    ["2027-03-27T22:00:00Z", 2027],
    ["2027-10-30T22:00:00Z", 2027],
  ] as const;

  it.each(CHANGES)("leaves no hole in what comes every five minutes (from %s)", (from, year) => {
    for (const timezone of [PARIS, "UTC"])
      expect(longestGap(ticks("*/5 * * * *", timezone, from, 6), year)).toBe(5);
  });

  it.each(CHANGES)("lets what comes daily come once that night (from %s)", (from) => {
    for (const expression of ["30 2 * * *", "0 3 * * *", "0 9 * * *"])
      expect(ticks(expression, PARIS, from, 23)).toHaveLength(1);
  });

  test("what the clocks skip comes when they go on; what they show twice comes the first time", () => {
    expect(ticks("30 2 * * *", PARIS, "2026-03-28T22:00:00Z", 12)).toEqual(["03-29T01:00"]);
    expect(ticks("30 2 * * *", PARIS, "2026-10-24T22:00:00Z", 12)).toEqual(["10-25T00:30"]);
  });
});

test("an expression that names several hours comes at each real moment", () => {
  expect(ticks("30 2,14 * * *", PARIS, "2026-03-28T22:00:00Z", 23)).toEqual(["03-29T12:30"]);
  expect(ticks("30 2,14 * * *", PARIS, "2026-10-24T22:00:00Z", 12)).toEqual(["10-25T00:30", "10-25T01:30"]);
});

describe("due", () => {
  const nine = new Times("0 9 * * 1", PARIS);

  test("counts what was missed for weeks once, at its last moment", () => {
    expect(nine.due(at("2026-10-01T00:00:00Z"), at("2026-11-03T12:00:00Z"))).toBe(at("2026-11-02T08:00:00Z"));
  });

  test("takes its own moment, and not the one it was told of", () => {
    const monday = at("2026-11-02T08:00:00Z");
    expect(nine.due(monday - 1, monday)).toBe(monday);
    expect(nine.due(monday, monday)).toBeNull();
    expect(nine.due(monday, monday + 6 * 86_400_000)).toBeNull();
  });

  test("waits for nothing that lies ahead because the clock was set back", () => {
    expect(nine.due(at("2030-01-01T00:00:00Z"), at("2026-11-02T07:59:00Z"))).toBeNull();
  });
});

test.each([
  ["*/5 * * * *", true],
  ["*/5 * * * * *", true],
  ["0 9 * * mon-fri", true],
  ["", false],
  ["hourly", false],
  ["61 * * * *", false],
  ["* * *", false],
])("%j is an expression: %s", (text, is) => {
  expect(isExpression(text)).toBe(is);
});
