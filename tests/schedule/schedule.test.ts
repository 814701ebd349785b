import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  canonicalSchedule,
  onDays,
  readSchedule,
  scheduleText,
  timesOf,
} from "../../src/schedule/schedule.ts";
import { WEEKDAYS } from "../../src/schedule/weekdays.ts";

const PARIS = "Europe/Paris";
const at = (iso: string): number => Date.parse(iso);

test.each([
  ["immediate", "immediate"],
  ["  Immediate ", "immediate"],
  ["daily 9:00", "daily 9:00"],
  ["daily 09:00", "daily 9:00"],
  ["Daily  23:59", "daily 23:59"],
  ["weekly monday 9:00", "weekly monday 9:00"],
  ["weekly thursday, monday 8:30", "weekly monday,thursday 8:30"],
  ["weekly Thu,mon,THU 8:30", "weekly monday,thursday 8:30"],
  ["weekly sunday,monday,tuesday,wednesday,thursday,friday,saturday 0:00", "daily 0:00"],
  ["0 9 * * *", "daily 9:00"],
  ["30 8 * * 4,1", "weekly monday,thursday 8:30"],
  ["0 9 * * 0,7", "weekly sunday 9:00"],
  ["0  9 1 * *", "0 9 1 * *"],
  ["0 9 * * mon-fri", "0 9 * * MON-FRI"],
  ["*/5 * * * *", "*/5 * * * *"],
])("%j is the schedule %j", (text, canonical) => {
  expect(canonicalSchedule(text)).toBe(canonical);
});

test.each([
  "",
  "daily",
  "daily 24:00",
  "daily 9",
  "daily 9:60",
  "daily 9:00 10:00",
  "weekly 9:00",
  "weekly lundi 9:00",
  "weekly monday",
  "monthly 9:00",
  "immediate 9:00",
  "* * * * * *",
  "61 * * * *",
  "0 9 31 2 *",
  "@daily",
  `weekly ${"monday,".repeat(60)}monday 9:00`,
])("%j is no schedule", (text) => {
  expect(readSchedule(text)).toBeNull();
});

test("its text reads back to the same schedule", () => {
  const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
  const time = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
  fc.assert(
    fc.property(days, time, (some, when) => {
      const schedule = onDays(some, when);
      expect(readSchedule(scheduleText(schedule))).toEqual(schedule);
    }),
  );
});

describe("its times", () => {
  test("none come for what is told at once, nor for what is no schedule", () => {
    expect(timesOf("immediate", PARIS)).toBeNull();
    expect(timesOf("sometimes", PARIS)).toBeNull();
  });

  test("are those of the wall clock", () => {
    const monday = at("2026-11-30T07:00:00Z");
    expect(timesOf("daily 9:00", PARIS)?.next(monday)).toBe(at("2026-11-30T08:00:00Z"));
    expect(timesOf("weekly monday,thursday 8:30", PARIS)?.next(monday + 3_600_000)).toBe(
      at("2026-12-03T07:30:00Z"),
    );
    expect(timesOf("weekly sunday 9:00", PARIS)?.next(monday)).toBe(at("2026-12-06T08:00:00Z"));
    expect(timesOf("0 9 1 * *", PARIS)?.next(monday)).toBe(at("2026-12-01T08:00:00Z"));
  });

  it.each([
    ["2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z"],
    ["2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z"],
    ["2027-03-27T12:00:00Z", "2027-03-28T01:00:00.000Z"],
    ["2027-10-30T12:00:00Z", "2027-10-31T00:30:00.000Z"],
  ])("come once in the night in which the clocks change (after %s)", (noon, expected) => {
    const times = timesOf("daily 2:30", PARIS);
    const next = times?.next(at(noon)) ?? 0;
    expect(new Date(next).toISOString()).toBe(expected);
    expect((times?.next(next) ?? 0) - at(noon)).toBeGreaterThan(24 * 3_600_000);
  });
});
