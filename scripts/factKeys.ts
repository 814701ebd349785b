/**
 * The rules by which two readings of a fact are equal: those of the labels' `score.py`, ported, so that
 * the figures are the same. Ranges, months and days are compared as numbers, lists without case,
 * accents and punctuation.
 */
import { FOLDED_MONTHS } from "../src/text/months.ts";
import type { ListField, Value, ValueField } from "./factLabels.ts";

export function listKey(field: ListField, item: string | number): string {
  const written = String(item);
  if (field === "apply_emails")
    return (
      written
        .trim()
        .toLowerCase()
        .replace(/^mailto:/, "")
        .split("?")[0] ?? ""
    );
  if (field === "apply_urls")
    return written
      .trim()
      .replace(/^https?:\/\/(www\.)?/, "")
      .replace(/\/+$/, "")
      .toLowerCase();
  const folded = fold(written);
  return field === "skills" ? folded.replace(/[ .]|js$/g, "") : folded;
}

export function valueKey(field: ValueField, value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (field === "duration") return durationKey(value);
  if (field === "time") return timeKey(value);
  return field === "start" ? startKey(value) : fold(value);
}

function fold(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, " ")
    .replace(/(?<!\d)[.,]|[.,](?!\d)/g, " ")
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9+#/.%]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function foldNumbers(text: string): string {
  return fold(text.replaceAll("½", ".5").replaceAll(",", "."));
}

function monthsAndYears(folded: string): string[] {
  return folded.split(" ").filter((word) => FOLDED_MONTHS.includes(word) || /^\d{4}$/.test(word));
}

function durationKey(value: string): string {
  const folded = foldNumbers(value);
  const span = /(\d+)(?: (?:a |ou )?(\d+))? ?(an|mois|jour|semaine)/.exec(folded);
  if (span) {
    const unit = span[3] === "an" ? 12 : 1;
    const name = span[3] === "an" || span[3] === "mois" ? "mois" : span[3];
    return `${Number(span[1]) * unit}-${Number(span[2] ?? span[1]) * unit} ${name}`;
  }
  const named = folded.replace(
    /\d\d?\/(\d\d?)\/(\d{4})/g,
    (_all, month: string, year: string) => `${FOLDED_MONTHS[Number(month) - 1]} ${year}`,
  );
  return monthsAndYears(named).join(" ");
}

function timeKey(value: string): string {
  const folded = foldNumbers(value);
  const days = new Set<number>();
  for (const [, from, to] of folded.matchAll(/(\d(?:\.\d)?)(?: (?:a |ou )?(\d))? ?(?:j\b|jours?)/g)) {
    days.add(Number(from));
    if (to !== undefined) days.add(Number(to));
  }
  for (const [, fifths] of folded.matchAll(/\b(\d)\/5/g)) days.add(Number(fifths));
  for (const [, share] of folded.matchAll(/(\d\d) ?(?:%|ou \d\d)/g)) days.add(Number(share) / 20);
  for (const [, share] of folded.matchAll(/ou (\d\d) ?%/g)) days.add(Number(share) / 20);
  if (/complet|plein/.test(folded) || (days.size === 0 && folded.includes("35"))) days.add(5);
  if (days.size > 0) return [...days].sort((a, b) => a - b).join(" ");
  return folded.includes("partiel") ? "partiel" : folded;
}

function startKey(value: string): string {
  const folded = foldNumbers(value);
  const soon = /asap|possible|immediat|plus tot|maintenant|rapidement|plus vite/.test(folded);
  if (soon && !folded.split(" ").some((word) => FOLDED_MONTHS.includes(word))) return "asap";
  return [...new Set(monthsAndYears(folded))].sort().join(" ") || folded;
}
