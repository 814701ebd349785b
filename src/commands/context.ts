import type { Day, Offer, OfferId, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { EventId } from "../rooms/identifiers.ts";
import type { Facet } from "../search/query/facets.ts";
import type { Correction } from "../search/ranking/correction.ts";

/** An offer as it stands at the moment of the answer. */
export interface Listed {
  readonly key: OfferKey;
  /** The name that it has now. */
  readonly id: OfferId;
  readonly offer: Offer;
  readonly standing: Standing;
  /** In the configured timezone; null while it is open, or when nobody saw it close. */
  readonly closedOn: Day | null;
}

/** The result of a search, best first. */
export interface Found {
  readonly offers: readonly OfferKey[];
  readonly corrections: readonly Correction[];
  /** What narrowed the list beside words: places, contracts … */
  readonly understood: readonly Facet[];
  /** When nothing was found: the known word that is closest to an unknown one. */
  readonly closest: string | null;
}

/** The offers as they were last committed, and the search over them. */
export interface Offers {
  /** Newest first. */
  newest(standing: Standing): readonly OfferKey[];
  /** Best first; at most `MOST_LISTED` (`page.ts`). `query` is hostile. */
  search(query: string, standing: Standing): Found;
  /** Finds offers whose file is gone too. */
  byKey(key: OfferKey): Listed | null;
  /** By the name that an offer has, or one that it had before. */
  byId(id: string): Listed | null;
  /** The names that offers have now. */
  ids(): Iterable<OfferId>;
}

/** A list that was shown: all offers of it, of which the first `shown` were seen. */
export interface Shown {
  readonly offers: readonly OfferKey[];
  readonly shown: number;
  readonly closed: boolean;
}

/** The lists that were shown in the room of the command, to its person or to others. They reject when the store does. */
export interface ShownLists {
  ofEvent(event: EventId): Promise<Shown | null>;
  ofThread(thread: EventId): Promise<Shown | null>;
  lastOfPerson(): Promise<Shown | null>;
  lastInRoom(): Promise<Shown | null>;
  /** The one offer that a message of ours is about; `several`; null for any other message. */
  offerOf(event: EventId): Promise<OfferKey | "several" | null>;
}

/** All that a command may know: nothing of the store, of the homeserver or of the time. */
export interface Context {
  readonly offers: Offers;
  readonly lists: ShownLists;
  readonly inReplyTo: EventId | null;
  readonly thread: EventId | null;
}
