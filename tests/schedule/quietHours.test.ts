import { describe, expect, it, test } from "vitest";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { quietUntil } from "../../src/rooms/quiet.ts";
import { hoursEnd, hoursText, readHours } from "../../src/schedule/quietHours.ts";

const PARIS = "Europe/Paris";
const at = (iso: string): number => Date.parse(iso);

test.each([
  ["20:00-08:00", "20:00-8:00"],
  [" 9:30 - 17:05 ", "9:30-17:05"],
  ["20:00-20:00", null],
  ["24:00-8:00", null],
  ["20h-8h", null],
  ["", null],
])("%j are the hours %j", (text, expected) => {
  const hours = readHours(text);
  expect(hours && hoursText(hours)).toBe(expected);
});

/** When hours end that a moment falls into, as an instant; null outside of them. */
function end(text: string, iso: string): string | null {
  const hours = readHours(text);
  const until = hours && hoursEnd(hours, at(iso), PARIS);
  return until === null ? null : new Date(until).toISOString().slice(0, 16);
}

describe("quiet hours", () => {
  it.each([
    ["20:00-8:00", "2026-12-01T18:59:59Z", null],
    ["20:00-8:00", "2026-12-01T19:00:00Z", "2026-12-02T07:00"],
    ["20:00-8:00", "2026-12-02T06:59:59Z", "2026-12-02T07:00"],
    ["20:00-8:00", "2026-12-02T07:00:00Z", null],
    ["12:00-14:00", "2026-12-01T11:30:00Z", "2026-12-01T13:00"],
    ["12:00-14:00", "2026-12-01T10:30:00Z", null],
  ])("%s, at %s, end at %s", (text, iso, expected) => {
    expect(end(text, iso)).toBe(expected);
  });

  it.each([
    // The night has eleven hours, or thirteen.
    ["20:00-8:00", "2026-03-28T20:00:00Z", "2026-03-29T06:00"],
    ["20:00-8:00", "2026-10-24T20:00:00Z", "2026-10-25T07:00"],
    ["20:00-8:00", "2027-03-27T20:00:00Z", "2027-03-28T06:00"],
    ["20:00-8:00", "2027-10-30T20:00:00Z", "2027-10-31T07:00"],
    // Half past two is skipped, or shown twice: it ends them once.
    ["20:00-2:30", "2026-03-29T00:30:00Z", "2026-03-29T01:00"],
    ["20:00-2:30", "2026-10-25T00:29:00Z", "2026-10-25T00:30"],
    ["20:00-2:30", "2026-10-25T01:10:00Z", null],
    ["20:00-2:30", "2027-10-31T01:10:00Z", null],
  ])("over a change of the clocks: %s, at %s, end at %s", (text, iso, expected) => {
    expect(end(text, iso)).toBe(expected);
  });
});

describe("a place", () => {
  const quiet = {
    place: 1 as PlaceId,
    configured: "20:00-8:00",
    hours: null,
    pausedFrom: null,
    pausedUntil: null,
    person: null,
    at: null,
  };
  const night = at("2026-12-01T22:00:00Z");
  const noon = at("2026-12-02T11:00:00Z");

  test("follows what its people asked for before the configuration, also that there be none", () => {
    expect(quietUntil(null, night, PARIS)).toBeNull();
    expect(quietUntil(quiet, night, PARIS)).toBe(at("2026-12-02T07:00:00Z"));
    expect(quietUntil({ ...quiet, hours: "" }, night, PARIS)).toBeNull();
    expect(quietUntil({ ...quiet, hours: "11:00-13:00" }, noon, PARIS)).toBe(at("2026-12-02T12:00:00Z"));
  });

  test("is paused until a moment; one that falls into quiet hours goes on to their end", () => {
    const paused = { ...quiet, pausedFrom: noon, pausedUntil: noon + 3_600_000 };
    expect(quietUntil(paused, noon - 1, PARIS)).toBeNull();
    expect(quietUntil(paused, noon, PARIS)).toBe(noon + 3_600_000);
    expect(quietUntil(paused, noon + 3_600_000, PARIS)).toBeNull();
    const long = { ...paused, pausedUntil: at("2026-12-02T20:00:00Z") };
    expect(quietUntil(long, noon, PARIS)).toBe(at("2026-12-03T07:00:00Z"));
  });
});
