import type { KnownOffer } from "../catalogue.ts";
import type { Offer, OfferId, OfferKey, Reading } from "../offer.ts";
import { byCodePoint, type Sighting } from "./identity.ts";
import { bodyFingerprint } from "./similarity.ts";
import type { Arrival } from "./transition.ts";

/** An offer whose file is under its name. */
export interface Stay {
  readonly known: KnownOffer;
  /** What the file says; the last good state while it cannot be read. */
  readonly seen: Sighting;
  readonly readable: boolean;
}

/** An offer whose file is under another name from now on. */
export interface Move {
  readonly known: KnownOffer;
  /** What still stands under its former name. */
  readonly left: Sighting | null;
  readonly to: Sighting;
  readonly arrival: Arrival;
}

/**
 * Which offer each file is. At first every file under the name of an offer that was not removed is that offer; then
 * the rules of DESIGN §3 move offers to other files, one at a time. No file is ever two offers, no offer two files.
 * Everything is listed in the order of ids, so that the order of the readings never matters.
 */
export class Claims {
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
        this.#newcomers.set(id, { id, offer, fingerprint: bodyFingerprint(offer.body) });
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

  /** Offers that were not removed and have no file. */
  vanished(): KnownOffer[] {
    return [...this.#vanished.values()].sort(inOrder);
  }

  /** Files that are no offer yet. */
  newcomers(): Sighting[] {
    return [...this.#newcomers.values()].sort(inOrder);
  }

  gone(): KnownOffer[] {
    return [...this.#known.values()].filter((known) => this.isGone(known));
  }

  isStaying(known: KnownOffer): boolean {
    return this.#stays.get(known.id)?.known === known;
  }

  /** Removed before this look, and not found again in it. */
  isGone(known: KnownOffer): boolean {
    return known.status === "removed" && !this.#moves.has(known.key);
  }

  isNewcomer(seen: Sighting): boolean {
    return this.#newcomers.get(seen.id) === seen;
  }

  hasVanished(known: KnownOffer): boolean {
    return this.#vanished.has(known.key);
  }

  /** The offer is in that file from now on. The file that it had is a newcomer; an offer that had that file has vanished. */
  move(known: KnownOffer, to: Sighting, arrival: Arrival): void {
    const left = this.vacate(known);
    const displaced = this.#stays.get(to.id);
    if (displaced) this.vacate(displaced.known);
    this.#vanished.delete(known.key);
    this.#newcomers.delete(to.id);
    this.#moves.set(known.key, { known, left, to, arrival });
  }

  /** What stands under the offer's name is not that offer any more. Returns what does stand there. */
  vacate(known: KnownOffer): Sighting | null {
    const stay = this.#stays.get(known.id);
    if (stay?.known !== known) return null;
    this.#stays.delete(known.id);
    this.#vanished.set(known.key, known);
    if (stay.readable) this.#newcomers.set(known.id, stay.seen);
    return stay.seen;
  }

  /** Nothing more is decided about this file in this look. */
  setAside(newcomer: Sighting): void {
    this.#newcomers.delete(newcomer.id);
  }
}

function stay(known: KnownOffer, { id, offer }: Reading): Stay {
  if (offer === null) return { known, seen: known, readable: false };
  return { known, seen: { id, offer, fingerprint: fingerprintOf(offer, known) }, readable: true };
}

/** The fingerprint of a body that did not change need not be taken again: most of 10,000 have not. */
function fingerprintOf(offer: Offer, known: KnownOffer): string {
  return known.offer.body === offer.body ? known.fingerprint : bodyFingerprint(offer.body);
}

/** A file that can be read goes before one of the same name that cannot. */
function byId(readings: readonly Reading[]): Map<OfferId, Reading> {
  const files = new Map<OfferId, Reading>();
  for (const reading of readings) {
    const other = files.get(reading.id);
    if (!other || (other.offer === null && reading.offer !== null)) files.set(reading.id, reading);
  }
  return files;
}

function inOrder(a: { id: string; key?: string }, b: { id: string; key?: string }): number {
  return byCodePoint(a.id, b.id) || byCodePoint(a.key ?? "", b.key ?? "");
}
