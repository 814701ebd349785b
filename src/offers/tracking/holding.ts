import type { Newcomer } from "../catalogue.ts";
import type { Day, OfferId, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Assignment } from "./assignment.ts";
import { CandidateIndex } from "./candidates.ts";
import { type Sighting, saysTheSame } from "./identity.ts";
import type { Similarity } from "./similarity.ts";

/** Start of the wait of a leftover file: not begun, since it begins at the look that finds the file open. */
const NOT_YET = Number.MAX_SAFE_INTEGER;

/**
 * Newcomers that are held back before they are published, and since when. Times in milliseconds;
 * `settle` 0 is taken as elapsed. Only what is held in this look is held on: a file that nobody
 * holds again is forgotten.
 */
export class HeldFiles {
  readonly #since: ReadonlyMap<OfferId, number>;
  readonly #now: number;
  readonly #settle: number;
  readonly #held = new Map<OfferId, Newcomer>();

  constructor(before: readonly Newcomer[], now: number, settle: number) {
    this.#since = new Map(before.map(({ id, since }) => [id, Math.min(since, now)]));
    this.#now = now;
    this.#settle = settle;
  }

  wasHeld(id: OfferId): boolean {
    return this.#since.has(id);
  }

  /** Whether the file's wait has lasted `settle`. A file held for the first time begins its wait now. */
  hasSettled(id: OfferId): boolean {
    return this.#now - (this.#since.get(id) ?? this.#now) >= this.#settle;
  }

  /** Holds a file until it has settled. */
  hold({ id, fingerprint }: Sighting): void {
    this.#held.set(id, { id, fingerprint, since: this.#since.get(id) ?? this.#now });
  }

  /** Holds a closed file without end: it is no newcomer before it opens. */
  holdUntilOpen({ id, fingerprint }: Sighting): void {
    this.#held.set(id, { id, fingerprint, since: NOT_YET });
  }

  held(): Newcomer[] {
    return [...this.#held.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The moment when the first of the held files will have settled; null when time alone changes nothing. */
  wakeAt(): number | null {
    const ends = this.held().flatMap(({ id, since }) =>
      since === NOT_YET || this.hasSettled(id) ? [] : [since + this.#settle],
    );
    return ends.length === 0 ? null : Math.min(...ends);
  }
}

/** A newcomer that says the same as an open offer, whose file is still there. */
export interface Copy {
  readonly id: OfferId;
  /** The offer's file. */
  readonly of: string;
}

/**
 * Holds newcomers that are like an open offer whose file is still there. The copy may be half of
 * a rename that is under way: its offer's file is then about to go, and publishing the copy
 * would announce one job twice. One that is like it in title, startup and body is held for as long as that is so, and
 * returned: it carries no news.
 */
export function holdCopies(
  assignment: Assignment,
  heldFiles: HeldFiles,
  similarity: Similarity,
  today: Day,
): Copy[] {
  const newcomers = assignment.newcomers();
  if (newcomers.length === 0) return [];
  const present = [...assignment.stays().map(({ seen }) => seen), ...assignment.moves().map(({ to }) => to)];
  const index = new CandidateIndex(present.filter(({ offer }) => standingOn(offer, today) === "open"));
  const copies: Copy[] = [];
  for (const newcomer of newcomers) {
    const candidates = [...index.candidates(newcomer)];
    const original = candidates.find((offer) => saysTheSame(offer, newcomer));
    if (original) copies.push({ id: newcomer.id, of: original.offer.file });
    else if (heldFiles.hasSettled(newcomer.id)) continue;
    else if (!candidates.some((offer) => similarity.score(offer, newcomer) > 0)) continue;
    heldFiles.hold(newcomer);
    assignment.setAside(newcomer);
  }
  return copies;
}

/**
 * Holds newcomers whose name is no offer's (their id is their whole name) until they have settled: it may be the temporary file of a program that is
 * about to rename it over an offer, met at that moment by a look. Published, it would announce that offer a second time.
 */
export function holdOddNames(assignment: Assignment, heldFiles: HeldFiles): void {
  for (const newcomer of assignment.newcomers()) {
    if (newcomer.id !== newcomer.offer.file.normalize("NFC") || heldFiles.hasSettled(newcomer.id)) continue;
    heldFiles.hold(newcomer);
    assignment.setAside(newcomer);
  }
}

/**
 * Holds closed files under the old name of an offer that has moved on, for as long as they stay closed: such
 * a file is a leftover, no draft. `known` leftovers, held in an earlier look, are set aside before anything
 * is matched, because an offer that goes missing does not go back to the file that it left behind; the others
 * once all else is matched.
 */
export function holdLeftoverFiles(
  assignment: Assignment,
  aliases: ReadonlyMap<OfferId, OfferKey>,
  heldFiles: HeldFiles,
  similarity: Similarity,
  today: Day,
  which: "known" | "all",
): void {
  for (const newcomer of assignment.newcomers()) {
    if (which === "known" && !heldFiles.wasHeld(newcomer.id)) continue;
    if (standingOn(newcomer.offer, today) === "open") continue;
    const known = assignment.known(aliases.get(newcomer.id));
    if (!known || assignment.isGone(known) || !similarity.isSameJob(known, newcomer)) continue;
    heldFiles.holdUntilOpen(newcomer);
    assignment.setAside(newcomer);
  }
}
