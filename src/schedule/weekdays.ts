/** The days of the week as schedules name them, Monday first. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** The days that French offices work on. */
export const WORKDAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

/** Each day once, in the order of the week. */
export function inWeek(days: Iterable<Weekday>): Weekday[] {
  const named = new Set(days);
  return WEEKDAYS.filter((day) => named.has(day));
}
