import { expect, test } from "vitest";
import { readMoment } from "../../src/cli/syntax/moment.ts";

const at = (text: string, timezone = "Europe/Paris") => new Date(readMoment(text).in(timezone)).toISOString();

test.each([
  ["2024-07-01", "2024-06-30T22:00:00.000Z"],
  ["2024-01-01", "2023-12-31T23:00:00.000Z"],
  ["2024-07-01T08:30", "2024-07-01T06:30:00.000Z"],
  ["2024-07-01T08:30:15.25Z", "2024-07-01T08:30:15.250Z"],
  ["2024-07-01T08:30:00+0530", "2024-07-01T03:00:00.000Z"],
  ["2022-04-08 10:00:00 -02:00", "2022-04-08T12:00:00.000Z"],
  // The clocks of Paris went forward at 2, and back at 3.
  ["2024-03-31T01:59", "2024-03-31T00:59:00.000Z"],
  ["2024-03-31T03:00", "2024-03-31T01:00:00.000Z"],
  ["2024-10-27T04:00", "2024-10-27T03:00:00.000Z"],
])("%s", (text, expected) => {
  expect(at(text)).toBe(expected);
});

test.each([
  "",
  "2024",
  "2024-13-01",
  "2023-02-29",
  "2024-01-01T24:00",
  "2024-01-01T10",
  "2024-01-01T10:00+15:00",
  "01/02/2024",
  "now",
])("%j is no moment", (text) => {
  expect(() => readMoment(text)).toThrow(/is no date/);
});
