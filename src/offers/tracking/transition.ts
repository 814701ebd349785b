import type { Change, KnownOffer } from "../catalogue.ts";
import type { Day, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Sighting } from "./identity.ts";
import { isSameOffer, showsTheSame } from "./shown.ts";

/** When a look is taken. `now` in milliseconds since the epoch; `today` in the configured timezone. */
export interface Moment {
  readonly now: number;
  readonly today: Day;
}

export interface Step {
  /** The very object that came in, when nothing is to be stored. */
  readonly row: KnownOffer;
  readonly changes: readonly Change[];
}

/**
 * How an offer came to another name: its file was *renamed*, or the offer *returned* there after it had closed or
 * gone, so that its former name is told with the reopening alone.
 */
export type Arrival = "renamed" | "returned";

/** A known offer is seen in a file, under the name it had or another. */
export function see(known: KnownOffer, seen: Sighting, arrival: Arrival, moment: Moment): Step {
  const wasOpen = known.status !== "removed" && known.stood === "open";
  const stands = standingOn(seen.offer, moment.today);
  if (known.status === stands && known.id === seen.id && isSameOffer(known.offer, seen.offer)) {
    return { row: known, changes: [] };
  }
  const opens = !wasOpen && stands === "open";
  const closes = wasOpen && stands === "closed";
  const row: KnownOffer = {
    ...known,
    id: seen.id,
    offer: seen.offer,
    fingerprint: seen.fingerprint,
    status: stands,
    stood: stands,
    missingSince: null,
    ...(opens ? { opening: known.opening + 1, openedAt: moment.now, closedAt: null } : {}),
    ...(closes ? { closedAt: moment.now } : {}),
  };

  const told = { key: row.key, id: row.id, opening: row.opening, offer: row.offer };
  const changes: Change[] = [];
  const moved = known.id !== seen.id;
  if (moved && arrival === "renamed") {
    changes.push({ change: "renamed", ...told, opening: known.opening, previousId: known.id });
  }
  if (opens && known.opening === 0) changes.push({ change: "published", ...told });
  else if (opens) {
    const previous = moved && arrival === "returned" ? { previousId: known.id } : {};
    changes.push({ change: "reopened", ...told, ...previous });
  }
  if (closes) changes.push({ change: "closed", ...told });
  if (wasOpen && stands === "open" && !showsTheSame(known.offer, seen.offer)) {
    changes.push({ change: "edited", ...told, before: known.offer });
  }
  return { row, changes };
}

/** A file that is no offer we know: published when it stands open, otherwise kept as a draft that nobody hears of. */
export function meet(seen: Sighting, key: OfferKey, moment: Moment): Step {
  const stands = standingOn(seen.offer, moment.today);
  const draft: KnownOffer = {
    key,
    id: seen.id,
    status: "closed",
    opening: 0,
    offer: seen.offer,
    fingerprint: seen.fingerprint,
    stood: "closed",
    openedAt: null,
    closedAt: null,
    missingSince: null,
  };
  return stands === "open" ? see(draft, seen, "returned", moment) : { row: draft, changes: [] };
}

/** The file cannot be read, or is missing: the last good state stays, but its days still count. */
export function age(known: KnownOffer, moment: Moment): Step {
  if (known.stood !== "open" || standingOn(known.offer, moment.today) === "open")
    return { row: known, changes: [] };
  const status = known.status === "open" ? "closed" : known.status;
  const row: KnownOffer = { ...known, status, stood: "closed", closedAt: moment.now };
  const told = { key: row.key, id: row.id, opening: row.opening, offer: row.offer };
  return { row, changes: [{ change: "closed", ...told }] };
}
