import { calendarDay } from "../../../offers/day.ts";
import type { Day } from "../../../offers/offer.ts";
import { FOLDED_MONTHS } from "../../../text/months.ts";
import { COUNT, countOf } from "./span.ts";

const WEEKDAYS = "dimanche lundi mardi mercredi jeudi vendredi samedi".split(" ");
/** The source of a pattern for the name of a month, folded. */
export const MONTH = `(?:${FOLDED_MONTHS.join("|")})`;
export const UNIT = "(jours?|j|semaines?|sem|s|mois|m|ans?|annees?)";

/** The source of a pattern for a time that has a beginning and an end, folded: a day, a month, a year, « la semaine dernière ». */
export const PERIOD = String.raw`(?:\d{4}-\d\d-\d\d|\d{1,2}[\/.]\d{1,2}[\/.]\d{2,4}|\d{1,2}\/\d{4}|(?:\d{1,2}|1er) ${MONTH}(?: \d{4})?|(?:debut |mi-|fin )?${MONTH}(?: \d{4})?|${WEEKDAYS.join("|")}|avant-hier|hier|aujourd'hui|semaine du (?:\d{1,2}|1er)(?: ${MONTH}(?: \d{4})?)?|semaine derniere|mois dernier|an dernier|annee derniere|cette annee|20\d\d)`;
const COUNTED = `${COUNT} ?(?:dernieres? |derniers? )?${UNIT}`;
/** The same for what `dayOf` reads. */
export const WHEN = `(?:${COUNTED}|(?:l[ea] |l')?${PERIOD})`;

const COUNTED_DAYS = new RegExp(`^(${COUNT}) ?(?:dernieres? |derniers? )?${UNIT}$`);
const IN_MONTH = new RegExp(`^(?:(\\d{1,2}|1er) |(debut |mi-|fin ))?(${MONTH})(?: (\\d{4}))?$`);

const DAYS: Readonly<Record<string, number>> = { j: 1, s: 7, m: 30, a: 365 };
const LONGEST_DAYS = 3660;

/** Days from the first to the last, both included. */
export interface Period {
  readonly day: Day;
  readonly until: Day;
}

/**
 * The day that a folded value means: `7j`, `2 semaines`, `hier`, `lundi`, `janvier 2022`, `31/05/2022`, `2022-05-01`,
 * `2022`; a day or month without its year is the last one. Null for any other text, and for a day that is still to come.
 */
export function dayOf(value: string, today: Day): Day | null {
  const text = bare(value);
  const day = counted(text, today) ?? lastCounted(text, today) ?? namedPeriod(text, today)?.day ?? null;
  return day === null || day > today ? null : day;
}

/** The days of a folded time with a beginning and an end (`PERIOD`); null for any other text, and for what is still to come. */
export function periodOf(value: string, today: Day): Period | null {
  const period = namedPeriod(bare(value), today);
  return period === null || period.day > today ? null : period;
}

/**
 * The days of a folded day or month (`septembre`, `1er mai 2023`, `fin juin`) that are to come or begun, where it says no year;
 * null for any other text.
 */
export function comingPeriod(text: string, today: Day): Period | null {
  if (/ \d{4}$/.test(text)) return namedPeriod(text, today);
  const year = Number(today.slice(0, 4));
  const here = namedPeriod(`${text} ${year}`, today);
  // No year that four digits write comes after the last.
  return here === null || here.until >= today || year === 9999
    ? here
    : namedPeriod(`${text} ${year + 1}`, today);
}

