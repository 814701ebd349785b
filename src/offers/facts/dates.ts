/** Days as offers write them: « 1er mai », « 01/05/2026 », « 31.03.26 », « 2026-05-04 », « 15 March », « April 30, 2026 ». */
import { MONTHS } from "../../text/months.ts";
import { calendarDay } from "../day.ts";
import type { Day } from "../offer.ts";
import { MONTH_NAME, monthNumber, yearOf } from "./calendar.ts";

const YEAR = "(?:,? (20\\d\\d))?";
/** 1–3 ISO; 4–6 in figures; 7–9 day before month; 10–12 month before day. */
const DATE = new RegExp(
  [
    "\\b(20\\d\\d)[-/](\\d{2})[-/](\\d{2})\\b",
    "\\b(\\d{1,2})(?:[/.]|-(?=\\d{1,2}-20))(\\d{1,2})(?:[/.-](20\\d\\d|\\d\\d)\\b)?(?![\\d/%])",
    `\\b(\\d{1,2})(?:er|st|nd|rd|th)? (?:of )?(${MONTH_NAME})${YEAR}`,
    `\\b(${MONTH_NAME}) (\\d{1,2})(?:st|nd|rd|th)?\\b(?! ?h)${YEAR}`,
  ].join("|"),
);

export interface WrittenDay {
  readonly day: Day;
  /** Where it stands in the text. */
  readonly index: number;
}

/** The first day of a folded text; null for none, for an impossible one, and for one whose year cannot be told. */
export function dayIn(folded: string, offered: Day | null): WrittenDay | null {
  const match = DATE.exec(folded);
  if (match === null) return null;
  const day = dayOf(match, offered);
  return day === null ? null : { day, index: match.index };
}

function dayOf(match: RegExpExecArray, offered: Day | null): Day | null {
  const [, year, month, day, figureDay, figureMonth, figureYear, first, monthAfter, yearAfter] = match;
  const [monthBefore, last, yearBefore] = match.slice(10);
  if (year !== undefined) return calendarDay(Number(year), Number(month), Number(day));
  if (figureDay !== undefined) return complete(Number(figureDay), Number(figureMonth), figureYear, offered);
  const named = monthNumber(monthAfter ?? monthBefore ?? "");
  return named === null ? null : complete(Number(first ?? last), named, yearAfter ?? yearBefore, offered);
}

function complete(day: number, month: number, year: string | undefined, offered: Day | null): Day | null {
  const full = year === undefined ? yearOf(month, offered) : Number(year.length === 2 ? `20${year}` : year);
  return full === null ? null : calendarDay(full, month, day);
}

/** « 1er septembre 2026 » */
export function inWords(day: Day): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const number = Number(date);
  return `${number === 1 ? "1er" : number} ${MONTHS[Number(month) - 1]} ${year}`;
}
