import { calendarDay } from "../../offers/day.ts";
import { Mendable } from "../../ports/mendable.ts";

/** A point in time as it was typed: without an offset, it is local time in the configured timezone. */
export interface Moment {
  /** Milliseconds since the epoch. */
  in(timezone: string): number;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d))?)?$/i;

/**
 * Reads an ISO 8601 date, which means its beginning, or date and time. Throws `Mendable` for anything else; week dates
 * and ordinal dates are not read.
 */
export function readMoment(text: string): Moment {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", offset] =
    ISO.exec(text.trim()) ?? [];
  const clock = [hour, minute, second].map(Number) as [number, number, number];
  const isDay = year !== undefined && calendarDay(Number(year), Number(month), Number(day)) !== null;
  if (!isDay || clock[0] > 23 || clock[1] > 59 || clock[2] > 59) {
    throw new Mendable(
      "usage",
      `${JSON.stringify(text)} is no date; write one such as 2026-03-29 or 2026-03-29T08:30:00+02:00.`,
    );
  }
  const asUtc =
    Date.UTC(Number(year), Number(month) - 1, Number(day), ...clock) +
    Math.floor(Number(`0.${fraction}`) * 1000);
  return {
    in: (timezone) =>
      offset === undefined ? localTime(asUtc, timezone) : asUtc - minutesOf(offset) * 60_000,
  };
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  if (hours === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Returns the moment at which clocks of a timezone show what UTC clocks show at `asUtc`. */
function localTime(asUtc: number, timezone: string): number {
  const near = asUtc - utcOffset(asUtc, timezone);
  return asUtc - utcOffset(near, timezone);
}

/** Returns the UTC offset of a timezone at a moment, milliseconds; positive east of Greenwich. */
function utcOffset(moment: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(moment / 1000) * 1000;
}
