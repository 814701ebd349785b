import { foldInPlace } from "../text/fold.ts";
import { mistypedDay } from "./mistypedDay.ts";
import { type Reading, readRhythm, type Token, tokensOf } from "./rhythmReading.ts";
import { CUE } from "./rhythmWords.ts";
import { readSchedule, type Schedule } from "./schedule.ts";

/** A rhythm as people type it, found at the end of a text or at its beginning, and what the text says without it. */
export type Rhythm =
  | { readonly kind: "none"; readonly rest: string }
  | {
      readonly kind: "found";
      readonly schedule: Schedule;
      /** The hour or the day was not said, and the usual one is meant: say which. */
      readonly assumed: boolean;
      readonly rest: string;
    }
  /**
   * Something that nobody says but of a rhythm, and that is none: it is no part of a filter either. `nearest`: the whole text
   * with the days that were perhaps meant.
   */
  | { readonly kind: "unreadable"; readonly words: string; readonly nearest: readonly string[] };

/** Words at either end that may be a rhythm. */
const LONGEST = 24;

/**
 * Finds the rhythm in a text of filter and rhythm. What stands in quotation marks is never one. Linear in the text. Does
 * not say who may choose it: five cron fields are read too.
 */
export function splitRhythm(text: string): Rhythm {
  const folded = foldInPlace(text);
  const found = written(text) ?? atEnd(text, folded) ?? atBeginning(text, folded);
  if (found?.kind === "unreadable") return found;
  const rest = found?.rest ?? text.trim();
  const day = mistypedDay(unquoted(text));
  if (day !== null) {
    const nearest = day.nearest.map((name) => text.slice(0, day.start) + name + text.slice(day.end));
    return { kind: "unreadable", words: text.slice(day.from).trim(), nearest };
  }
  const cue = cueIn(rest);
  if (cue !== null) return unreadable(rest.slice(cue));
  return found ?? { kind: "none", rest };
}

/** Cron fields as they look, whatever they say: months and days of the week have names, too. */
const FIELDS = /^(?:[\d*?][\d*?,/-]{0,40} ){3}(?:[\d*?a-z][\w*?,/-]{0,40}(?: |$)){2}$/i;

/** A schedule in its own words, `daily 9:00` or five cron fields, as the last words or the first. */
function written(text: string): Rhythm | null {
  const words = text.trim().split(/\s+/);
  for (const count of [5, 3, 2]) {
    if (words.length < count) continue;
    for (const [own, rest] of [
      [words.slice(-count), words.slice(0, -count)],
      [words.slice(0, count), words.slice(count)],
    ] as const) {
      if (count === 5 && !own.includes("*")) continue;
      const schedule = readSchedule(own.join(" "));
      if (schedule) return { kind: "found", schedule, assumed: false, rest: bare(rest.join(" ")) };
    }
  }
  // `0 9 30 2 *` never comes, and is no filter either.
  const never = [words.slice(-5), words.slice(0, 5)]
    .map((own) => own.join(" "))
    .find((own) => FIELDS.test(own));
  if (never?.includes("*")) return unreadable(never);
  const only = words.length === 1 ? readSchedule(text) : null;
  return only && { kind: "found", schedule: only, assumed: false, rest: "" };
}

/** Of two stretches that end there the longer counts; one that cannot be kept, only if no shorter one leaves a filter. */
function atEnd(text: string, folded: string): Rhythm | null {
  const tokens = tokensOf(folded.replace(/[\s.!]{1,20}$/, ""));
  let unreadable: Rhythm | null = null;
  for (let from = Math.max(0, tokens.length - LONGEST); from < tokens.length; from += 1) {
    const first = tokens[from];
    if (first === undefined || isWithin(folded, first)) continue;
    const reading = readRhythm(tokens.slice(from));
    if (reading === null) continue;
    const found = outcome(reading, text.slice(first.start), text.slice(0, first.start));
    if (found.kind === "unreadable") unreadable ??= found;
    else if (unreadable === null || cueIn(found.rest) === null) return found;
  }
  return unreadable;
}

function atBeginning(text: string, folded: string): Rhythm | null {
  const tokens = tokensOf(folded).slice(0, LONGEST);
  for (let count = tokens.length; count > 0; count -= 1) {
    const end = tokens[count - 1]?.end ?? 0;
    if (/^[\p{L}\d]/u.test(folded.slice(end))) continue;
    const reading = readRhythm(tokens.slice(0, count));
    if (reading !== null) return outcome(reading, text.slice(0, end), text.slice(end));
  }
  return null;
}

/** Whether a token begins within a word: « h » of « 9h », or « 9 » of « e9 ». */
function isWithin(folded: string, { start }: Token): boolean {
  return start > 0 && /[\p{L}\d'-]/u.test(folded.charAt(start - 1));
}

function outcome(reading: Reading, words: string, rest: string): Rhythm {
  return reading === "unreadable" ? unreadable(words) : { kind: "found", ...reading, rest: bare(rest) };
}

/** Without the signs and the word that joined the rest to its rhythm. */
function bare(rest: string): string {
  return (
    rest
      .replace(/[\s,;:–—-]{1,20}$/u, "")
      // A dash at a word excludes it.
      .replace(/^(?:[\s,;:]|[–—-](?=\s)){0,20}/u, "")
      .replace(/^pour\s/iu, "")
      .trim()
  );
}

function unreadable(words: string): Rhythm {
  return { kind: "unreadable", words: words.trim(), nearest: [] };
}

/** Where something stands that nobody says but of a rhythm; null when nothing does. */
function cueIn(rest: string): number | null {
  return CUE.exec(unquoted(rest))?.index ?? null;
}

/** Folded, with blanks for what stands in quotation marks. */
function unquoted(text: string): string {
  return foldInPlace(text).replace(/"[^"]{0,500}"/g, (quoted) => " ".repeat(quoted.length));
}
