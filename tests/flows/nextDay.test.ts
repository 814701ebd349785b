import { expect, test } from "vitest";
import { nextDay } from "../../src/flows/scan/nextDay.ts";
import { dayIn } from "../../src/offers/standing.ts";

const at = (iso: string): number => Date.parse(iso);

test.each([
  ["an ordinary night", "Europe/Paris", "2026-06-10T20:00:00+02:00", "2026-06-11T00:00:00+02:00"],
  ["just before midnight", "Europe/Paris", "2026-06-10T23:59:59.999+02:00", "2026-06-11T00:00:00+02:00"],
  ["just after midnight", "Europe/Paris", "2026-06-10T00:00:00+02:00", "2026-06-11T00:00:00+02:00"],
  ["a day of 23 hours", "Europe/Paris", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"],
  ["a day of 25 hours", "Europe/Paris", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"],
  [
    "clocks that change at midnight",
    "America/Santiago",
    "2026-09-05T22:00:00-04:00",
    "2026-09-06T01:00:00-03:00",
  ],
  ["the year", "Pacific/Noumea", "2026-12-31T12:00:00+11:00", "2027-01-01T00:00:00+11:00"],
])("the next day begins on time: %s", (_, timezone, now, midnight) => {
  const found = nextDay((moment) => dayIn(timezone, moment), at(now));
  expect(found).toBeGreaterThanOrEqual(at(midnight));
  expect(found).toBeLessThanOrEqual(at(midnight) + 1000);
});
