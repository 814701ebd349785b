import type { Generated } from "kysely";
import type { KnownOffer } from "../../offers/catalogue.ts";
import type { OfferId, OfferKey } from "../../offers/offer.ts";
import type { Standing } from "../../offers/standing.ts";
import type {
  CommandOutcome,
  DecisionKind,
  DeliveryClass,
  DeliveryState,
  OutboxId,
  ToldState,
} from "../../ports/index.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "../../rooms/identifiers.ts";
import type { Membership } from "../../rooms/room.ts";
import type { Origin, PlaceState } from "../../rooms/subscription.ts";

/** SQLite has no boolean. */
export type Flag = 0 | 1;
/** JSON in a text column. */
export type Json = string;

/** The tables as the newest migration leaves them. Moments are milliseconds since the epoch. */
export interface Schema {
  store: { id: string; schema: number };
  session: { one: number; token: string | null; account: UserId | null; scanned: Flag };
  offers: {
    key: OfferKey;
    id: OfferId;
    status: KnownOffer["status"];
    opening: number;
    offer: Json;
    fingerprint: string;
    stood: Standing;
    opened_at: number | null;
    closed_at: number | null;
    missing_since: number | null;
  };
  offer_aliases: { id: OfferId; offer: OfferKey };
  newcomers: { id: OfferId; fingerprint: string; since: number };
  /** `content`: a hash; `reading` is JSON. */
  parses: { file: string; content: string; reading: Json };
  places: {
    id: Generated<PlaceId>;
    alias: RoomAlias | null;
    room: RoomId | null;
    state: PlaceState;
    reason: string | null;
    configured: Flag;
    mentioned_at: number;
  };
  /** Every alias and room id, present or former, that leads to a place. */
  place_names: { name: RoomAlias | RoomId; place: PlaceId };
  subscriptions: {
    id: Generated<number>;
    place: PlaceId;
    filter: string;
    schedule: string;
    origin: Origin;
    author: string | null;
    notify: Flag;
    since: number;
  };
  told: { offer: OfferKey; opening: number; place: PlaceId; state: ToldState; silent: Flag };
  decisions: {
    place: PlaceId;
    offer: OfferKey;
    opening: number;
    kind: DecisionKind;
    cause: string;
    message: OutboxId;
    position: number;
    closed_at: number | null;
  };
  outbox: {
    id: Generated<OutboxId>;
    key: string;
    place: PlaceId;
    class: DeliveryClass;
    state: DeliveryState;
    edits: OutboxId | null;
    revision: number;
    notify: Flag;
    held: Flag;
    content: Json | null;
    room: RoomId | null;
    transaction_id: string | null;
    device: string | null;
    event: EventId | null;
    redacted: Flag;
    attempts: number;
    attempted_at: number | null;
    next_attempt_at: number;
    created_at: number;
    settled_at: number | null;
    error: string | null;
  };
  rooms: {
    id: RoomId;
    membership: Membership;
    encrypted: Flag | null;
    joined_at: number | null;
    member_count: number | null;
    power: Json | null;
    creators: Json;
    successor: RoomId | null;
    predecessor: RoomId | null;
    inviter: UserId | null;
    aliases: Json;
    name: string | null;
    leave_reason: string | null;
  };
  inbox: {
    id: Generated<number>;
    event: EventId;
    room: RoomId;
    sender: UserId;
    /** Null once it is answered. */
    text: string | null;
    in_reply_to: EventId | null;
    thread: EventId | null;
    replaces: EventId | null;
    sent_at: number;
    received_at: number;
    age: number;
    outcome: CommandOutcome | null;
    done_at: number | null;
  };
  gaps: {
    id: Generated<number>;
    room: RoomId;
    from_token: string;
    until_token: string | null;
    opened_at: number;
  };
  lists: {
    id: Generated<number>;
    room: RoomId;
    person: UserId;
    reply: OutboxId;
    offers: Json;
    shown: number;
    closed: Flag;
    thread: EventId | null;
    at: number;
  };
}
