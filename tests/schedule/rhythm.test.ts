import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { rhythmWords } from "../../src/messages/rhythmWords.ts";
import { splitRhythm } from "../../src/schedule/rhythm.ts";
import { canonicalSchedule, onDays, scheduleText } from "../../src/schedule/schedule.ts";
import { WEEKDAYS } from "../../src/schedule/weekdays.ts";

/** What was found, in one line: rhythm | rest. */
function split(text: string): string {
  const found = splitRhythm(text);
  if (found.kind === "unreadable") return `? ${found.words}`;
  if (found.kind === "none") return `- | ${found.rest}`;
  return `${scheduleText(found.schedule)}${found.assumed ? " (assumed)" : ""} | ${found.rest}`;
}

const WEEK = "monday,tuesday,wednesday,thursday,friday";

describe("a rhythm alone", () => {
  it.each([
    ["immédiat", "immediate"],
    ["Immédiatement", "immediate"],
    ["tout de suite", "immediate"],
    ["dès la parution", "immediate"],
    ["dès qu’elle paraît", "immediate"],
    ["au fil de l'eau", "immediate"],
    ["immediate", "immediate"],
    ["chaque jour à 9h", "daily 9:00"],
    ["tous les jours 9h", "daily 9:00"],
    ["tous les jours à 9 h 30", "daily 9:30"],
    ["tous les jours à 9:30", "daily 9:30"],
    ["à 9h tous les jours", "daily 9:00"],
    ["à 18 heures", "daily 18:00"],
    ["chaque jour a 8 heures 15", "daily 8:15"],
    ["quotidien", "daily 9:00 (assumed)"],
    ["tous les matins", "daily 9:00 (assumed)"],
    ["tous les matins à 8h", "daily 8:00"],
    ["chaque soir", "daily 18:00 (assumed)"],
    ["chaque soir à 7h", "daily 19:00"],
    ["chaque midi", "daily 12:00 (assumed)"],
    ["une fois par jour", "daily 9:00 (assumed)"],
    ["daily 9:00", "daily 9:00"],
    ["chaque semaine", "weekly monday 9:00 (assumed)"],
    ["hebdo", "weekly monday 9:00 (assumed)"],
    ["chaque semaine à 10h", "weekly monday 10:00 (assumed)"],
    ["chaque semaine le jeudi à 10h", "weekly thursday 10:00"],
    ["hebdomadaire, le mardi", "weekly tuesday 9:00 (assumed)"],
    ["lundi", "weekly monday 9:00 (assumed)"],
    ["le vendredi soir", "weekly friday 18:00 (assumed)"],
    ["le lundi à 9", "weekly monday 9:00"],
    ["le lundi et le jeudi à 8h30", "weekly monday,thursday 8:30"],
    ["tous les lundis et jeudis à 8h30", "weekly monday,thursday 8:30"],
    ["lundi, mercredi, vendredi 9h", "weekly monday,wednesday,friday 9:00"],
    ["le lundi, le mercredi et le vendredi à 9h", "weekly monday,wednesday,friday 9:00"],
    ["du lundi au vendredi à 9h", `weekly ${WEEK} 9:00`],
    ["du vendredi au lundi à 9h", "weekly monday,friday,saturday,sunday 9:00"],
    ["en semaine à 8 h", `weekly ${WEEK} 8:00`],
    ["tous les jours ouvrés à 8h", `weekly ${WEEK} 8:00`],
    ["le week-end", "weekly saturday,sunday 9:00 (assumed)"],
    ["weekly monday,thursday 8:30", "weekly monday,thursday 8:30"],
    ["0 9 1 * *", "0 9 1 * *"],
    ["0 9 * * 1", "weekly monday 9:00"],
    ["chaque jour à minuit", "daily 0:00 (assumed)"],
    ["Chaque jour à 9h.", "daily 9:00"],
  ])("%j is %s", (text, expected) => {
    expect(split(text)).toBe(`${expected} | `);
  });
});

