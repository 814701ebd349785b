import type { KnownOffer } from "./catalogue.ts";
import type { Day } from "./offer.ts";

/** An offer that stands open for long. */
export interface Overdue {
  readonly known: KnownOffer;
  /** The day of its opening, else, where it was open before anybody looked, its date; null where nothing tells. */
  readonly since: Day | null;
  /** Somebody said that the job is filled: it is named until its file says so. */
  readonly filled: boolean;
}

/** What somebody said of an offer's present opening, and on which day. */
interface Said {
  readonly says: "open" | "filled";
  readonly on: Day;
}

/**
 * The offers that stand open for more than `days`, or are said to be filled: these first, then the longest open. Whoever
 * says that one is open gives it as many days more. One of which no day is known counts as open for long.
 */
export function overdue(
  offers: Iterable<KnownOffer>,
  {
    today,
    days,
    dayOf,
    said,
  }: {
    readonly today: Day;
    readonly days: number;
    readonly dayOf: (moment: number) => Day;
    readonly said: (known: KnownOffer) => Said | null;
  },
): Overdue[] {
  const found: Overdue[] = [];
  for (const known of offers) {
    if (known.status !== "open") continue;
    const since = known.openedAt === null ? known.offer.date : dayOf(known.openedAt);
    const heard = said(known);
    const filled = heard?.says === "filled";
    const from = heard?.says === "open" ? heard.on : since;
    if (filled || from === null || daysBetween(from, today) > days) found.push({ known, since, filled });
  }
  return found.sort(
    (a, b) =>
      Number(b.filled) - Number(a.filled) ||
      compare(a.since ?? "9999", b.since ?? "9999") ||
      compare(a.known.id, b.known.id),
  );
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
