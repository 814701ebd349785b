import type { RoomRecord } from "../../commands/context.ts";
import type { Offer, OfferKey } from "../../offers/offer.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import { nameOf, type RoomAlias, type RoomId } from "../../rooms/identifiers.ts";
import { isDirectWith, permissionAlone, permissionOf } from "../../rooms/permission.ts";
import type { Matches, Place } from "../../rooms/subscription.ts";
import type { Lexicon } from "../../search/language/lexicon.ts";
import type { Demand } from "../../search/ranking/filter.ts";
import { awaitedIn, type OpenIn } from "../digest/awaited.ts";
import { NEVER_SERVED, type RoomStateTables, roomState } from "./roomState.ts";

type RecordTables = Pick<
  Transaction,
  "places" | "subscriptions" | "told" | "offers" | "rooms" | "session" | "quiet" | "changes"
> &
  RoomStateTables;

/** The room that a record is of, and the person who asks. */
export interface Asked extends Pick<Command, "sender"> {
  /** Null for one of theirs and the bot's alone that is not there. */
  readonly room: RoomId | null;
  readonly place: () => Promise<Place | null>;
}

/** What filters do with offers, by the words of the trade. */
export interface Filters {
  readonly lexicon: Lexicon;
  readonly matches: Matches;
  readonly explain: (filter: string, offer: Offer) => readonly Demand[];
}

/**
 * Reads from the store what is kept of the room of a command; valid within the transaction only. A room of no place has
 * nothing. `admins`: the accounts that administer the bot; `adminRoom`: their room.
 */
export function roomRecord(
  tx: RecordTables,
  { room, sender, place: placeOf }: Asked,
  {
    filters: { matches, explain },
    admins,
    adminRoom,
    open,
  }: {
    readonly filters: Filters;
    readonly admins: readonly string[];
    readonly adminRoom: RoomAlias | RoomId | null;
    readonly open: OpenIn;
  },
): RoomRecord {
  return {
    async subscriptions() {
      const place = await placeOf();
      const subscriptions = place === null ? [] : await tx.subscriptions.ofPlace(place.id);
      return subscriptions.map(({ id, number, filter, shown, schedule, origin }) => ({
        ...{ id, number, filter, schedule, shown, configured: origin === "configuration" },
        // In the words that people read: the same demands as the filter's, which are stems.
        explain: (offer) => explain(shown, offer),
        matches: (offer) => matches(filter, offer),
      }));
    },
    async heard(key) {
      const place = await placeOf();
      const opening = (await tx.offers.get(key))?.opening;
      const told = place === null || opening === undefined ? null : await tx.told.get(place.id, key, opening);
      if (told === null) return "nothing";
      return told.state === "told" && told.silent ? "known" : told.state;
    },
    async awaited(keys) {
      const place = await placeOf();
      if (place === null) return 0;
      const awaited = await awaitedIn(tx, place.id, open);
      const told = await tx.told.among(keys, [place.id]);
      const untold: OfferKey[] = [];
      for (const key of keys.filter((one) => awaited.has(one))) {
        const opening = (await tx.offers.get(key))?.opening;
        if (!told.some((row) => row.offer === key && row.opening === opening)) untold.push(key);
      }
      return untold.length + told.filter(({ state }) => state === "queued").length;
    },
    async permission() {
      if (room === null) return permissionAlone(sender, admins);
      const me = await tx.session.account();
      return permissionOf(await tx.rooms.get(room), sender, { admins, me });
    },
    async quiet() {
      const place = await placeOf();
      return place && (await tx.quiet.get(place.id));
    },
    async isPrivate() {
      if (room === null) return true;
      const known = await tx.rooms.get(room);
      return known !== null && isDirectWith(known, sender);
    },
    async state() {
      const place = await placeOf();
      return place === null || room === null ? NEVER_SERVED : roomState(tx, place.id, room);
    },
    async isAdministration() {
      const place = await placeOf();
      if (place === null || adminRoom === null) return false;
      const name = nameOf(adminRoom);
      const theirs = await ("alias" in name ? tx.places.ofAlias(name.alias) : tx.places.ofRoom(name.room));
      return theirs?.id === place.id;
    },
    async nextNumber() {
      const place = await placeOf();
      return place === null ? 1 : await tx.subscriptions.nextNumber(place.id);
    },
  };
}
