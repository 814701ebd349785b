import type { KnownOffer } from "../../offers/catalogue.ts";
import { endsSoon, isOpen } from "../../offers/ending.ts";
import type { Day, OfferKey } from "../../offers/offer.ts";
import type { DecisionKind, StoredChange } from "../../ports/index.ts";

/** What may stand in digests, whichever subscription they are for. */
export interface News {
  readonly known: KnownOffer;
  readonly kind: Exclude<DecisionKind, "copy">;
  /** The change that makes it news; null for what ends soon, which no change tells of. */
  readonly number: number | null;
}

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
  return open
    .flatMap((known) => {
      const day = isOpen(known) ? endsSoon(today, known.offer) : null;
      return day === null ? [] : [{ known, day }];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ known }) => ({ known, kind: "ending", number: null }));
}
