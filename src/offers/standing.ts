import { wallClock } from "../schedule/wallClock.ts";
import type { Day, Offer } from "./offer.ts";

export type Standing = "open" | "closed";

/**
 * Whether an offer stands open on a day: open and no draft, its `publication_date` come, its `depublication_date` not
 * over (both days themselves count). Days compare as text, and the caller names today in the configured timezone, so
 * that no arithmetic on hours, and no change of clocks, is involved.
 */
export function standingOn(offer: Offer, today: Day): Standing {
  if (!offer.open || isOver(offer, today)) return "closed";
  return isAwaited(offer, today) ? "closed" : "open";
}

/** Whether an offer that says it is open is not open yet: a draft, or one whose `publication_date` is to come. */
export function isAwaited({ open, draft, publication }: Offer, today: Day): boolean {
  return open && (draft || (publication !== null && publication > today));
}

/** Whether the `depublication_date` is past. */
export function isOver({ depublication }: Offer, today: Day): boolean {
  return depublication !== null && depublication < today;
}

/** The day that a moment falls on in a timezone. `now` in milliseconds since the epoch. */
export function dayIn(timezone: string, now: number): Day {
  const { year, month, day } = wallClock(timezone, now);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
