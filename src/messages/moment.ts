import { dayIn } from "../offers/standing.ts";
import { DAY_NAMES } from "../schedule/rhythmWords.ts";
import { wallClock } from "../schedule/wallClock.ts";
import { clockWords } from "./rhythmWords.ts";
import { longDate } from "./wording.ts";

/**
 * A moment as people say it at another: « aujourd’hui à 9 h », « demain à 9 h », « hier … », « lundi 30 novembre 2026 à 9 h ». Both in
 * milliseconds since the epoch.
 */
export function momentWords(moment: number, now: number, timezone: string): string {
  const day = dayIn(timezone, moment);
  const time = timeWords(timezone, moment);
  if (day === dayIn(timezone, now)) return `aujourd’hui à ${time}`;
  const days = (Date.parse(day) - Date.parse(dayIn(timezone, now))) / DAY;
  if (days === 1) return `demain à ${time}`;
  if (days === -1) return `hier à ${time}`;
  return `${weekdayOf(day)} ${longDate(day)} à ${time}`;
}

/** The same as an end: « jusqu’à 18 h », « jusqu’à demain à 9 h », « jusqu’au lundi 30 novembre 2026 à 9 h ». */
export function untilWords(moment: number, now: number, timezone: string): string {
  const words = momentWords(moment, now, timezone);
  if (words.startsWith("aujourd’hui ")) return `jusqu’${words.slice("aujourd’hui ".length)}`;
  return words.startsWith("demain") ? `jusqu’à ${words}` : `jusqu’au ${words}`;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function weekdayOf(day: string): string {
  return DAY_NAMES[(new Date(day).getUTCDay() + 6) % 7] ?? "";
}

/** In autumn the clocks show an hour twice: there the words say which of the two is meant. */
function timeWords(timezone: string, moment: number): string {
  const words = clockWords(wallClock(timezone, moment));
  const shownAt = (other: number) => clockWords(wallClock(timezone, other));
  if (shownAt(moment + HOUR) === words) return `${words} (heure d’été)`;
  return shownAt(moment - HOUR) === words ? `${words} (heure d’hiver)` : words;
}
