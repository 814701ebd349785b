import { foldInPlace } from "../text/fold.ts";
import { FOLDED_MONTHS } from "../text/months.ts";
import { DAY_NAMES } from "./rhythmWords.ts";
import { isTimeOfDay, type TimeOfDay } from "./schedule.ts";
import { Times } from "./times.ts";

/** How long a pause lasts, as people type it. */
export type Pause =
  /** Until a moment, milliseconds since the epoch. `assumed`: nobody said until when. */
  | { readonly kind: "until"; readonly at: number; readonly assumed: boolean }
  | { readonly kind: "unreadable" }
  | { readonly kind: "past" }
  | { readonly kind: "too long" };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What « pause » alone means: nobody should have to remember that a room was silenced. */
const USUAL = 7 * DAY;
/** The longest pause, in days. */
export const LONGEST_PAUSE = 92;
const USUAL_HOUR: TimeOfDay = { hour: 9, minute: 0 };

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:min|mn|minutes?)$/, MINUTE],
  [/^(?:h|heures?)$/, HOUR],
  [/^(?:j|jours?|journees?)$/, DAY],
  [/^(?:sem|semaines?)$/, 7 * DAY],
  [/^mois$/, 30 * DAY],
];
const NUMBERS: readonly string[] =
  "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze".split(" ");

/** Whether a text speaks of a time at all; whether it can be read is for `readPause` to say. */
export function speaksOfTime(text: string): boolean {
  return /^(?:\d|jusqu|pendant|durant|d'ici|demain|apres-demain|aujourd'hui|ce (?:soir|matin|week)|cette (?:semaine|nuit|apres)|un mois|une (?:heure|journee|semaine|minute)|(?:deux|trois|quatre|cinq|six|sept|huit|dix|quinze) |la (?:journee|semaine|nuit)|(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))/.test(
    foldInPlace(text).trim(),
  );
}

/**
 * Reads « 2h », « trois jours », « jusqu'à lundi 9h », « jusqu'au 15 janvier »; empty means a week. A day without an hour is
 * meant from 9 o'clock on, on the wall clock of the timezone. `now` in milliseconds since the epoch.
 */
export function readPause(text: string, now: number, timezone: string): Pause {
  const folded = foldInPlace(text)
    .replace(/[\s.!]{1,20}$/, "")
    .trim()
    .slice(0, 80);
  if (folded === "") return { kind: "until", at: now + USUAL, assumed: true };
  const length = lengthIn(folded.replace(/^(?:pendant|durant|pour|de) /, ""));
  const at = length === null ? momentIn(folded, now, timezone) : now + length;
  if (at === null) return { kind: "unreadable" };
  if (at <= now) return { kind: "past" };
  return at - now > LONGEST_PAUSE * DAY ? { kind: "too long" } : { kind: "until", at, assumed: false };
}

/** « 2h », « 1h30 », « une semaine », « 3 jours et demi » is none. */
function lengthIn(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,3}) ?h ?(\d{2})$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * HOUR + Number(minutes) * MINUTE;
  const [, amount = "", unit = ""] = /^(\d{1,4}|une?|\p{L}{3,8}) ?(\p{L}{1,8})$/u.exec(text) ?? [];
  const named = NUMBERS.indexOf(amount === "une" ? "un" : amount);
  const count = /^\d/.test(amount) ? Number(amount) : named;
  const each = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  return each === undefined || count < 1 ? null : count * each;
}

const PLAIN_DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:aujourd'hui|la journee|cette nuit|la nuit|ce soir)$/, 1],
  [/^demain$/, 1],
  [/^apres-demain$/, 2],
];

function momentIn(text: string, now: number, timezone: string): number | null {
  const bare = text.replace(/^(?:jusqu'?(?:a la|a l'|au|a|en)|d'ici(?: a| au)?) ?/, "").replace(/^le /, "");
  const until = bare !== text && /^(?:jusqu|d'ici)/.test(text);
  const { day, clock } = splitClock(bare);
  if (clock !== null && !isTimeOfDay(clock)) return null;
  if (day === "") return clock && until ? next(`${clock.minute} ${clock.hour} * * *`, now, timezone) : null;
  const { hour, minute } = clock ?? USUAL_HOUR;
  const weekday = (DAY_NAMES as readonly string[]).indexOf(day.replace(/ prochain$/, ""));
  // « jusqu'à lundi », said on a Monday, means the next one; « lundi 18h » may be today's.
  const from = clock === null || day.endsWith(" prochain") ? midnightAfter(now, 1, timezone) - 1 : now;
  if (weekday >= 0) return next(`${minute} ${hour} * * ${(weekday + 1) % 7}`, from, timezone);
  if (/^(?:cette semaine|la semaine|ce week-?end|la semaine prochaine|la fin de la semaine)$/.test(day))
    return next(`${minute} ${hour} * * 1`, from, timezone);
  const days = PLAIN_DAYS.find(([pattern]) => pattern.test(day))?.[1];
  if (days !== undefined)
    return next(`${minute} ${hour} * * *`, midnightAfter(now, days, timezone) - 1, timezone);
  return onDate(day, { hour, minute }, now, timezone);
}

/** The time of day at the end of a text, and what stands before it. */
function splitClock(text: string): { readonly day: string; readonly clock: TimeOfDay | null } {
  const named = /^(.*?) ?(?:(?:a|au|vers) )?(matin|midi|soir|minuit)$/.exec(text);
  const hour = named && { matin: 9, midi: 12, soir: 18, minuit: 0 }[named[2] ?? ""];
  if (named && hour !== undefined && hour !== null && !/^ce$/.test(named[1] ?? ""))
    return { day: (named[1] ?? "").trim(), clock: { hour, minute: 0 } };
  const found = /^(.{0,60}?) ?(?:(?:a|vers) )?(\d{1,2}) ?(?:h|heures?|:) ?(\d{2})?$/.exec(text);
  if (!found) return { day: text, clock: null };
  return { day: (found[1] ?? "").trim(), clock: { hour: Number(found[2]), minute: Number(found[3] ?? 0) } };
}

function next(expression: string, now: number, timezone: string): number | null {
  return new Times(expression, timezone).next(now);
}

/** The midnight that begins the day after tomorrow, for two days. */
function midnightAfter(now: number, days: number, timezone: string): number {
  const midnight = new Times("0 0 * * *", timezone);
  let begin = now;
  for (let passed = 0; passed < days; passed += 1) begin = midnight.next(begin) ?? begin;
  return begin;
}

/** « 15 janvier », « 1er mars 2027 », « 15/01 », « 15/01/2027 ». */
function onDate(text: string, { hour, minute }: TimeOfDay, now: number, timezone: string): number | null {
  const words = /^(\d{1,2})(?:er)? (\p{L}{3,9})(?: (\d{4}))?$/u.exec(text);
  const figures = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(text);
  const [, day, , year] = words ?? figures ?? [];
  const month = words ? FOLDED_MONTHS.indexOf(words[2] ?? "") + 1 : Number(figures?.[2] ?? 0);
  if (day === undefined || month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return null;
  const times = new Times(`${minute} ${hour} ${Number(day)} ${month} *`, timezone);
  if (year === undefined) return times.next(now);
  return times.next(Date.UTC(Number(year), month - 1, Number(day)) - 2 * DAY);
}
