import { DAY_NAMES, MOST_WORDS, PHRASES, type Said } from "./rhythmWords.ts";
import { isTimeOfDay, onDays, type Schedule, type TimeOfDay } from "./schedule.ts";
import { WEEKDAYS, type Weekday } from "./weekdays.ts";

/** A word, a number or a sign of a text, folded, and where it stands. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a stretch of words says when all of it is a rhythm. `assumed`: the hour or the day was not said. */
export type Reading =
  | { readonly schedule: Schedule; readonly assumed: boolean }
  /** A rhythm, and none that can be kept: « à 27h », two hours, an hour for what comes at once. */
  | "unreadable";

const TOKEN = /\d+|\p{L}+(?:['-]\p{L}+)*|\S/gu;

export function tokensOf(folded: string): Token[] {
  return [...folded.matchAll(TOKEN)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

/** What was said when nobody named an hour, or a day. */
const USUAL_HOUR = 9;
const USUAL_DAY = "monday";

/** Reads a stretch of words of which every one has to belong to the rhythm; null when one does not, or none is said. */
export function readRhythm(tokens: readonly Token[]): Reading | null {
  const words = tokens.map(({ text }) => text);
  const said: Said[] = [];
  const clocks: Clock[] = [];
  for (let at = 0; at < words.length; ) {
    const range = daysBetween(words, at);
    const clock = range ? null : clockAt(words, at);
    const phrase = range ?? clock ?? phraseAt(words, at);
    if (phrase === null) return null;
    if ("says" in phrase.value) said.push(phrase.value);
    else clocks.push(phrase.value);
    at += phrase.words;
  }
  return meaning(said, clocks);
}

interface Clock extends TimeOfDay {
  /** « à 9 h » needs no day beside it; « 35 h » may be anything, and « à 9 » too. */
  readonly alone: boolean;
}

interface Found<T> {
  readonly value: T;
  readonly words: number;
}

/** « du lundi au vendredi ». */
function daysBetween(words: readonly string[], at: number): Found<Said> | null {
  const [from, first = "", to, last = ""] = words.slice(at, at + 4);
  if (!((from === "du" && to === "au") || (from === "de" && to === "a"))) return null;
  const [begin, end] = [first, last].map((name) => (DAY_NAMES as readonly string[]).indexOf(name));
  if (begin === undefined || end === undefined || begin < 0 || end < 0) return null;
  const length = ((end - begin + 7) % 7) + 1;
  const days = Array.from({ length }, (_, index) => WEEKDAYS[(begin + index) % 7]).filter(
    (day) => day !== undefined,
  );
  return { value: { says: "days", days }, words: 4 };
}

const HOURS = ["h", "heure", "heures", ":"];

/** « à 9h », « 9 h 30 », « 9:30 », « à 9 »; whatever the numbers are. */
function clockAt(words: readonly string[], at: number): Found<Clock> | null {
  const named = words[at] === "a" || words[at] === "vers";
  const [hour = "", sign = "", minute = ""] = words.slice(named ? at + 1 : at);
  if (!/^\d{1,4}$/.test(hour)) return null;
  if (!HOURS.includes(sign))
    return named ? { value: { hour: Number(hour), minute: 0, alone: false }, words: 2 } : null;
  const exact = /^\d{1,4}$/.test(minute);
  if (sign === ":" && !exact) return null;
  const before = named ? 1 : 0;
  return {
    value: { hour: Number(hour), minute: exact ? Number(minute) : 0, alone: named },
    words: before + 2 + (exact ? 1 : 0),
  };
}

/** The longest phrase that begins there; a comma between two of them says nothing. */
function phraseAt(words: readonly string[], at: number): Found<Said> | null {
  if (words[at] === "," || words[at] === ".") return { value: { says: "nothing" }, words: 1 };
  for (let length = MOST_WORDS; length > 0; length -= 1) {
    const said = PHRASES.get(words.slice(at, at + length).join(" "));
    if (said && at + length <= words.length) return { value: said, words: length };
  }
  return null;
}

function meaning(said: readonly Said[], clocks: readonly Clock[]): Reading | null {
  const days = said.flatMap((one) => (one.says === "days" ? one.days : []));
  const parts = said.flatMap((one) => (one.says === "part" ? [one] : []));
  const says = (what: Said["says"]): boolean => said.some((one) => one.says === what);
  const hasDays = days.length > 0 || says("every day") || says("every week");
  const stands = hasDays || says("immediate") || [...parts, ...clocks].some(({ alone }) => alone);
  if (!stands) return null;
  if (says("immediate"))
    return hasDays || parts.length + clocks.length > 0
      ? "unreadable"
      : { schedule: { kind: "immediate" }, assumed: false };
  if (clocks.length > 1 || parts.length > 1) return "unreadable";
  const at = timeOf(clocks[0], parts[0]?.hour);
  if (!isTimeOfDay(at)) return "unreadable";
  return {
    schedule: onThese(days, says("every week"), at),
    assumed: clocks.length === 0 || isWeekOnly(days, said),
  };
}

function onThese(days: readonly Weekday[], weekly: boolean, at: TimeOfDay): Schedule {
  if (days.length > 0) return onDays(days, at);
  return weekly ? onDays([USUAL_DAY], at) : { kind: "daily", at };
}

function isWeekOnly(days: readonly Weekday[], said: readonly Said[]): boolean {
  return days.length === 0 && said.some(({ says }) => says === "every week");
}

/** « 6 h du soir » is 18 h; « 18 h le soir » too. */
function timeOf(clock: TimeOfDay | undefined, part: number | undefined): TimeOfDay {
  if (clock === undefined) return { hour: part ?? USUAL_HOUR, minute: 0 };
  const { hour, minute } = clock;
  return part !== undefined && part > 12 && hour < 12 ? { hour: hour + 12, minute } : { hour, minute };
}
