import { expect, test } from "vitest";
import { canonical } from "../../src/search/query/canonical.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { ourLexicon as lexicon } from "../support/words.ts";
import { TODAY } from "./offers.ts";

const read = (text: string) => readQuery(text, { lexicon, today: TODAY });

test.each([
  ["coach à moins de 50 km de Lyon", "à moins de 50 km", "coach lieu:lyon"],
  ["coach dans un rayon de 30 km autour de Lyon", "dans un rayon de 30 km autour", "coach lieu:lyon"],
  ["stage bac+5", "bac+5", "contrat:stage"],
  ["stage bac + 3 à Lyon", "bac + 3", "contrat:stage lieu:lyon"],
  ["coach master 2", "master 2", "coach"],
  ["coach, 35h", "35h", "coach"],
  ["mission de 10 jours, coach", "10 jours", "coach"],
  ["coach 2j de télétravail par semaine", "2j", "coach télétravail"],
  ["coach, télétravail 2 jours par semaine", "2 jours par semaine", "coach télétravail"],
])("%s: « %s » is passed over by name", (text, unread, rest) => {
  expect(read(text).unread).toEqual([unread]);
  expect(canonical(read(text), { lexicon, today: TODAY })).toBe(rest);
});

test.each([
  ["coach, semaine de 4 jours", 'coach temps:"4 jours par semaine"'],
  ["coach 3 jours sur 5", 'coach temps:"3 jours par semaine"'],
  ["coach à temps plein en télétravail", 'coach temps:"5 jours par semaine" télétravail'],
  ["coach 80 %", 'coach temps:"4 jours par semaine"'],
  ["coach 100% tt", "coach full-remote"],
  ["coach à distance à 100 pour cent", "coach full-remote"],
  ["coach en présentiel", "-full-remote coach"],
  ["coach pas en présentiel", "coach full-remote"],
  ["coach fonctionnaire catégorie B", "catégorie:B coach statut:titulaire"],
  ["un poste de catégorie A ou B", "catégorie:A catégorie:B"],
  ["jveux un taf en python", "python"],
  ["un poste en RP", 'lieu:"ile de france"'],
  ["un stage de fin d’études", "contrat:stage"],
  ["Ain 01", "lieu:ain"],
])("%s → %s", (text, expected) => {
  expect(read(text).unread).toEqual([]);
  expect(canonical(read(text), { lexicon, today: TODAY })).toBe(expected);
});
