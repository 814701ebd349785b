import type { Newcomer } from "../catalogue.ts";
import type { Day, OfferId, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Claims } from "./claims.ts";
import type { Sighting } from "./identity.ts";
import type { Likeness } from "./likeness.ts";
import { Shelf } from "./pairing.ts";

/** The wait of what was left over has not begun: it begins at the look that finds it open. */
const NOT_YET = Number.MAX_SAFE_INTEGER;

/** How long newcomers have waited. Times in milliseconds; `settle` 0 is taken as elapsed. */
export class Waiting {
  readonly #since: ReadonlyMap<OfferId, number>;
  readonly #now: number;
  readonly #settle: number;
  readonly #held = new Map<OfferId, Newcomer>();

  constructor(before: readonly Newcomer[], now: number, settle: number) {
    this.#since = new Map(before.map(({ id, since }) => [id, Math.min(since, now)]));
    this.#now = now;
    this.#settle = settle;
  }

  /** Held since an earlier look. */
  knows(id: OfferId): boolean {
    return this.#since.has(id);
  }

  isOver(id: OfferId): boolean {
    return this.#now - (this.#since.get(id) ?? this.#now) >= this.#settle;
  }

  hold({ id, fingerprint }: Sighting): void {
    this.#held.set(id, { id, fingerprint, since: this.#since.get(id) ?? this.#now });
  }

  /** Held without end: it is no newcomer before it opens. */
  park({ id, fingerprint }: Sighting): void {
    this.#held.set(id, { id, fingerprint, since: NOT_YET });
  }

  held(): Newcomer[] {
    return [...this.#held.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  wakeAt(): number | null {
    const ends = this.held().flatMap(({ id, since }) =>
      since === NOT_YET || this.isOver(id) ? [] : [since + this.#settle],
    );
    return ends.length === 0 ? null : Math.min(...ends);
  }
}

/** Holds newcomers that are like an offer whose file is still there: it may be about to go, and they to be that offer. */
export function holdCopies(claims: Claims, waiting: Waiting, likeness: Likeness, today: Day): void {
  const fresh = claims.newcomers().filter(({ id }) => !waiting.isOver(id));
  if (fresh.length === 0) return;
  const present = [...claims.stays().map(({ seen }) => seen), ...claims.moves().map(({ to }) => to)];
  const shelf = new Shelf(present.filter(({ offer }) => standingOn(offer, today) === "open"));
  for (const newcomer of fresh) {
    const copied = [...shelf.near(newcomer)].some((offer) => likeness.sameness(offer, newcomer) > 0);
    if (!copied) continue;
    waiting.hold(newcomer);
    claims.setAside(newcomer);
  }
}

/**
 * Holds, for as long as they stay closed, files under the old name of an offer that has moved on: what stands there is
 * left over, no draft. `known` ones were held so before; they are set aside first, because an offer that goes
 * missing does not go back to what it left behind.
 */
export function holdLeftovers(
  claims: Claims,
  aliases: ReadonlyMap<OfferId, OfferKey>,
  waiting: Waiting,
  likeness: Likeness,
  today: Day,
  which: "known" | "all",
): void {
  for (const newcomer of claims.newcomers()) {
    if (which === "known" && !waiting.knows(newcomer.id)) continue;
    if (standingOn(newcomer.offer, today) === "open") continue;
    const known = claims.known(aliases.get(newcomer.id));
    if (!known || claims.isGone(known) || !likeness.isSameJob(known, newcomer)) continue;
    waiting.park(newcomer);
    claims.setAside(newcomer);
  }
}
