import { describe, expect, it, test } from "vitest";
import { momentWords } from "../../src/messages/moment.ts";
import { rhythmWords } from "../../src/messages/rhythmWords.ts";

describe("a schedule in words", () => {
  it.each([
    ["immediate", "dès qu’elle paraît"],
    ["daily 9:00", "chaque jour à 9 h"],
    ["daily 9:05", "chaque jour à 9 h 05"],
    ["weekly monday 9:00", "le lundi à 9 h"],
    ["weekly monday,thursday 8:30", "le lundi et le jeudi à 8 h 30"],
    ["weekly monday,wednesday,friday 9:00", "le lundi, le mercredi et le vendredi à 9 h"],
    ["weekly monday,tuesday,wednesday,thursday,friday 9:00", "du lundi au vendredi à 9 h"],
    ["0 9 1 * *", "aux heures de « 0 9 1 * * »"],
  ])("%j is « %s »", (text, expected) => {
    expect(rhythmWords(text).replaceAll("\u00a0", " ")).toBe(expected);
  });
});

test("a moment is named by its distance", () => {
  const now = Date.parse("2026-11-29T20:00:00Z");
  const words = (iso: string): string =>
    momentWords(Date.parse(iso), now, "Europe/Paris").replaceAll("\u00a0", " ");
  expect(words("2026-11-29T22:30:00Z")).toBe("aujourd’hui à 23 h 30");
  expect(words("2026-11-30T08:00:00Z")).toBe("demain à 9 h");
  expect(words("2026-11-28T08:00:00Z")).toBe("hier à 9 h");
  expect(words("2026-12-03T08:00:00Z")).toBe("jeudi 3 décembre 2026 à 9 h");
  // The hour that the clocks show twice.
  expect(words("2026-10-25T00:30:00Z")).toBe("dimanche 25 octobre 2026 à 2 h 30 (heure d’été)");
  expect(words("2026-10-25T01:30:00Z")).toBe("dimanche 25 octobre 2026 à 2 h 30 (heure d’hiver)");
  expect(words("2026-10-25T02:00:00Z")).toBe("dimanche 25 octobre 2026 à 3 h");
  expect(words("2026-03-29T01:00:00Z")).toBe("dimanche 29 mars 2026 à 3 h");
});
