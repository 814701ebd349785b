import type { RoomRecord } from "../../commands/context.ts";
import type { Offer } from "../../offers/offer.ts";
import type { Transaction } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { Matches } from "../../rooms/subscription.ts";
import type { Demand } from "../../search/ranking/filter.ts";

type RecordTables = Pick<Transaction, "places" | "subscriptions" | "told" | "offers">;

/** What filters do with offers. */
export interface Filters {
  readonly matches: Matches;
  readonly explain: (filter: string, offer: Offer) => readonly Demand[];
}

/** Reads from the store what is kept of a room; valid within the transaction only. A room of no place has nothing. */
export function roomRecord(tx: RecordTables, room: RoomId, { matches, explain }: Filters): RoomRecord {
  return {
    async subscriptions() {
      const place = await tx.places.ofRoom(room);
      const subscriptions = place === null ? [] : await tx.subscriptions.ofPlace(place.id);
      return subscriptions.map(({ filter, shown }) => ({
        shown,
        // In the words that people read: the same demands as the filter's, which are stems.
        explain: (offer) => explain(shown, offer),
        matches: (offer) => matches(filter, offer),
      }));
    },
    async heard(key) {
      const place = await tx.places.ofRoom(room);
      const opening = (await tx.offers.get(key))?.opening;
      const told = place === null || opening === undefined ? null : await tx.told.get(place.id, key, opening);
      if (told === null) return "nothing";
      return told.state === "told" && told.silent ? "known" : told.state;
    },
  };
}
