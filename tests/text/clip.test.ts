import { describe, expect, test } from "vitest";
import { clipWords } from "../../src/text/clip.ts";

describe("a text that is too long", () => {
  test.each([
    ["court", 10, "court"],
    ["une phrase entière", 12, "une phrase…"],
    ["une phrase, entière", 13, "une phrase…"],
    ["enfin. Puis la suite", 9, "enfin…"],
    ["anticonstitutionnellement", 10, "anticonst…"],
    ["un anticonstitutionnellement", 12, "un anticons…"],
    ["abcdefgh😀 et", 10, "abcdefgh…"],
  ])("%j, cut to %i", (text, limit, cut) => {
    expect(clipWords(text, limit)).toBe(cut);
    expect(cut.length).toBeLessThanOrEqual(limit);
  });

  test("is cut in linear time, whatever it holds: a quadratic pattern needs minutes for this", () => {
    const text = `${", ".repeat(30_000)}fin de la liste`;
    for (let round = 0; round < 20; round += 1)
      expect(clipWords(text, 60_010).length).toBeLessThanOrEqual(60_010);
  });
});
