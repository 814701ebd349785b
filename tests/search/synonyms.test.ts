import { describe, expect, test } from "vitest";
import { readSynonymFile } from "../../src/config/words/synonyms.ts";
import { lexiconOf, ourLexicon } from "../support/words.ts";

function problems(text: string): string[] {
  const reading = readSynonymFile(text);
  return reading.ok ? [] : reading.problems.map(({ line, message }) => `${line}: ${message}`);
}

function terms(text: string, stems: string[]): string[] {
  const reading = readSynonymFile(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return lexiconOf(reading.value).read(stems).terms;
}

describe("the file that the bot comes with", () => {
  test("has no problem", () => {
    expect(() => ourLexicon).not.toThrow();
  });

  test("knows the trade", () => {
    const related = (term: string) => ourLexicon.related(term).map((other) => other.term);
    expect(related("devop")).toContain("administrateur systeme");
    expect(related("product owner")).toContain("chef produit");
    expect(related("bizdev")).toContain("charge deploiement");
    expect(ourLexicon.isTrade("boulanger")).toBe(true);
    expect(ourLexicon.isGeneral("ingenieur")).toBe(true);
  });
});

test("written forms are one word, the longest first", () => {
  const text =
    "écritures:\n  - [fullstack, full stack]\n  - [back office, backoffice]\n  - [backend, back]\n";
  expect(terms(text, ["full", "stack"])).toEqual(["fullstack"]);
  expect(terms(text, ["back", "office"])).toEqual(["back office"]);
  expect(terms(text, ["back"])).toEqual(["backend"]);
});

test("the words of a whole label do not count alone, those of others do", () => {
  const read = (whole: string) =>
    terms(`familles:\n  - {mots: [bizdev, business developer], poids: 0.7, entier: ${whole}}\n`, [
      "business",
      "developer",
    ]);
  expect(read("oui")).toEqual([]);
  expect(read("non")).toEqual(["business", "developer"]);
});

test("a narrower word is found by the general one, not the other way round", () => {
  const reading = readSynonymFile("précise:\n  - {mot: designer, trouve: [graphiste], poids: 0.5}\n");
  if (!reading.ok) throw new Error("faulty");
  expect(lexiconOf(reading.value).related("designer")).toEqual([{ term: "graphist", weight: 0.5 }]);
  expect(lexiconOf(reading.value).related("graphist")).toEqual([]);
});

test("a trade of several words is one term", () => {
  const reading = readSynonymFile("métiers: [chef de cuisine]\n");
  if (!reading.ok) throw new Error("faulty");
  expect(lexiconOf(reading.value).read(["chef", "cuisine"]).labels).toEqual(["chef cuisine"]);
  expect(lexiconOf(reading.value).isTrade("chef cuisine")).toBe(true);
  expect(lexiconOf(reading.value).isTrade("chef")).toBe(false);
});

test("an empty file is fine", () => {
  expect(problems("")).toEqual([]);
  expect(problems("écritures:\n")).toEqual([]);
});

test.each([
  ["ecriture:\n  - [a, b]", /^1: unknown section "ecriture"; the sections are écritures/],
  ["familles:\n  - mots: [devops, sre]", /^2: "poids" must be a number/],
  ["familles:\n  - mots: [devops, sre]\n    poids: 7", /^3: "poids" must be a number above 0 and at most 1/],
  ["familles:\n  - mots: [devops, sre]\n    poids: 0.5\n    pois: 1", /^4: unknown field "pois"/],
  [
    "familles:\n  - mots: [devops, sre]\n    poids: 0.5\n    entier: peut-être",
    /^4: "entier" must be oui or non/,
  ],
  ["écritures:\n  - [seul]", /^2: give at least 2 words/],
  ["écritures:\n  - [a, 3]", /^2: each word must be a text/],
  ["écritures: devops", /^1: "écritures" must be a list/],
  ["précise:\n  - trouve: [ux]\n    poids: 0.5", /^2: "mot" must be a text/],
  ["écritures:\n  - [a, b\nfamilles:", /^\d: this is not valid YAML/],
  ["- a", /^1: the file must hold/],
])("%j is refused with its line", (text, expected) => {
  expect(problems(text)[0]).toMatch(expected);
});

test("every problem is told at once", () => {
  expect(problems("écritures:\n  - [seul]\nfamilles:\n  - mots: [a, b]\n")).toHaveLength(2);
});