describe("a rhythm with a filter", () => {
  it.each([
    ["devops chaque jour à 9h", "daily 9:00 | devops"],
    ["devops, chaque jour à 9h", "daily 9:00 | devops"],
    ["chaque jour à 9h devops", "daily 9:00 | devops"],
    ["chaque jour à 9h : devops ou sre", "daily 9:00 | devops ou sre"],
    ["chaque jour à 9h pour devops", "daily 9:00 | devops"],
    ["devops à Paris en semaine", `weekly ${WEEK} 9:00 (assumed) | devops à Paris`],
    ["devops et data, le lundi à 9h", "weekly monday 9:00 | devops et data"],
    ["devops -stage lieu:lyon,paris immédiat", "immediate | devops -stage lieu:lyon,paris"],
    ["chaque jour à 9h -stage", "daily 9:00 | -stage"],
    ["devops 0 9 1 * *", "0 9 1 * * | devops"],
    ["* * * * * devops", "* * * * * | devops"],
    // No letter has both marks: nothing beside it is read less well for that.
    ["v\u0327\u0301er chaque jour à 9h", "daily 9:00 | v\u0327\u0301er"],
    ["devops daily 9:00", "daily 9:00 | devops"],
    ["récap hebdo devops", "weekly monday 9:00 (assumed) | devops"],
    ["devops à Paris en résumé quotidien", "daily 9:00 (assumed) | devops à Paris"],
    ["devops avec un récap le jeudi à 10h", "weekly thursday 10:00 | devops"],
    ["devops sous forme d’une synthèse hebdo", "weekly monday 9:00 (assumed) | devops"],
    ["devops, un message par semaine", "weekly monday 9:00 (assumed) | devops"],
    ["devops mais seulement le vendredi à 16h", "weekly friday 16:00 | devops"],
    ["devops dans le lot, regroupées le lundi à 8h", "weekly monday 8:00 | devops dans le lot"],
    ["CDI 35h lundi à 9h", "weekly monday 9:00 | CDI 35h"],
    ['"chaque jour" à 9h', 'daily 9:00 | "chaque jour"'],
  ])("%j is %s", (text, expected) => {
    expect(split(text)).toBe(expected);
  });
});

describe("no rhythm", () => {
  it.each([
    "",
    "devops",
    "devops à Paris",
    "CDI 35h",
    "journal du matin",
    "400 € par jour",
    "télétravail 2 jours par semaine",
    "prise de poste immédiate",
    "directeur de projet et",
    "synthèse d'images",
    "toutes les offres",
    "catégorie:A à 80 %",
    '"le lundi à 9h"',
    '"le mardredi"',
    "chargé de mission pour le sami",
    "chef du marketing",
    "au samu",
    "mari et enfants",
    "ingénieur au vendeur",
    "« chaque semaine »",
    "Midi-Pyrénées",
    "chargé de rédaction, un résumé en anglais",
    "400 € par jour dans le Rhône",
    "-stage",
  ])("is in %j", (text) => {
    expect(split(text)).toBe(`- | ${text}`);
  });
});

describe("a rhythm that cannot be kept is never a filter", () => {
  it.each([
    ["devops chaque jour à 27h", "? chaque jour à 27h"],
    ["devops à 27h", "? à 27h"],
    ["devops le mardredi à 9h", "? le mardredi à 9h"],
    ["devops le jeudy", "? le jeudy"],
    ["devops chaque vendrdi à 8h30", "? chaque vendrdi à 8h30"],
    ["devops le lundi et le mecredi", "? le mecredi"],
    ["le samdi devops", "? le samdi devops"],
    ["devops chaque jour à 9h60", "? chaque jour à 9h60"],
    ["devops chaque mois", "? chaque mois"],
    ["devops mensuel", "? mensuel"],
    ["devops tous les deux jours", "? tous les deux jours"],
    ["devops toutes les heures", "? toutes les heures"],
    ["devops deux fois par jour à", "? deux fois par jour à"],
    ["devops chaque jour à 9h et à 18h", "? chaque jour à 9h et à 18h"],
    ["devops immédiat à 9h", "? immédiat à 9h"],
    ["devops le 1er du mois", "? le 1er du mois"],
    ["devops 2 fois par mois", "? 2 fois par mois"],
    ["devops le lundi de chaque mois", "? lundi de chaque mois"],
    ["le lundi devops à 9h", "? lundi devops"],
    ["devops lundi data", "? lundi data"],
    ["devops */5 * * *", "? */5 * * *"],
    ["devops 0 9 30 2 *", "? 0 9 30 2 *"],
    ["devops 0 25 * * mon", "? 0 25 * * mon"],
    ["devops le lundi ou peut-être le mardi", "? lundi ou peut-être"],
  ])("%j", (text, expected) => {
    expect(split(text)).toBe(expected);
  });
});

test("what is said of a schedule can be typed", () => {
  const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
  const time = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
  fc.assert(
    fc.property(days, time, (some, when) => {
      const schedule = onDays(some, when);
      const found = splitRhythm(`devops ${rhythmWords(scheduleText(schedule))}`);
      expect(found).toEqual({ kind: "found", schedule, assumed: false, rest: "devops" });
    }),
  );
  expect(split(rhythmWords("immediate"))).toBe("immediate | ");
});

test("any text is read, and what is found is a schedule", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const found = splitRhythm(text);
      if (found.kind === "found")
        expect(canonicalSchedule(scheduleText(found.schedule))).toBe(scheduleText(found.schedule));
    }),
    { numRuns: 500 },
  );
});
