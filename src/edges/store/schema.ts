import type { Generated } from "kysely";
import type { KnownOffer, Newcomer } from "../../offers/catalogue.ts";
import type { OfferId, OfferKey } from "../../offers/offer.ts";
import type {
  AuditEntry,
  CommandOutcome,
  Confirmation,
  Decision,
  Follow,
  Gap,
  Incident,
  KeysStanding,
  OutboxRow,
  Parse,
  QuietWish,
  ShownList,
  StoredChange,
  ToldRow,
} from "../../ports/index.ts";
import type { DirectWish } from "../../rooms/directRoom.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "../../rooms/identifiers.ts";
import type { Quiet } from "../../rooms/quiet.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";
import type { Place, Subscription } from "../../rooms/subscription.ts";

/** The number of a room in this store; its id stands in `rooms` alone. */
export type RoomKey = number & { readonly __room: unique symbol };
type AccountKey = number & { readonly __account: unique symbol };

/** The account that works with this store, in the row that the first migration made. There is one today. */
export const ACCOUNT = 1 as AccountKey;

/** Readonly properties of the ports are columns like others. */
type Columns<T> = { -readonly [K in keyof T]: T[K] };
type Counted<T extends { id: unknown }> = Columns<Omit<T, "id">> & { id: Generated<T["id"]> };
/** Replaces the room id that a port uses by the number that tables use. */
type InRoom<T extends { room: RoomId | null }> = Omit<T, "room"> & {
  room: null extends T["room"] ? RoomKey | null : RoomKey;
};

/**
 * The tables as the newest migration leaves them, in the values of the ports: names in camel case, flags as booleans,
 * JSON as objects (`sqlite.ts` and Kysely's CamelCasePlugin translate). Moments are milliseconds since the epoch.
 */
export interface Schema {
  store: {
    id: string;
    schema: number;
    scanned: Generated<boolean>;
    emptyFolder: string | null;
    reminded: number | null;
    conventions: Generated<string>;
  };
  confirmations: Columns<Confirmation>;
  /** `ended`: the message that ended it. */
  follows: Columns<Follow> & { ended: EventId | null; endedAt: number | null };
  accounts: {
    id: Generated<AccountKey>;
    userId: UserId | null;
    token: string | null;
    keysDevice: string | null;
    keysStanding: Generated<KeysStanding>;
  };
  /** Every room that there was anything to note about. */
  rooms: { id: Generated<RoomKey>; roomId: RoomId; via: readonly string[] | null };
  /** The state of a room as an account has seen it in sync. */
  roomStates: Columns<Omit<Room, "id" | "sealable" | "rotation">> & {
    rotateAfter: number | null;
    rotateMessages: number | null;
  } & { account: AccountKey; room: RoomKey };
  gaps: InRoom<Omit<Counted<Gap>, "from" | "until">> & {
    account: AccountKey;
    fromToken: Gap["from"];
    untilToken: Gap["until"];
  };
  offers: Columns<KnownOffer>;
  offerAliases: { id: OfferId; offer: OfferKey };
  newcomers: Columns<Newcomer>;
  parses: Columns<Parse>;
  /** One row. */
  indexSnapshot: { id: number; version: string; content: Uint8Array };
  unindexed: { offer: OfferKey };
  /** `numbered`: the highest number that a subscription of it ever had. */
  places: InRoom<Counted<Place>> & { account: AccountKey; mentionedAt: number; numbered: Generated<number> };
  /** The rooms that the bot opens for people. */
  directWishes: Omit<InRoom<Counted<DirectWish>>, "askedIn"> & { askedIn: RoomKey };
  placeAliases: { alias: RoomAlias; place: PlaceId };
  placeRooms: { room: RoomKey; place: PlaceId };
  /** `covered`, and the moment of the last digest that was due: see `ports/digests.ts`. */
  subscriptions: Counted<Subscription> & { covered: number; lastWindow: number };
  quiet: Columns<Quiet> & { cause: EventId | null; earlier: QuietWish | null };
  changes: Columns<Omit<StoredChange, "number">> & { number: Generated<number> };
  audit: Counted<AuditEntry> & { undone: Generated<boolean> };
  told: Columns<ToldRow>;
  decisions: Columns<Decision>;
  readerLists: { room: RoomKey; known: boolean; changes: number; shares: number };
  readers: { room: RoomKey; person: UserId; invited: boolean };
  unopened: {
    event: EventId;
    room: RoomKey;
    session: string;
    content: RoomEvent;
    answerable: boolean;
    lookedUp: boolean;
    receivedAt: number;
  };
  outbox: InRoom<Counted<OutboxRow>> & { reachable: boolean; seenAt: number | null };
  inbox: {
    id: Generated<number>;
    outcome: CommandOutcome | null;
    doneAt: number | null;
    /** Null once it is answered. */
    text: string | null;
  } & InRoom<Columns<Omit<import("../../ports/index.ts").Command, "text">>>;
  incidents: Columns<Incident> & { id: Generated<number>; seenAt: number | null };
  lists: InRoom<Columns<ShownList>> & { id: Generated<number> };
}
