import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readPause, speaksOfTime } from "../../src/schedule/pause.ts";
import { hoursText } from "../../src/schedule/quietHours.ts";
import { typedHours } from "../../src/schedule/typedHours.ts";

const PARIS = "Europe/Paris";
/** A Tuesday, 10:00 in Paris. */
const NOW = Date.parse("2026-12-01T09:00:00Z");

/** Until when, on the wall clock of Paris; or why not. */
function until(text: string, now = NOW): string {
  const pause = readPause(text, now, PARIS);
  if (pause.kind !== "until") return pause.kind;
  const shown = new Date(pause.at).toLocaleString("sv", { timeZone: PARIS }).slice(0, 16);
  return pause.assumed ? `${shown} (assumed)` : shown;
}

describe("a pause", () => {
  it.each([
    ["", "2026-12-08 10:00 (assumed)"],
    ["2h", "2026-12-01 12:00"],
    ["1h30", "2026-12-01 11:30"],
    ["30 min", "2026-12-01 10:30"],
    ["pendant 3 jours", "2026-12-04 10:00"],
    ["trois jours", "2026-12-04 10:00"],
    ["une semaine", "2026-12-08 10:00"],
    ["deux semaines", "2026-12-15 10:00"],
    ["un mois", "2026-12-31 10:00"],
    ["jusqu'à demain", "2026-12-02 09:00"],
    ["jusqu’à demain 14h", "2026-12-02 14:00"],
    ["demain midi", "2026-12-02 12:00"],
    ["jusqu'à après-demain", "2026-12-03 09:00"],
    ["jusqu'à 18h", "2026-12-01 18:00"],
    ["jusqu'à 9h30", "2026-12-02 09:30"],
    ["jusqu'à midi", "2026-12-01 12:00"],
    ["jusqu'à lundi", "2026-12-07 09:00"],
    ["jusqu'à lundi 8h30", "2026-12-07 08:30"],
    ["jusqu'à lundi prochain à 8 h 30", "2026-12-07 08:30"],
    ["jusqu'à mardi", "2026-12-08 09:00"],
    ["cette semaine", "2026-12-07 09:00"],
    ["jusqu'au 15 janvier", "2027-01-15 09:00"],
    ["jusqu'au 1er mars", "2027-03-01 09:00"],
    ["jusqu'au 15/01/2027 à 8h", "2027-01-15 08:00"],
    ["jusqu'au 15 janvier 2027.", "2027-01-15 09:00"],
    ["aujourd'hui", "2026-12-02 09:00"],
    ["jusqu'au 15 janvier 2026", "past"],
    ["jusqu'au 1er décembre 2026", "past"],
    ["un an", "unreadable"],
    ["jusqu'au 30 novembre", "too long"],
    ["6 mois", "too long"],
    ["jusqu'à 27h", "unreadable"],
    ["jusqu'au 45 janvier", "unreadable"],
    ["0h", "unreadable"],
    ["jusqu'à la saint-glinglin", "unreadable"],
  ])("%j lasts until %s", (text, expected) => {
    expect(until(text)).toBe(expected);
  });

  it.each([
    ["jusqu'à lundi", "2026-12-07 09:00"],
    ["lundi prochain", "2026-12-07 09:00"],
    ["jusqu'à lundi prochain 18h", "2026-12-07 18:00"],
    ["jusqu'à lundi 18h", "2026-11-30 18:00"],
    ["cette semaine", "2026-12-07 09:00"],
    ["jusqu'à mardi", "2026-12-01 09:00"],
  ])("%j, said early on a Monday, lasts until %s", (text, expected) => {
    expect(until(text, Date.parse("2026-11-30T04:08:00+01:00"))).toBe(expected);
  });

  test("over a change of the clocks days end by the wall clock", () => {
    const pause = readPause("jusqu'à demain", Date.parse("2026-10-24T12:00:00Z"), PARIS);
    expect(pause).toMatchObject({ at: Date.parse("2026-10-25T08:00:00Z") });
  });

  test("whatever is typed is read, and ends ahead, in three months at most", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const pause = readPause(text, NOW, PARIS);
        if (pause.kind === "until") expect(pause.at).toBeGreaterThan(NOW);
      }),
    );
  });

  it.each([
    ["2h", true],
    ["jusqu'à la saint-glinglin", true],
    ["lundi", true],
    ["déjeuner", false],
    ["café à Lyon", false],
  ])("%j speaks of a time: %s", (text, speaks) => {
    expect(speaksOfTime(text)).toBe(speaks);
  });
});

describe("quiet hours as people type them", () => {
  it.each([
    ["20h-8h", "20:00-8:00"],
    ["20h – 8h", "20:00-8:00"],
    ["de 20 h à 8 h", "20:00-8:00"],
    ["entre 20h30 et 7h45", "20:30-7:45"],
    ["20:00-08:00", "20:00-8:00"],
    ["20 à 8", "20:00-8:00"],
    ["de 21h à minuit", "21:00-0:00"],
    ["la nuit", "20:00-8:00"],
    ["non", "none"],
    ["aucune", "none"],
    ["20h-20h", null],
    ["20h-27h", null],
    ["20h", null],
    ["le week-end", null],
    ["", null],
  ])("%j is %j", (text, expected) => {
    const hours = typedHours(text);
    expect(hours === null || hours === "none" ? hours : hoursText(hours)).toBe(expected);
  });
});
