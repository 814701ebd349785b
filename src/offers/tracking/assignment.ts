import type { KnownOffer } from "../catalogue.ts";
import type { OfferId, OfferKey, Reading } from "../offer.ts";
import { byCodePoint, type Sighting } from "./identity.ts";
import type { Arrival } from "./transition.ts";

/** A known offer whose file is still under its name. */
export interface Stay {
  readonly known: KnownOffer;
  /** The file as read; the offer's last good state while the file cannot be read. */
  readonly seen: Sighting;
  readonly readable: boolean;
}

/** A known offer whose file is under another name from now on. */
export interface Move {
  readonly known: KnownOffer;
  /** The file that still stands under the former name; null when there is none. */
  readonly left: Sighting | null;
  readonly to: Sighting;
  readonly arrival: Arrival;
}

/**
 * Says which offer each file is, for one look. It begins with names alone: a file under the name of an offer
 * that was not removed is that offer. The rules of docs/design.md §3 then move offers to other files, one at
 * a time. A file is never two offers, an offer never two files. All lists come in the order of ids, so that
 * the order of the readings never matters. It decides nothing itself, and tells nobody.
 */
export class Assignment {
  readonly #known = new Map<OfferKey, KnownOffer>();
  readonly #stays = new Map<OfferId, Stay>();
  readonly #vanished = new Map<OfferKey, KnownOffer>();
  readonly #newcomers = new Map<OfferId, Sighting>();
  readonly #moves = new Map<OfferKey, Move>();

  constructor(
    known: readonly KnownOffer[],
    aliases: ReadonlyMap<OfferId, OfferKey>,
    readings: readonly Reading[],
  ) {
    const files = byId(readings);
    for (const offer of [...known].sort(inOrder)) {
      this.#known.set(offer.key, offer);
      if (offer.status === "removed") continue;
      const reading = aliases.get(offer.id) === offer.key ? files.get(offer.id) : undefined;
      if (reading) this.#stays.set(offer.id, stay(offer, reading));
      else this.#vanished.set(offer.key, offer);
    }
    for (const { id, offer } of files.values()) {
      if (offer !== null && !this.#stays.has(id))
        this.#newcomers.set(id, { id, offer, fingerprint: offer.fingerprint });
    }
  }

  known(key: OfferKey | undefined): KnownOffer | undefined {
    return key === undefined ? undefined : this.#known.get(key);
  }

  stays(): Stay[] {
    return [...this.#stays.values()];
  }

  moves(): Move[] {
    return [...this.#moves.values()].sort((a, b) => inOrder(a.to, b.to));
  }

  /** Offers without a file that were not removed before this look. */
  vanished(): KnownOffer[] {
    return [...this.#vanished.values()].sort(inOrder);
  }

  /** Files that belong to no known offer yet. */
  newcomers(): Sighting[] {
    return [...this.#newcomers.values()].sort(inOrder);
  }

  /** Offers that were removed before this look, and not found again in it. */
  gone(): KnownOffer[] {
    return [...this.#known.values()].filter((known) => this.isGone(known));
  }

  isStaying(known: KnownOffer): boolean {
    return this.#stays.get(known.id)?.known === known;
  }

  isGone(known: KnownOffer): boolean {
    return known.status === "removed" && !this.#moves.has(known.key);
  }

  isNewcomer(seen: Sighting): boolean {
    return this.#newcomers.get(seen.id) === seen;
  }

  hasVanished(known: KnownOffer): boolean {
    return this.#vanished.has(known.key);
  }

  /**
   * Puts the offer into that file. The file that it had becomes a newcomer, and an offer
   * that had this file vanishes.
   */
  move(known: KnownOffer, to: Sighting, arrival: Arrival): void {
    const left = this.vacate(known);
    const displaced = this.#stays.get(to.id);
    if (displaced) this.vacate(displaced.known);
    this.#vanished.delete(known.key);
    this.#newcomers.delete(to.id);
    this.#moves.set(known.key, { known, left, to, arrival });
  }

  /**
   * Parts the offer from its file: the offer vanishes, the file (when it can be read) becomes a newcomer.
   * Returns the file; null when the offer had none.
   */
  vacate(known: KnownOffer): Sighting | null {
    const stay = this.#stays.get(known.id);
    if (stay?.known !== known) return null;
    this.#stays.delete(known.id);
    this.#vanished.set(known.key, known);
    if (stay.readable) this.#newcomers.set(known.id, stay.seen);
    return stay.seen;
  }

  /** Leaves a file out of everything that this look decides from here on. */
  setAside(newcomer: Sighting): void {
    this.#newcomers.delete(newcomer.id);
  }
}

function stay(known: KnownOffer, { id, offer }: Reading): Stay {
  if (offer === null) return { known, seen: known, readable: false };
  return { known, seen: { id, offer, fingerprint: offer.fingerprint }, readable: true };
}

/** Readings by id; of two with one id, the one that could be read. */
function byId(readings: readonly Reading[]): Map<OfferId, Reading> {
  const files = new Map<OfferId, Reading>();
  for (const reading of readings) {
    const other = files.get(reading.id);
    if (!other || (other.offer === null && reading.offer !== null)) files.set(reading.id, reading);
  }
  return files;
}

function inOrder(a: { id: string; key?: number }, b: { id: string; key?: number }): number {
  return byCodePoint(a.id, b.id) || (a.key ?? 0) - (b.key ?? 0);
}
