import type { Seen } from "../offers/following.ts";
import type { OfferKey } from "../offers/offer.ts";
import type { EventId, UserId } from "../rooms/identifiers.ts";

/** An offer that a person follows. */
export interface Follow {
  readonly person: UserId;
  readonly offer: OfferKey;
  /** The message that asked for it: an edit of that message takes it back. */
  readonly cause: EventId;
  readonly at: number;
  /** What the person was told of it last. */
  readonly seen: Seen;
  /** How many messages there were about it. */
  readonly told: number;
}

export interface FollowTable {
  /** Those of a person, in the order in which they began. */
  ofPerson(person: UserId): Promise<Follow[]>;
  /** Those of these offers, or of all. */
  ofOffers(offers: readonly OfferKey[] | "all"): Promise<Follow[]>;
  /** Everybody who follows any. */
  people(): Promise<UserId[]>;
  /** It begins, or begins anew. */
  begin(follow: Follow): Promise<void>;
  /** It ends; for a while an edit of the message that ended it gives it back. */
  end(person: UserId, offer: OfferKey, cause: EventId, at: number): Promise<void>;
  /** What a message began ends, and what it ended goes on. Tells whether there was anything. */
  takeBack(cause: EventId): Promise<boolean>;
  /** A message about it is queued, after which the person knows this. */
  tell(follow: Pick<Follow, "person" | "offer" | "seen" | "told">): Promise<void>;
  /** What ended before then goes, `limit` at most. Returns how many went. */
  prune(before: number, limit: number): Promise<number>;
}
