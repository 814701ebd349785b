import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance } from "../../src/text/typos.ts";

describe("the distance of two words", () => {
  test.each([
    ["kubernetes", "kubernetes", 0],
    ["kubernetes", "kubernets", 1],
    ["kubernetes", "kubrenetes", 1],
    ["designer", "desinger", 1],
    ["python", "pyhtno", 2],
    ["coach", "", 5],
  ])("%s, %s: %i", (one, other, slips) => {
    expect(distance(one, other, 9)).toBe(slips);
    expect(distance(other, one, 9)).toBe(slips);
  });

  test("is that of the whole table, given up beyond the limit", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (one, other, limit) => {
        expect(distance(one, other, limit)).toBe(Math.min(limit + 1, wholeTable(one, other)));
      }),
      { numRuns: 2000 },
    );
  });
});

function wholeTable(a: string, b: string): number {
  const table = [...`${a}.`].map((_, i) => [...`${b}.`].map((__, j) => i + j));
  const cell = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = table[i] ?? [];
      row[j] = Math.min(
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        cell(i - 1, j - 1) + other,
        swapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  return cell(a.length, b.length);
}
