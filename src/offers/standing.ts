import type { Day, Offer, Problem, Reading } from "./offer.ts";

export type Standing = "open" | "closed";

/**
 * Whether an offer stands open on a day: `open: true`, and its `depublication_date` not over (the day itself
 * still counts). Days compare as text, and the caller names today in the configured timezone, so that no
 * arithmetic on hours, and no change of clocks, is involved.
 */
export function standingOn(offer: Offer, today: Day): Standing {
  if (!offer.open) return "closed";
  return offer.depublication !== null && offer.depublication < today ? "closed" : "open";
}

/**
 * Warnings about a depublication date that closes, or is about to close, an offer whose author wrote `open:
 * true`. They depend on the day, so they are not part of the cached reading.
 */
export function standingProblems({ offer, depublicationLine }: Reading, today: Day): Problem[] {
  if (!offer?.open || offer.depublication === null || offer.depublication > today) return [];
  const message =
    offer.depublication < today
      ? `depublication_date ${offer.depublication} is past, so this offer is closed although it says "open: true"; move the date or write "open: false"`
      : `depublication_date ${offer.depublication} is today, so this offer closes tonight although it says "open: true"; move the date if it should stay open`;
  return [{ severity: "warning", line: depublicationLine ?? 1, message }];
}

/** The day that a moment falls on in a timezone. `now` in milliseconds since the epoch. */
export function dayIn(timezone: string, now: number): Day {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: timezone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timezone, format);
  }
  return format.format(now);
}

/**
 * Formats by timezone, kept because making one takes a hundred times as long as using it. A process uses one.
 */
const formats = new Map<string, Intl.DateTimeFormat>();
