import { describe, expect, test } from "vitest";
import type { Offer } from "../../src/offers/offer.ts";
import { canonical } from "../../src/search/query/canonical.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { durationOf } from "../../src/search/query/spans/duration.ts";
import { ourLexicon as lexicon } from "../support/words.ts";
import { ask, indexOf, offerSaying, TODAY, titles } from "./offers.ts";

const read = (text: string) => readQuery(text, { lexicon, today: TODAY });
const meaning = (text: string) => canonical(read(text), { lexicon, today: TODAY });

describe("a duration is read", () => {
  test.each([
    ["stage 3 mois", 'contrat:stage durée:"3 mois"'],
    ["stage de six mois", 'contrat:stage durée:"6 mois"'],
    ["un stage d’une durée de 6 mois", 'contrat:stage durée:"6 mois"'],
    ["cdd 1 an", 'contrat:cdd durée:"12 mois"'],
    ["cdd d’un an et demi", 'contrat:cdd durée:"18 mois"'],
    ["au moins 6 mois", 'durée:"6 mois ou plus"'],
    ["6 mois minimum", 'durée:"6 mois ou plus"'],
    ["d’une durée d’au moins un an", 'durée:"12 mois ou plus"'],
    ["moins de 3 mois", 'durée:"3 mois ou moins"'],
    ["pas moins de 3 mois", 'durée:"3 mois ou plus"'],
    ["de 4 à 6 mois", 'durée:"4 à 6 mois"'],
    ["entre 6 mois et un an", 'durée:"6 à 12 mois"'],
    ["3 mois renouvelables", 'durée:"3 mois"'],
    ["mission courte", 'durée:"3 mois ou moins"'],
    ["cdd long", 'contrat:cdd durée:"12 mois ou plus"'],
    ["cdd 1 an ou freelance", 'contrat:cdd contrat:freelance contrat:freelance|durée:"12 mois"'],
    ["cdd 1 an ou 2 ans", 'contrat:cdd durée:"12 à 24 mois"'],
    ["un semestre", 'durée:"6 mois"'],
    ["2 semaines", 'durée:"0,5 mois"'],
    ["six-month internship", 'contrat:stage durée:"6 mois"'],
    ["durée:6 mois", 'durée:"6 mois"'],
    ["durée : 6 mois minimum", 'durée:"6 mois ou plus"'],
    ["durée:3-6", 'durée:"3 à 6 mois"'],
    ["durée:courte", 'durée:"3 mois ou moins"'],
    ["dev senior 6 mois", 'developpeur durée:"6 mois" senior'],
    ["pas de mission courte", '-durée:"3 mois ou moins"'],
  ])("%s → %s", (text, expected) => {
    expect(meaning(text)).toBe(expected);
    expect(read(text).unread).toEqual([]);
  });

  test.each([
    ["dev python 2 ans d’expérience", "2 ans d’expérience", "developpeur python"],
    ["dev avec au moins 5 ans d'expérience", "au moins 5 ans d'expérience", "developpeur"],
    ["dev, expérience : 3 ans", "expérience 3 ans", "developpeur"],
    ["j’ai 4 ans d’xp en python", "j’ai 4 ans d’xp", "python"],
    ["dev senior 5 ans", "5 ans", "developpeur senior"],
    ["j’ai 26 ans, un poste à Lyon ?", "j’ai 26 ans", "lieu:lyon"],
    ["dev dans 2 mois", "dans 2 mois", "developpeur"],
    ["dev sauf 10 ans d'expérience, à Lyon", "10 ans d'expérience", "developpeur lieu:lyon"],
  ])("%s: no fact tells « %s », and it is not dropped in silence", (text, unread, rest) => {
    expect(read(text).unread).toEqual([unread]);
    expect(meaning(text)).toBe(rest);
  });

  test("what asks for nothing else is refused, by name", () => {
    expect(read("5 ans d'expérience").refusal).toEqual({ kind: "unread", text: "5 ans d'expérience" });
  });
});

test.each([
  ["6 mois", { least: 6, most: 6, renewable: false, of: null }],
  ["CDD 3 ans renouvelables", { least: 36, most: 36, renewable: true, of: "CDD" }],
  ["3 à 6 mois", { least: 3, most: 6, renewable: false, of: null }],
  ["6 mois à un an", { least: 6, most: 12, renewable: false, of: null }],
  ["220 jours sur 12 mois", { least: 12, most: 12, renewable: false, of: null }],
  ["jusqu'en mai 2022", null],
])("an offer that lasts %s", (fact, expected) => {
  expect(durationOf(fact)).toEqual(expected);
});

const OFFERS: readonly Offer[] = [
  offerSaying("Développeuse A", { contracts: ["CDD"], duration: "6 mois" }),
  offerSaying("Développeuse B", { contracts: ["CDD"], duration: "3 mois renouvelables" }),
  offerSaying("Développeuse C", { contracts: ["CDD"], duration: "3 ans" }),
  offerSaying("Développeuse D", { contracts: ["CDI"] }),
  offerSaying("Développeuse E", { contracts: ["freelance"] }),
  offerSaying("Développeuse F", { contracts: ["CDD", "freelance"], duration: "CDD 3 ans" }),
  offerSaying("Développeuse G", { contracts: ["stage"], duration: "4 à 6 mois" }),
];
const index = indexOf(OFFERS, lexicon);

/** The letters of the offers that say everything, then those of the rest. */
function found(text: string): readonly [string, string] {
  const { hits } = ask(index, text);
  const letters = (complete: boolean) =>
    hits
      .filter((hit) => hit.complete === complete)
      .map(({ title }) => title.slice(-1))
      .sort()
      .join("");
  return [letters(true), letters(false)];
}

describe("a duration is a demand", () => {
  test.each([
    ["dev 6 mois", "AG", "BEF"],
    ["dev au moins un an", "CDF", "E"],
    ["dev mission courte", "B", "EF"],
    ["dev 3 ans", "CF", "E"],
    ["dev freelance 3 ans", "", "EF"],
    ["dev cdd 3 ans", "CF", ""],
    ["dev cdd 6 mois ou freelance", "AEF", "B"],
    ["dev durée:6mois", "AG", "B"],
    ["dev pas de stage, 6 mois", "A", "BEF"],
    ["dev sauf 6 mois", "BCDEF", ""],
    ["dev sauf cdd de 3 ans", "ABDEFG", ""],
    ["dev pas de stage de 4 à 6 mois ni de cdi", "ABCEF", ""],
  ])("%s: %s, then %s", (text, complete, rest) => {
    expect(found(text)).toEqual([complete, rest]);
  });

  test("silence is announced as loosened, and what contradicts is not there", () => {
    expect(ask(index, "dev 6 mois").loosened).toEqual([
      { without: [], near: ["6 mois"], count: 1 },
      { without: ["6 mois"], near: [], count: 2 },
    ]);
    expect(titles(index, "dev 6 mois")).not.toContain("Développeuse D");
  });
});
