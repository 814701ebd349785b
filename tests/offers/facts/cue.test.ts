import { expect, test } from "vitest";
import { numbers } from "../../../bench/generatedOffers.ts";
import { Cue, cuePatterns, Sight } from "../../../src/offers/facts/cue.ts";
import "../../../src/offers/facts/facts.ts";
import { textFor } from "../../support/matching.ts";

const AROUND = ["", " ", "a", "1", "le phare ", ", ", "(", "é", "d'", " et la mer", "_", "."];
const TEXTS = 400;

test("a look over a text never loses what a cue finds in it", () => {
  const random = numbers(20261129);
  const around = () => AROUND[Math.floor(random() * AROUND.length)] ?? "";
  for (const [number, pattern] of cuePatterns().entries()) {
    let found = 0;
    for (let count = 0; count < TEXTS; count += 1) {
      const text = around() + textFor(pattern, random) + around();
      if (!pattern.test(text)) continue;
      found += 1;
      if (!new Sight(text).mayHold(number)) expect.fail(`${pattern} is not looked for in « ${text} »`);
    }
    expect(found, String(pattern)).toBeGreaterThan(TEXTS / 20);
  }
});

test("a cue that is made after a look was taken is tried all the same", () => {
  const said = "la gardienne du phare";
  const sight = new Sight(said);
  const late = new Cue(/gardienne/);
  expect(late.isIn({ folded: said, sight })).toBe(true);
  expect(late.in({ folded: said, sight: new Sight(said) })?.index).toBe(3);
});
