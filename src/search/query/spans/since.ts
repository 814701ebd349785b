import type { Day } from "../../../offers/offer.ts";
import { FOLDED_MONTHS } from "../../../text/months.ts";
import { COUNT, countOf, type Span } from "./span.ts";

const WEEKDAYS = "dimanche lundi mardi mercredi jeudi vendredi samedi".split(" ");
const UNIT = "(jours?|j|semaines?|sem|s|mois|m|ans?|annees?)";
const MONTH = `(?:${FOLDED_MONTHS.join("|")})`;
/** Each source with the groups that `dayOf` reads by name. */
const WHEN = String.raw`(?:${COUNT} ?(?:dernieres? |derniers? )?${UNIT}|\d{4}-\d\d-\d\d|\d{1,2}[\/.]\d{1,2}[\/.]\d{2,4}|(?:\d{1,2}|1er) ${MONTH}(?: \d{4})?|(?:debut |mi-|fin )?${MONTH}(?: \d{4})?|${WEEKDAYS.join("|")}|avant-hier|hier|aujourd'hui|la semaine derniere|le mois dernier|l'an dernier|l'annee derniere|20\d\d)`;
const SINCE = new RegExp(
  String.raw`(?<!\p{L})(?:(?:publie\p{L}{0,3} |parue?s? |postee?s? |ouverte?s? )?depuis|publie\p{L}{0,3} (?:apres|en|le|a partir de)|(?:offres?|annonces?) (?:du mois )?(?:de|d'|en))(?: (?:le|les|la|debut))?(?: |(?<=d'))(${WHEN})(?: dernier)?(?![\p{L}\d])`,
  "gu",
);
const LAST = new RegExp(
  String.raw`(?<!\p{L})(?:(?:ces|les|des|du|de la|dans les|moins de|il y a moins de) )?(?:(${COUNT}) (?:derniers|dernieres)|(?:derniers|dernieres) (${COUNT})) ${UNIT}(?!\p{L})`,
  "gu",
);
const DAYS: Readonly<Record<string, number>> = { j: 1, s: 7, m: 30, a: 365 };
const LONGEST_DAYS = 3660;

/** Days that a folded text asks offers to be as new as: « depuis lundi », « publiés depuis janvier 2022 ». */
export function sinceSpans(text: string, today: Day): Span[] {
  const spans: Span[] = [];
  const push = (found: RegExpMatchArray, day: Day | null): void => {
    const start = found.index ?? 0;
    if (day !== null) spans.push({ start, end: start + found[0].length, value: { kind: "since", day } });
  };
  for (const found of text.matchAll(SINCE)) push(found, dayOf(found[1] ?? "", today));
  for (const found of text.matchAll(LAST)) {
    const [, before, after, unit = ""] = found;
    push(found, daysBefore(today, countOf(before ?? after ?? "1") * daysIn(unit)));
  }
  return spans;
}

/**
 * The day that a folded value means: `7j`, `2 semaines`, `hier`, `lundi`, `janvier 2022`, `31/05/2022`, `2022-05-01`,
 * `2022`; a day or month without its year is the last one. Null for any other text, and for a day that is still to come.
 */
export function dayOf(value: string, today: Day): Day | null {
  const day = pastOf(value.trim().replace(/^(?:le|la|les|depuis) /, ""), today);
  return day === null || day > today ? null : day;
}

function pastOf(text: string, today: Day): Day | null {
  if (text === "aujourd'hui") return today;
  if (text === "hier") return daysBefore(today, 1);
  if (text === "avant-hier") return daysBefore(today, 2);
  if (/semaine derniere/.test(text)) return daysBefore(today, 7);
  if (/mois dernier/.test(text)) return daysBefore(today, 30);
  if (/(?:an|annee) derniere?/.test(text)) return daysBefore(today, 365);
  if (/^20\d\d$/.test(text)) return `${text}-01-01`;
  const weekday = WEEKDAYS.indexOf(text);
  if (weekday >= 0) return daysBefore(today, ((new Date(today).getUTCDay() - weekday + 6) % 7) + 1);
  return counted(text, today) ?? dated(text) ?? named(text, today);
}

function counted(text: string, today: Day): Day | null {
  const found = new RegExp(`^(${COUNT}) ?(?:dernieres? |derniers? )?${UNIT}$`).exec(text);
  return found === null ? null : daysBefore(today, countOf(found[1] ?? "") * daysIn(found[2] ?? ""));
}

function dated(text: string): Day | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})$/.exec(text);
  if (written === null) return null;
  const year = Number(written[3]);
  return calendarDay(year < 100 ? 2000 + year : year, Number(written[2]), Number(written[1]));
}

function named(text: string, today: Day): Day | null {
  const found = new RegExp(`^(?:(\\d{1,2}|1er) |(debut |mi-|fin ))?(${MONTH})(?: (\\d{4}))?$`).exec(text);
  if (found === null) return null;
  const [, day, part = "debut ", name = "", year] = found;
  const month = FOLDED_MONTHS.indexOf(name) + 1;
  const first = day === undefined ? ({ "mi-": 15, "fin ": 25 }[part] ?? 1) : Number.parseInt(day, 10);
  const thisYear = Number(today.slice(0, 4));
  const inYear = (given: number): Day | null => calendarDay(given, month, first);
  if (year !== undefined) return inYear(Number(year));
  const here = inYear(thisYear);
  return here !== null && here <= today ? here : inYear(thisYear - 1);
}

function calendarDay(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && text.length === 10 ? text : null;
}

function daysIn(unit: string): number {
  return DAYS[unit.charAt(0)] ?? 1;
}

function daysBefore(today: Day, days: number): Day {
  return new Date(Date.parse(today) - Math.min(LONGEST_DAYS, days) * 86_400_000).toISOString().slice(0, 10);
}
