import type { Day, Offer, OfferId, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { EventId } from "../rooms/identifiers.ts";
import type { Permission } from "../rooms/permission.ts";
import type { Quiet } from "../rooms/quiet.ts";
import type { Demand } from "../search/ranking/filter.ts";
import type { Ranking } from "../search/ranking/ranking.ts";
import type { FilterReader } from "./filters.ts";

/** An offer as it stands at the moment of the answer. */
export interface Listed {
  readonly key: OfferKey;
  /** The name that the offer has now. */
  readonly id: OfferId;
  readonly offer: Offer;
  readonly standing: Standing;
  /** The day of its closing in the configured timezone; null while it is open, or when nobody saw it close. */
  readonly closedOn: Day | null;
}

/**
 * The result of a search (`search/ranking/ranking.ts`): `offers` are the first of it in order, at most `MOST_LISTED`,
 * the counts are of all.
 */
export interface Found extends Omit<Ranking, "hits"> {
  readonly offers: readonly OfferKey[];
}

/** The offers as they were last committed, and the search over them. */
export interface Offers {
  /** Every offer of this standing, newest first. */
  newest(standing: Standing): readonly OfferKey[];
  /** The offers that match, best first, at most `MOST_LISTED` (`page.ts`). `query` is hostile. */
  search(query: string, standing: Standing): Found;
  /** Those of `among` that say everything that the query asks, in their order. `query` is hostile. */
  narrow(among: readonly OfferKey[], query: string, standing: Standing): Found;
  /** Null for an unknown key; an offer whose file is gone is found. */
  byKey(key: OfferKey): Listed | null;
  /** Finds an offer by the name that it has, or by one that it had before. */
  byId(id: string): Listed | null;
  /** The names that offers have now. */
  ids(): Iterable<OfferId>;
}

/** A list that was shown: all offers of it, of which the first `shown` were seen. */
export interface RecalledList {
  readonly offers: readonly OfferKey[];
  readonly shown: number;
  /** The number of offers that say everything that was asked; they stand first. */
  readonly exact: number;
  readonly closed: boolean;
}

/**
 * The lists that were shown in the room of the command, to its person or to others. They reject when the store does.
 */
export interface ShownLists {
  ofEvent(event: EventId): Promise<RecalledList | null>;
  ofThread(thread: EventId): Promise<RecalledList | null>;
  lastOfPerson(): Promise<RecalledList | null>;
  lastInRoom(): Promise<RecalledList | null>;
  /** The one offer that a message of ours is about; `several`; null for any other message. */
  offerOf(event: EventId): Promise<OfferKey | "several" | null>;
}

/** A subscription of the room of the command. */
export interface RoomSubscription {
  readonly id: number;
  /** What people call it by in this room. */
  readonly number: number;
  /** In canonical form: with the schedule, its identity. */
  readonly filter: string;
  readonly schedule: string;
  /** Whether the configuration asks for it: then no command changes it. */
  readonly configured: boolean;
  /** As people read it; empty for every offer. */
  readonly shown: string;
  /** Demand by demand, what an offer does with it; empty where every offer is let in. */
  explain(offer: Offer): readonly Demand[];
  matches(offer: Offer): boolean;
}

/**
 * What a room has heard of an offer's present opening. `known`: it was open already when the room began to be told, and
 * counts as told without a message. `failed`: its message was given up.
 */
export type Heard = "told" | "known" | "queued" | "failed" | "nothing";

/** What is kept of the room of the command. It rejects when the store does. */
export interface RoomRecord {
  subscriptions(): Promise<readonly RoomSubscription[]>;
  heard(offer: OfferKey): Promise<Heard>;
  /** Whether the person may change what the room is told of. */
  permission(): Promise<Permission>;
  /** When the room is not to be disturbed; null where nobody asked for anything. */
  quiet(): Promise<Quiet | null>;
  /** Whether it is the room of the bot's administrators (`access.adminRoom`). */
  isAdministration(): Promise<boolean>;
  /** The number that the room's next subscription will have. */
  nextNumber(): Promise<number>;
}

/**
 * Everything that a command may know. Store, homeserver and clock are kept from it: what it returns depends on this
 * alone.
 */
export interface Context {
  readonly offers: Offers;
  readonly lists: ShownLists;
  readonly room: RoomRecord;
  readonly filters: FilterReader;
  /** The moment of the command, milliseconds since the epoch. */
  readonly time: { readonly now: number; readonly timezone: string };
  readonly inReplyTo: EventId | null;
  readonly thread: EventId | null;
}
