import type { Change, KnownOffer } from "../catalogue.ts";
import type { Day, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Sighting } from "./identity.ts";
import { isSameOffer, showsTheSame } from "./shown.ts";

/** The moment of a look. `now` in milliseconds since the epoch; `today` in the configured timezone. */
export interface LookTime {
  readonly now: number;
  readonly today: Day;
}

/** An offer's new state, and the changes to announce. */
export interface Transition {
  /** The very object that came in when nothing is to be stored. */
  readonly row: KnownOffer;
  readonly changes: readonly Change[];
}

/**
 * How an offer came to another name: its file was *renamed*, or the offer *returned* under it after it had
 * closed or gone. A return is no rename: the former name is announced with the reopening alone.
 */
export type Arrival = "renamed" | "returned";

/** The transition of a known offer that is seen in a file, under the name it had or another. */
export function applySighting(
  known: KnownOffer,
  seen: Sighting,
  arrival: Arrival,
  time: LookTime,
): Transition {
  const wasOpen = known.status !== "removed" && known.stood === "open";
  const stands = standingOn(seen.offer, time.today);
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
    ...(opens ? { opening: known.opening + 1, openedAt: time.now, closedAt: null } : {}),
    ...(closes ? { closedAt: time.now } : {}),
  };

  const subject = changeSubject(row);
  const changes: Change[] = [];
  const moved = known.id !== seen.id;
  if (moved && arrival === "renamed") {
    changes.push({ change: "renamed", ...subject, opening: known.opening, previousId: known.id });
  }
  if (opens && known.opening === 0) changes.push({ change: "published", ...subject });
  else if (opens) {
    const previous = moved && arrival === "returned" ? { previousId: known.id } : {};
    changes.push({ change: "reopened", ...subject, ...previous });
  }
  if (closes) changes.push({ change: "closed", ...subject });
  if (wasOpen && stands === "open" && !showsTheSame(known.offer, seen.offer)) {
    changes.push({ change: "edited", ...subject, before: known.offer });
  }
  return { row, changes };
}

/**
 * The transition of a file that is no known offer: published when it stands open, otherwise
 * stored as a silent draft.
 */
export function firstSighting(seen: Sighting, key: OfferKey, time: LookTime): Transition {
  const stands = standingOn(seen.offer, time.today);
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
  return stands === "open" ? applySighting(draft, seen, "returned", time) : { row: draft, changes: [] };
}

/**
 * The transition of an offer whose file cannot be read or is missing: it keeps its last good state, but still
 * closes at the end of its depublication date.
 */
export function applyDate(known: KnownOffer, time: LookTime): Transition {
  if (known.stood !== "open" || standingOn(known.offer, time.today) === "open")
    return { row: known, changes: [] };
  const status = known.status === "open" ? "closed" : known.status;
  const row: KnownOffer = { ...known, status, stood: "closed", closedAt: time.now };
  return { row, changes: [{ change: "closed", ...changeSubject(row) }] };
}

/**
 * The transition of an offer whose file is there and cannot be read: no day that comes opens it, because what would be
 * announced is not what its file says.
 */
export function applyUnreadable(known: KnownOffer, time: LookTime): Transition {
  const { row, changes } = applyDate(known, time);
  return row.status === "missing"
    ? { row: { ...row, status: row.stood, missingSince: null }, changes }
    : { row, changes };
}

/** The fields by which every change names the offer that it is about. */
export function changeSubject({
  key,
  id,
  opening,
  offer,
}: KnownOffer): Pick<Change, "key" | "id" | "opening" | "offer"> {
  return { key, id, opening, offer };
}
