import type { Offer } from "../offers/offer.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "./identifiers.ts";

/** Strict match of an offer against a subscription's canonical filter (`search/ranking/filter.ts`). */
export type Matches = (filter: string, offer: Offer) => boolean;

export type Origin = "configuration" | "command";

/**
 * A subscription, identified by place, filter in canonical form, schedule and origin; `notify` is not part of its
 * identity.
 */
export interface Subscription {
  readonly id: number;
  readonly place: PlaceId;
  /** What people call it by in its room: never another's there, also when it has ended. */
  readonly number: number;
  /** In canonical form (`search/query/query.ts`); empty means every offer. */
  readonly filter: string;
  /** The filter as people read it: in their own words, because the canonical form is made of stems. */
  readonly shown: string;
  /** `immediate`, or when its digests come; in canonical form (`schedule/schedule.ts`). */
  readonly schedule: string;
  readonly origin: Origin;
  readonly author: string | null;
  /** The message that asked for it; null for the configuration. */
  readonly cause: EventId | null;
  readonly notify: boolean;
  readonly since: number;
}

/**
 * Whether messages flow to a place. `waiting`: not joined yet; `active`: messages flow; `suspended`: kicked, encrypted,
 * refused … with the reason, resumes when that changes.
 */
export type PlaceState = "waiting" | "active" | "suspended";

export interface Place {
  readonly id: PlaceId;
  readonly alias: RoomAlias | null;
  readonly room: RoomId | null;
  /**
   * Whose place it is: the last person who was alone with us in its room, also after they left it, or before they have come
   * to a room that we open. Null for a room of several.
   */
  readonly person: UserId | null;
  readonly state: PlaceState;
  readonly reason: string | null;
  readonly configured: boolean;
}
