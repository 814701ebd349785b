import type { KnownOffer } from "./catalogue.ts";
import type { Day, Offer } from "./offer.ts";

/** How many days before its last day an offer ends soon. */
const SOON = 3;
const DAY = 24 * 3_600_000;

/** The last day of an offer where that is `today` or one of the next three; null for any other. */
export function endsSoon(today: Day, offer: Pick<Offer, "facts" | "depublication">): Day | null {
  const day = lastDayOf(offer);
  return day !== null && day >= today && day <= dayAfter(today, SOON) ? day : null;
}

/** The last day on which an offer can be applied for, or stands in the open; null where it names none. */
export function lastDayOf({ facts, depublication }: Pick<Offer, "facts" | "depublication">): Day | null {
  if (facts.deadline === null || depublication === null) return facts.deadline ?? depublication;
  return facts.deadline < depublication ? facts.deadline : depublication;
}

/** Tells whether an offer stands open; one whose file is missing does until it counts as removed. */
export function isOpen({ status, stood }: KnownOffer): boolean {
  return status !== "removed" && stood === "open";
}

/** Days are counted in UTC, in which each has 24 hours. */
function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
