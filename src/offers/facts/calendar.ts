/** Days and months as French prose writes them, completed from the day of the offer. */
import { FOLDED_MONTHS } from "../../text/months.ts";
import { calendarDay } from "../day.ts";
import type { Day } from "../offer.ts";

/** « sept. 2021 » */
const SHORT_MONTHS: ReadonlyMap<string, number> = new Map([
  ["janv.", 1],
  ["fevr.", 2],
  ["fev.", 2],
  ["avr.", 4],
  ["juil.", 7],
  ["sept.", 9],
  ["oct.", 10],
  ["nov.", 11],
  ["dec.", 12],
]);

const ENGLISH_MONTHS: readonly string[] =
  "january february march april may june july august september october november december".split(" ");

/** Matches a month's name in folded text, French or English, or its short form with the dot. */
export const MONTH_NAME = [
  ...[...FOLDED_MONTHS, ...ENGLISH_MONTHS].map((name) => `${name}\\b`),
  ...[...SHORT_MONTHS.keys()].map((short) => short.replace(".", "\\.")),
].join("|");

/** 1 to 12, or `null`. */
export function monthNumber(folded: string): number | null {
  const index = Math.max(FOLDED_MONTHS.indexOf(folded), ENGLISH_MONTHS.indexOf(folded));
  return index < 0 ? (SHORT_MONTHS.get(folded) ?? null) : index + 1;
}

/** The year of a month that is written without one: the offer's, or the next when the month is well past. */
export function yearOf(month: number, offered: Day | null): number | null {
  if (offered === null) return null;
  const year = Number(offered.slice(0, 4));
  const offeredIn = Number(offered.slice(5, 7));
  // An offer of March that says « février » may be late by a month; one of November means next year's.
  return month < offeredIn - 1 ? year + 1 : year;
}

/** The day that begins a file's name, when it is one. */
export function dayOfFile(file: string): Day | null {
  const match = /(?:^|\/)(\d{4})-(\d{2})-(\d{2})(?!\d)[^/]*$/.exec(file);
  return match ? calendarDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}
