import type { Day } from "./offer.ts";

/** `YYYY-MM-DD` when the calendar has that day, else null: 2021-02-30 is no day. */
export function calendarDay(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  if (date.getUTCMonth() !== month - 1) return null;
  return date.toISOString().slice(0, 10);
}

/**
 * The day that a text begins with: `2022-04-08`, `2022-4-8` or a timestamp. The day counts as written,
 * whatever hour and offset follow, so that a reading does not depend on a timezone.
 */
export function writtenDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?![\w-])|^(\d{4})-(\d{1,2})-(\d{1,2})T\d/i.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).filter((part) => part !== undefined);
  return calendarDay(Number(year), Number(month), Number(day));
}
