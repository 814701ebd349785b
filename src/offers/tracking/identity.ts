import { fingerprintOf } from "../body/fingerprint.ts";
import type { Offer, OfferId } from "../offer.ts";

const EMPTY = fingerprintOf("");

/** An offer with its body's fingerprint: as a file just read says it, or as the store last knew it. */
export interface Sighting {
  readonly id: OfferId;
  readonly offer: Offer;
  readonly fingerprint: string;
}

/** Whether both offers state the same title. A title that fell back to the slug is equal to nothing. */
export function sameTitle(a: Offer, b: Offer): boolean {
  return a.titleSource !== "slug" && b.titleSource !== "slug" && a.title === b.title;
}

/** Whether both offers state the same startup. An absent startup is equal to nothing. */
export function sameStartup(a: Offer, b: Offer): boolean {
  return a.startup !== null && a.startup === b.startup;
}

/**
 * Whether the bodies are equal, white space folded. Two empty bodies are equal only under one title, because
 * an empty body tells no offer from another.
 */
export function sameBody(a: Sighting, b: Sighting): boolean {
  return a.fingerprint === b.fingerprint && (hasBody(a.offer) || sameTitle(a.offer, b.offer));
}

/** Whether one of the two carries no news beside the other: the same stated title, the same body, one startup or none. */
export function saysTheSame(a: Sighting, b: Sighting): boolean {
  return (
    a.fingerprint === b.fingerprint && sameTitle(a.offer, b.offer) && a.offer.startup === b.offer.startup
  );
}

export function hasBody(offer: Offer): boolean {
  return offer.fingerprint !== EMPTY;
}

/**
 * The order in which offers are decided on and announced, so that the order of the readings never matters.
 */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
