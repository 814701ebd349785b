import { double, assert as holds, integer, oneof, property } from "fast-check";
import { expect, it } from "vitest";
import { frenchNumber } from "../../src/text/frenchNumber.ts";

it("writes numbers as French does", () => {
  expect(frenchNumber(45_000)).toBe("45\u202f000");
  expect(frenchNumber(2.5)).toBe("2,5");
  const numbers = oneof(
    integer({ min: 0, max: 1e9 }),
    double({ min: 0, max: 1e4, noNaN: true }).map((n) => Number(n.toFixed(3))),
  );
  holds(
    property(numbers, (number) => {
      expect(frenchNumber(number)).toBe(number.toLocaleString("fr-FR"));
    }),
  );
});