function bare(value: string): string {
  return value.trim().replace(/^(?:(?:le|la|les|depuis) |l')/, "");
}

/** « depuis le mois dernier » counts back from today, where « publiées le mois dernier » means that month. */
function lastCounted(text: string, today: Day): Day | null {
  const unit = /^(semaine|mois|an|annee) derniere?$/.exec(text)?.[1];
  return unit === undefined ? null : daysBefore(today, daysIn(unit));
}

function counted(text: string, today: Day): Day | null {
  const found = COUNTED_DAYS.exec(text);
  return found === null ? null : daysBefore(today, countOf(found[1] ?? "") * daysIn(found[2] ?? ""));
}

function namedPeriod(text: string, today: Day): Period | null {
  const back = { "aujourd'hui": 0, hier: 1, "avant-hier": 2 }[text];
  if (back !== undefined) return oneDay(daysBefore(today, back));
  const weekday = WEEKDAYS.indexOf(text);
  const since = (first: number): number => (new Date(today).getUTCDay() - first + 7) % 7;
  if (weekday >= 0) return oneDay(daysBefore(today, since(weekday) === 0 ? 7 : since(weekday)));
  if (text === "semaine derniere")
    return { day: daysBefore(today, since(1) + 7), until: daysBefore(today, since(1) + 1) };
  const week = /^semaine du (.+)$/.exec(text)?.[1];
  if (week !== undefined) return weekOf(namedPeriod(week, today)?.day ?? null);
  const [year = 0, month = 0] = today.split("-").map(Number);
  if (text === "mois dernier") return month === 1 ? monthOf(year - 1, 12) : monthOf(year, month - 1);
  if (/^(?:an|annee) derniere?$/.test(text)) return yearOf(year - 1);
  if (text === "cette annee") return yearOf(year);
  if (/^20\d\d$/.test(text)) return yearOf(Number(text));
  return oneDay(dated(text)) ?? numbered(text) ?? inMonth(text, today);
}

function dated(text: string): Day | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})$/.exec(text);
  if (written === null) return null;
  const year = Number(written[3]);
  return calendarDay(year < 100 ? 2000 + year : year, Number(written[2]), Number(written[1]));
}

/** « 05/2022 » */
function numbered(text: string): Period | null {
  const found = /^(\d{1,2})\/(\d{4})$/.exec(text);
  return found && monthOf(Number(found[2]), Number(found[1]));
}

/** The days of a third of a month. */
const THIRDS = { "debut ": [1, 10], "mi-": [11, 20], "fin ": [21, 31] } as const;

function inMonth(text: string, today: Day): Period | null {
  const found = IN_MONTH.exec(text);
  if (found === null) return null;
  const [, date, part, name = "", year] = found;
  const month = FOLDED_MONTHS.indexOf(name) + 1;
  const inYear = (given: number): Period | null => {
    if (date !== undefined) return oneDay(calendarDay(given, month, Number.parseInt(date, 10)));
    const whole = monthOf(given, month);
    if (part === undefined || whole === null) return whole;
    const [first, last] = THIRDS[part as keyof typeof THIRDS];
    const day = calendarDay(given, month, first);
    return day === null ? null : { day, until: calendarDay(given, month, last) ?? whole.until };
  };
  if (year !== undefined) return inYear(Number(year));
  const thisYear = Number(today.slice(0, 4));
  const here = inYear(thisYear);
  return here !== null && here.day <= today ? here : inYear(thisYear - 1);
}

/** From the Monday before a day, or from that day, on. */
function weekOf(day: Day | null): Period | null {
  if (day === null) return null;
  const monday = daysBefore(day, (new Date(day).getUTCDay() + 6) % 7);
  return { day: monday, until: daysBefore(monday, -6) };
}

function monthOf(year: number, month: number): Period | null {
  const day = calendarDay(year, month, 1);
  const next = month === 12 ? calendarDay(year + 1, 1, 1) : calendarDay(year, month + 1, 1);
  return day === null || next === null ? null : { day, until: daysBefore(next, 1) };
}

function yearOf(year: number): Period {
  return { day: `${year}-01-01`, until: `${year}-12-31` };
}

function oneDay(day: Day | null): Period | null {
  return day === null ? null : { day, until: day };
}

function daysIn(unit: string): number {
  return DAYS[unit.charAt(0)] ?? 1;
}

export function daysBefore(today: Day, days: number): Day {
  return new Date(Date.parse(today) - Math.min(LONGEST_DAYS, days) * 86_400_000).toISOString().slice(0, 10);
}

/** So many units before a day. */
export function unitsBefore(today: Day, count: number, unit: string): Day {
  return daysBefore(today, count * daysIn(unit));
}
