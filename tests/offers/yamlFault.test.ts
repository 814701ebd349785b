import { expect, it } from "vitest";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { ourNames } from "../support/words.ts";

/** Words of YAML's grammar that say nothing to someone who writes offers. */
const JARGON = /mapping|scalar|stream|flow|block|implicit|pair|node|sequence|alias|anchor|tag\b|token/i;

it.each([
  [["roles: Cuisinier : cantine", "open: true"], 1, /holds a second ":" within its value/],
  [["open: true", "roles: Cuisine", "title: a: b"], 3, /holds a second ":"/],
  [["roles: voir http://x: y", "open: true"], 1, /holds a second ":"/],
  [['roles: "Cuisine', "open: true"], 1, /opens a quote that is not closed/],
  [['roles: "Cuisine : cantine', "open: true", 'startup: "table"'], 1, /opens a quote that is not closed/],
  [['roles: "Cuisine" cantine', "open: true"], 1, /goes on after its closing quote/],
  [["roles: 'Chef d'équipe'", "open: true"], 1, /goes on after its closing quote.*double ones/],
  [['roles: "C:\\dev"', "open: true"], 1, /holds a "\\" between double quotes/],
  [["open: true", "techno: [sel, poivre"], 2, /opens a list that is not closed/],
  [["roles: [F/H] Cuisine", "open: true"], 1, /goes on after its closing bracket/],
  [["roles: @cuisine", "open: true"], 1, /begins with "@", a sign that YAML keeps/],
  [["roles: **cuisine**", "open: true"], 1, /begins with "\*"/],
  [["roles: - Cuisine", "open: true"], 1, /begins with "-"/],
  [["roles: > Cuisine", "open: true"], 1, /begins with ">"/],
  [["roles: x", "open:true"], 2, /has no space after its colon; write "field: value"/],
  [["roles Cuisine", "open: true"], 1, /is no field/],
  [["roles: x", "  open: true"], 2, /is not in the column of the fields above/],
  [["\troles: x", "open: true"], 1, /begins with a tab/],
  [["roles: x", "open: \u0007true"], 2, /holds a character that no text has/],
  [["roles: x", "...", "open: true"], 2, /is no field/],
  [["techno:", " - a", "- b", "open: true"], 3, /does not fit what stands above it/],
  [["roles: >", "  Un titre : long", "  et plus", "startup: a: b"], 4, /holds a second ":"/],
])("%j is told in plain words, on line %i of the fields", (fields, line, message) => {
  const text = `\n---\n${fields.join("\n")}\n---\nUne mission.\n`;
  const { offer, problems } = readOffer("2026-05-04-cuisine.md", Buffer.from(text), ourNames);
  expect(offer).toBeNull();
  const [error, ...others] = problems.filter(({ severity }) => severity === "error");
  expect(others).toEqual([]);
  expect(error).toMatchObject({ line: line + 2, message: expect.stringMatching(message) });
  expect(error?.message).toMatch(/; (?:put|write|close|begin|type)/);
  expect(error?.message.replace(/"[^"]*"/g, "")).not.toMatch(JARGON);
});
