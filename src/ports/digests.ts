import type { OfferKey } from "../offers/offer.ts";
import type { PlaceId } from "../rooms/identifiers.ts";
import type { Subscription } from "../rooms/subscription.ts";

/** A change of an offer that rooms may hear of, numbered in the transaction that stores it. */
export interface StoredChange {
  /** Higher than that of every change stored before; never given twice. */
  readonly number: number;
  readonly offer: OfferKey;
  readonly opening: number;
  readonly change: "published" | "reopened" | "edited" | "closed" | "removed";
  readonly at: number;
}

/** What digests tell of: they cover numbers, not times (docs/decisions/080-subscriptions-and-digests.md). */
export interface ChangeTable {
  add(changes: readonly Omit<StoredChange, "number">[]): Promise<void>;
  /** Those of a higher number, in their order. */
  after(number: number): Promise<StoredChange[]>;
  /** What the digests of every subscription have covered goes, `limit` rows at most. Returns how many went. */
  prune(limit: number): Promise<number>;
}

/**
 * A schedule that subscriptions have, with the oldest and the newest last window among them: the moment of the last digest
 * that was due, whether or not there was anything to say; at first, when the subscription began.
 */
export interface UsedSchedule {
  readonly schedule: string;
  readonly oldest: number;
  readonly newest: number;
}

/** A subscription whose next digest may be decided. */
export type DueDigest = Pick<Subscription, "id" | "place" | "filter" | "notify"> & {
  /** The number of the last change that its digests told of, or that was there when it began. */
  readonly covered: number;
};

export interface DigestTable {
  /** The schedules of all subscriptions but those that are told at once. */
  schedules(): Promise<UsedSchedule[]>;
  /**
   * The subscriptions of a schedule whose last window is older, with ids above `after`, at most `limit`, in the order of
   * their ids. Those whose place takes no messages, or whose last digest is still on its way, are left out: their next one
   * waits for that.
   */
  due(schedule: string, window: number, after: number, limit: number): Promise<DueDigest[]>;
  /** Their digests of that window are decided, and cover the changes up to that number. */
  cover(subscriptions: readonly number[], window: number, covered: number): Promise<void>;
  /** Windows that lie ahead, because the clock was set back, count as now. */
  rewind(now: number): Promise<void>;
}

/** An opening of an offer, in a place. */
export interface PlacedOpening {
  readonly place: PlaceId;
  readonly offer: OfferKey;
  readonly opening: number;
}
