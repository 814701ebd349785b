import type { Day, Offer, OfferId, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { EventId, UserId } from "../rooms/identifiers.ts";
import type { Permission } from "../rooms/permission.ts";
import type { Quiet } from "../rooms/quiet.ts";
import type { PlaceState } from "../rooms/subscription.ts";
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
  /** When it opened last, milliseconds since the epoch; null where nobody saw it. */
  readonly openedAt: number | null;
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
  /** When it was shown, milliseconds since the epoch. */
  readonly at: number;
}

/**
 * The lists that were shown in the room of the command, to its person or to others. They reject when the store does.
 */
export interface ShownLists {
  ofEvent(event: EventId): Promise<RecalledList | null>;
  ofThread(thread: EventId): Promise<RecalledList | null>;
  lastOfPerson(): Promise<RecalledList | null>;
  lastInRoom(): Promise<RecalledList | null>;
  /** Whether a message is ours; one that is too old is not known any more. */
  isOurs(event: EventId): Promise<boolean>;
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

/** A room as `état` tells of it. Moments in milliseconds since the epoch. */
export interface RoomState {
  /** Announcements and digests that were sent, as far as they are kept, and the last of them. */
  readonly announced: number;
  readonly lastAnnounced: number | null;
  /** Messages that wait to be sent, and since when the oldest does. */
  readonly waiting: number;
  readonly waitingSince: number | null;
  /** What was given up and nobody has seen yet, an entry a cause. */
  readonly givenUp: readonly { readonly cause: string; readonly rows: number; readonly since: number }[];
  /** Since when messages of people there are missing, which are being fetched; null when none are. */
  readonly gapSince: number | null;
  /** The last changes of its subscriptions by command, the newest first. */
  readonly changes: readonly {
    readonly at: number;
    readonly person: UserId;
    readonly deed: "subscribed" | "unsubscribed";
    readonly shown: string;
    readonly schedule: string;
  }[];
}

/** A trouble in the words of `/readyz`: what, since when (ISO 8601), and what to do. */
interface Trouble {
  readonly what: string;
  readonly since: string;
  readonly remedy: string;
}

/** The bot as `/readyz` and `crieur status` tell of it. */
export interface BotState {
  readonly reasons: readonly Trouble[];
  readonly notes: readonly Trouble[];
  readonly version: string;
  /** Seconds since the last good sync; null before the first. */
  readonly syncAge: number | null;
  readonly queue: readonly { readonly rows: number }[];
  readonly rooms: Readonly<Record<PlaceState, number>>;
  /** Whether encrypted rooms are served, in which version of the backup their keys are, and what waits for its key. */
  readonly keys: {
    readonly on: boolean;
    readonly backup: string | null;
    readonly shutRooms: number;
    readonly unopened: number;
  };
  readonly offers: { readonly open: number; readonly closed: number };
  readonly refusedFiles: number;
}

/** What is kept of the room of the command. It rejects when the store does. */
export interface RoomRecord {
  subscriptions(): Promise<readonly RoomSubscription[]>;
  heard(offer: OfferKey): Promise<Heard>;
  /** How many of these open offers are about to be announced in the room, at once or in a digest. */
  awaited(offers: readonly OfferKey[]): Promise<number>;
  /** Whether the person may change what the room is told of. */
  permission(): Promise<Permission>;
  /** When the room is not to be disturbed; null where nobody asked for anything. */
  quiet(): Promise<Quiet | null>;
  /** Whether it is the room of the bot's administrators (`access.adminRoom`). */
  isAdministration(): Promise<boolean>;
  /** Whether nobody is there but the person and the bot. */
  isPrivate(): Promise<boolean>;
  state(): Promise<RoomState>;
  /** The number that the room's next subscription will have. */
  nextNumber(): Promise<number>;
}

/**
 * Where a person is told what is nobody else's business. `here`: in the room of the command; `elsewhere`: in another one of
 * theirs and the bot's alone; `invited`: in one to which the bot invites them already; `opens`: in none yet, and the bot
 * opens one where something is to be told; `closed`: in none, and it opens none, because it takes no invitation from their
 * server either.
 */
export type PrivateRoom = "here" | "elsewhere" | "invited" | "opens" | "closed";

/** What is kept of the person who asks, wherever that is. It rejects when the store does. */
export interface PersonRecord {
  privateRoom(): Promise<PrivateRoom>;
  /** Whether a room that the bot opens is encrypted. */
  isSealed(): Promise<boolean>;
  /** Their own place, as a command there would read it, also where they have not come yet; null where there is none at all. */
  room(): Promise<RoomRecord | null>;
  /** What is kept of somebody of whom nothing is. */
  newRoom(): RoomRecord;
  /** The offers that they follow, in the order in which they began. */
  follows(): Promise<readonly OfferKey[]>;
}

/**
 * Everything that a command may know. Store, homeserver and clock are kept from it: what it returns depends on this
 * alone.
 */
export interface Context {
  readonly offers: Offers;
  readonly lists: ShownLists;
  readonly room: RoomRecord;
  readonly person: PersonRecord;
  readonly filters: FilterReader;
  /** How the bot is. */
  bot(): Promise<BotState>;
  /** The moment of the command, milliseconds since the epoch. */
  readonly time: { readonly now: number; readonly timezone: string };
  readonly inReplyTo: EventId | null;
  readonly thread: EventId | null;
}
