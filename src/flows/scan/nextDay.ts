const HOUR = 3_600_000;

/**
 * The first moment after `now` that falls on another day, in milliseconds; exact to the second whatever the
 * clocks do that night. `dayOf` names the day of a moment.
 */
export function nextDay(dayOf: (moment: number) => string, now: number): number {
  const today = dayOf(now);
  let before = now;
  let after = now + 26 * HOUR;
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle) === today) before = middle;
    else after = middle;
  }
  return after;
}
