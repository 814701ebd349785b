import { isTimeOfDay, type TimeOfDay, timeText } from "./schedule.ts";
import { Times } from "./times.ts";

/** Hours of every day in which nobody is to be disturbed; over midnight where they end before they begin. */
export interface QuietHours {
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

export const HOURS_FORM = '"20:00-08:00"';

/** Reads « 20:00-08:00 »; null for anything else, and for hours without a length. */
export function readHours(text: string): QuietHours | null {
  const [, ...parts] = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
  const [hour = -1, minute = -1, lastHour = -1, lastMinute = -1] = parts.map(Number);
  const hours = { from: { hour, minute }, to: { hour: lastHour, minute: lastMinute } };
  const same = hour === lastHour && minute === lastMinute;
  return isTimeOfDay(hours.from) && isTimeOfDay(hours.to) && !same ? hours : null;
}

/** The one text of quiet hours: `readHours` reads it back. */
export function hoursText({ from, to }: QuietHours): string {
  return `${timeText(from)}-${timeText(to)}`;
}

/**
 * When quiet hours that a moment falls into end, on the wall clock of a timezone; null outside of them. Both in
 * milliseconds since the epoch. What began last counts, not what the clock shows: in autumn it shows an hour twice.
 */
export function hoursEnd(hours: QuietHours, moment: number, timezone: string): number | null {
  const [begins, ends] = [timesAt(hours.from, timezone), timesAt(hours.to, timezone)];
  const [begun, ended] = [begins.last(moment), ends.last(moment)];
  return begun !== null && (ended === null || begun > ended) ? ends.next(moment) : null;
}

function timesAt(at: TimeOfDay, timezone: string): Times {
  const expression = `${at.minute} ${at.hour} * * *`;
  const key = `${expression} ${timezone}`;
  const times = known.get(key) ?? new Times(expression, timezone);
  known.set(key, times);
  return times;
}

/** Making one takes much longer than using it; there are as many as minutes of a day at most. */
const known = new Map<string, Times>();
