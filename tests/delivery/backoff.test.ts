import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "../../src/delivery/backoff.ts";

test("waits double from a second to a minute", () => {
  expect([0, 1, 2, 3, 6, 7, 8, 5000].map((attempt) => backoff(attempt, () => 0))).toEqual([
    1000, 1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

test("chance takes up to a half away, never more", () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, chance) => {
        const full = backoff(attempt, () => 0);
        const wait = backoff(attempt, () => chance);
        expect(wait).toBeGreaterThanOrEqual(full / 2);
        expect(wait).toBeLessThanOrEqual(full);
      },
    ),
  );
});
