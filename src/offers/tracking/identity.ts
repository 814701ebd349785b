import type { Offer, OfferId } from "../offer.ts";

/** An offer with its body's fingerprint: a file just read, or what the store last knew. */
export interface Sighting {
  readonly id: OfferId;
  readonly offer: Offer;
  readonly fingerprint: string;
}

/** A title that fell back to the slug is equal to nothing. */
export function sameTitle(a: Offer, b: Offer): boolean {
  return a.titleSource !== "slug" && b.titleSource !== "slug" && a.title === b.title;
}

/** An absent startup is equal to nothing. */
export function sameStartup(a: Offer, b: Offer): boolean {
  return a.startup !== null && a.startup === b.startup;
}

/** Equal bodies, white space folded. Two offers without a body have that in common with any other: their title decides. */
export function sameBody(a: Sighting, b: Sighting): boolean {
  return a.fingerprint === b.fingerprint && (hasBody(a.offer) || sameTitle(a.offer, b.offer));
}

export function hasBody(offer: Offer): boolean {
  return /\S/.test(offer.body);
}

/** The order in which everything is decided and told, so that the order of the readings never matters. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
