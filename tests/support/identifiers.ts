import type { OfferId, OfferKey } from "../../src/offers/offer.ts";
import type { EventId, RoomAlias, RoomId, UserId } from "../../src/rooms/identifiers.ts";

export const room = (name: string): RoomId => `!${name}:example.org` as RoomId;
export const alias = (name: string): RoomAlias => `#${name}:example.org` as RoomAlias;
export const event = (name: string): EventId => `$${name}` as EventId;
export const user = (name: string): UserId => `@${name}:example.org` as UserId;

const keys = new Map<string, OfferKey>();

/** A number of its own for each name; earlier letters have lower ones. */
export function offerKey(name: string): OfferKey {
  const known = keys.get(name) ?? ((name.length === 1 ? name.charCodeAt(0) : 1000 + keys.size) as OfferKey);
  keys.set(name, known);
  return known;
}

export const offerId = (name: string): OfferId => name as OfferId;
