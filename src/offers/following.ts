import type { KnownOffer } from "./catalogue.ts";
import { endsSoon, isOpen } from "./ending.ts";
import type { Day, Facts, Offer } from "./offer.ts";

/** An offer as somebody who follows it knows it. */
export interface Seen {
  readonly open: boolean;
  readonly opening: number;
  readonly title: string;
  readonly startup: string | null;
  readonly facts: Facts;
  /** The last day that they were told is near. */
  readonly warned: Day | null;
}

/** What there is to tell somebody who follows an offer; of several things at once, the first of these. */
export type FollowNews = "closed" | "reopened" | "edited" | "ending";

/** Facts that decide whether, and how, somebody applies; skills and the words around a fact do not. */
const MATTERS = [
  ...(["places", "remote", "remoteDays", "contracts", "statuses", "categories", "duration"] as const),
  ...(["pay", "time", "applyEmails", "applyUrls", "reference", "deadline", "start", "junior"] as const),
] satisfies (keyof Facts)[];

/** What somebody knows of an offer that they are shown as it stands; an end that is near is shown with it. */
export function seenNow(known: KnownOffer, today: Day, before: Day | null = null): Seen {
  const { title, startup, facts } = known.offer;
  const open = isOpen(known);
  const warned = (open ? endsSoon(today, known.offer) : null) ?? before;
  return { open, opening: known.opening, title, startup, facts, warned };
}

/**
 * What became of an offer since somebody was told of it last; null for nothing that matters. States are compared, not
 * changes counted: an offer that closed and opened again while nobody could be told is one that reopened.
 */
export function followNews(seen: Seen, known: KnownOffer, today: Day): FollowNews | null {
  if (!isOpen(known)) return seen.open ? "closed" : null;
  if (!seen.open || seen.opening !== known.opening) return "reopened";
  if (isOtherwise(seen, known.offer)) return "edited";
  const end = endsSoon(today, known.offer);
  return end !== null && end !== seen.warned ? "ending" : null;
}

function isOtherwise(seen: Seen, { title, startup, facts }: Offer): boolean {
  return (
    seen.title !== title ||
    seen.startup !== startup ||
    MATTERS.some((fact) => JSON.stringify(seen.facts[fact]) !== JSON.stringify(facts[fact]))
  );
}
