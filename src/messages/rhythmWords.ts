import { readSchedule, type Schedule, type TimeOfDay } from "../schedule/schedule.ts";
import { WEEKDAYS, type Weekday, WORKDAYS } from "../schedule/weekdays.ts";
import { NO_BREAK } from "./typography.ts";

const NAMES: Readonly<Record<Weekday, string>> = {
  monday: "lundi",
  tuesday: "mardi",
  wednesday: "mercredi",
  thursday: "jeudi",
  friday: "vendredi",
  saturday: "samedi",
  sunday: "dimanche",
};

/** The words for a stored schedule, as they follow « de chaque offre » or « un résumé »; they can be typed again. */
export function rhythmWords(text: string): string {
  const schedule = readSchedule(text);
  return schedule ? wordsOf(schedule) : text;
}

function wordsOf(schedule: Schedule): string {
  switch (schedule.kind) {
    case "immediate":
      return "dès qu’elle paraît";
    case "daily":
      return `chaque jour à ${clockWords(schedule.at)}`;
    case "weekly":
      return `${daysWords(schedule.days)} à ${clockWords(schedule.at)}`;
    case "cron":
      return `aux heures de «${NO_BREAK}${schedule.expression}${NO_BREAK}»`;
    default:
      return schedule satisfies never;
  }
}

function daysWords(days: readonly Weekday[]): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (days.length >= WORKDAYS.length - 1 && isRun(days, first)) return `du ${NAMES[first]} au ${NAMES[last]}`;
  const named = days.map((day) => `le ${NAMES[day]}`);
  return named.length === 1 ? `le ${NAMES[first]}` : `${named.slice(0, -1).join(", ")} et ${named.at(-1)}`;
}

/** Days one after the other, without a hole. */
function isRun(days: readonly Weekday[], first: Weekday): boolean {
  const begin = WEEKDAYS.indexOf(first);
  return days.every((day, index) => WEEKDAYS[begin + index] === day);
}

/** « 9 h », « 8 h 30 ». */
export function clockWords({ hour, minute }: TimeOfDay): string {
  const whole = `${hour}${NO_BREAK}h`;
  return minute === 0 ? whole : `${whole}${NO_BREAK}${String(minute).padStart(2, "0")}`;
}
