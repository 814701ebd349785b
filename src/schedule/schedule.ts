import { isExpression, Times } from "./times.ts";
import { inWeek, WEEKDAYS, type Weekday } from "./weekdays.ts";

/** The hour and minute of a wall clock. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/** When a subscription is told of offers: at once, or in a digest at certain moments. */
export type Schedule =
  | { readonly kind: "immediate" }
  | { readonly kind: "daily"; readonly at: TimeOfDay }
  /** One to six days, each once, in the order of the week. */
  | { readonly kind: "weekly"; readonly days: readonly Weekday[]; readonly at: TimeOfDay }
  /** Five cron fields that say something else than the kinds before. */
  | { readonly kind: "cron"; readonly expression: string };

/** How a schedule is written where there is an example to give. */
export const FORMS =
  '"immediate", "daily 9:00", "weekly monday,thursday 8:30" or a cron expression of five fields';

const LONGEST = 200;
const TIME = /^(\d{1,2}):(\d{2})$/;

/**
 * Reads a schedule as the configuration and the store write it, in any case and spacing; null when it is none, or would
 * never come. Five cron fields that say no more than `daily` or `weekly` are read as these.
 */
export function readSchedule(text: string): Schedule | null {
  if (text.length > LONGEST) return null;
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/\s*,\s*/g, ",")
    .split(/\s+/);
  const [kind, ...rest] = words;
  switch (kind) {
    case "immediate":
      return rest.length === 0 ? { kind } : null;
    case "daily":
      return rest.length === 1 ? daily(rest[0] ?? "") : null;
    case "weekly":
      return rest.length === 2 ? weekly(rest[0] ?? "", rest[1] ?? "") : null;
    default:
      return words.length === 5 ? cron(words) : null;
  }
}

/** The one text of a schedule: `readSchedule` reads it back, and two that come at the same times by kind are equal. */
export function scheduleText(schedule: Schedule): string {
  switch (schedule.kind) {
    case "immediate":
      return "immediate";
    case "daily":
      return `daily ${timeText(schedule.at)}`;
    case "weekly":
      return `weekly ${schedule.days.join(",")} ${timeText(schedule.at)}`;
    case "cron":
      return schedule.expression;
    default:
      return schedule satisfies never;
  }
}

/** Its one text; null when the text is no schedule. */
export function canonicalSchedule(text: string): string | null {
  const schedule = readSchedule(text);
  return schedule && scheduleText(schedule);
}

/** The moments of its digests, on the wall clock of a timezone; null for `immediate`, and for what is no schedule. */
export function timesOf(text: string, timezone: string): Times | null {
  const schedule = readSchedule(text);
  const expression = schedule && expressionOf(schedule);
  return expression ? new Times(expression, timezone) : null;
}

/** On some of the seven days; all of them are `daily`. */
export function onDays(days: Iterable<Weekday>, at: TimeOfDay): Schedule {
  const ordered = inWeek(days);
  return ordered.length === WEEKDAYS.length ? { kind: "daily", at } : { kind: "weekly", days: ordered, at };
}

/** Whether a clock can show it. */
export function isTimeOfDay({ hour, minute }: TimeOfDay): boolean {
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

function daily(time: string): Schedule | null {
  const at = timeOf(time);
  return at && { kind: "daily", at };
}

function weekly(names: string, time: string): Schedule | null {
  const at = timeOf(time);
  const days = names
    .split(",")
    .map((name) => WEEKDAYS.find((day) => day === name || day.slice(0, 3) === name));
  return at === null || days.includes(undefined)
    ? null
    : onDays(
        days.filter((day) => day !== undefined),
        at,
      );
}

function timeOf(text: string): TimeOfDay | null {
  const [, hour, minute] = TIME.exec(text) ?? [];
  const at = { hour: Number(hour), minute: Number(minute) };
  return isTimeOfDay(at) ? at : null;
}

export function timeText({ hour, minute }: TimeOfDay): string {
  return `${hour}:${String(minute).padStart(2, "0")}`;
}

/** Any moment does: whether an expression ever comes depends on no clock. */
const SOME_MOMENT = Date.UTC(2026, 0, 1);

function cron(fields: readonly string[]): Schedule | null {
  const expression = fields.join(" ").toUpperCase();
  if (!isExpression(expression) || new Times(expression, "UTC").next(SOME_MOMENT) === null) return null;
  return plainer(fields) ?? { kind: "cron", expression };
}

const CRON_DAYS = ["sunday", ...WEEKDAYS] as const;

/** `0 9 * * 1,4` says what `weekly monday,thursday 9:00` says, which people can read. */
function plainer([minute = "", hour = "", day, month, weekdays = ""]: readonly string[]): Schedule | null {
  if (day !== "*" || month !== "*" || !/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour)) return null;
  const at = { hour: Number(hour), minute: Number(minute) };
  if (weekdays === "*") return { kind: "daily", at };
  if (!/^[0-7](?:,[0-7])*$/.test(weekdays)) return null;
  return onDays(
    weekdays.split(",").flatMap((number) => CRON_DAYS[Number(number)] ?? []),
    at,
  );
}

function expressionOf(schedule: Schedule): string | null {
  switch (schedule.kind) {
    case "immediate":
      return null;
    case "daily":
      return `${schedule.at.minute} ${schedule.at.hour} * * *`;
    case "weekly": {
      const days = schedule.days.map((day) => CRON_DAYS.indexOf(day, 0)).join(",");
      return `${schedule.at.minute} ${schedule.at.hour} * * ${days}`;
    }
    case "cron":
      return schedule.expression;
    default:
      return schedule satisfies never;
  }
}
