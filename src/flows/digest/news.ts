import type { KnownOffer } from "../../offers/catalogue.ts";
import type { Day, OfferKey } from "../../offers/offer.ts";
import type { DecisionKind, StoredChange } from "../../ports/index.ts";

/** What may stand in digests, whichever subscription they are for. */
export interface News {
  readonly known: KnownOffer;
  readonly kind: Exclude<DecisionKind, "copy">;
  /** The change that makes it news; null for what ends soon, which no change tells of. */
  readonly number: number | null;
}

/** How many days before its last day an offer ends soon. */
const SOON = 3;
const DAY = 24 * 3_600_000;

/**
 * What changes come to, the last of each offer: it is open, and new or edited, or it has closed. An offer that opened and
 * closed meanwhile is closed. `known`: the offers of these changes as they stand. In the order of what is new, then what
 * closed, each in the order of their numbers.
 */
export function newsOf(changes: readonly StoredChange[], known: ReadonlyMap<OfferKey, KnownOffer>): News[] {
  const last = new Map<OfferKey, News>();
  for (const { offer, opening, change, number } of changes) {
    const standing = known.get(offer);
    if (!standing || standing.opening !== opening) continue;
    const closes = change === "closed" || change === "removed";
    const open = isOpen(standing);
    if (closes === open) continue;
    const kind = closes ? "closed" : opening > 1 ? "reopened" : "published";
    last.set(offer, { known: standing, kind, number });
  }
  const ordered = [...last.values()].toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return [
    ...ordered.filter(({ kind }) => kind !== "closed"),
    ...ordered.filter(({ kind }) => kind === "closed"),
  ];
}

/** What can be applied for, or stands in the open, for three days more at most; the first to end first. */
export function endingOn(today: Day, open: readonly KnownOffer[]): News[] {
  const until = dayAfter(today, SOON);
  return open
    .flatMap((known) => {
      const day = isOpen(known) ? lastDayOf(known) : null;
      return day !== null && day >= today && day <= until ? [{ known, day }] : [];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ known }) => ({ known, kind: "ending", number: null }));
}

export function isOpen({ status, stood }: KnownOffer): boolean {
  return status !== "removed" && stood === "open";
}

function lastDayOf({ offer: { facts, depublication } }: KnownOffer): Day | null {
  if (facts.deadline === null || depublication === null) return facts.deadline ?? depublication;
  return facts.deadline < depublication ? facts.deadline : depublication;
}

/** Days are counted in UTC, in which each has 24 hours. */
function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
