import type { KnownOffer, Newcomer } from "../offers/catalogue.ts";
import type { OfferId, OfferKey, Reading } from "../offers/offer.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "../rooms/identifiers.ts";
import type { Place, PlaceState, Subscription } from "../rooms/subscription.ts";
import type { GapTable, InboxTable, ListTable, RoomTable } from "./conversation.ts";
import type { KeysStanding, Vault } from "./crypto.ts";
import type { DecisionTable, OutboxTable, ToldTable } from "./delivery.ts";
import type { ChangeTable, DigestTable } from "./digests.ts";
import type { DirectRoom, DirectWishTable } from "./directRooms.ts";
import type { FollowTable } from "./follows.ts";
import type { IncidentTable } from "./incidents.ts";
import type { PeopleTable } from "./people.ts";
import type { QuietTable } from "./quiet.ts";
import type { ReaderTable, UnopenedTable } from "./sealing.ts";

/**
 * All reads and writes of one piece of work commit together, or not at all. Works run one after the other.
 */
export interface Store {
  /** Random, made with the store: transaction ids are hashed with it. */
  readonly id: string;
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Null while its disk is quick enough. */
  slowDisk(): SlowDisk | null;
  close(): Promise<void>;
}

/** Several works of the last minute waited long for the store's disk: the longest, and how long ago the first; milliseconds. */
export interface SlowDisk {
  readonly took: number;
  readonly ago: number;
}

export interface Transaction {
  readonly offers: OfferTable;
  readonly parses: ParseTable;
  readonly indexSnapshot: IndexSnapshotTable;
  readonly places: PlaceTable;
  readonly subscriptions: SubscriptionTable;
  readonly audit: AuditTable;
  readonly changes: ChangeTable;
  readonly digests: DigestTable;
  readonly quiet: QuietTable;
  readonly told: ToldTable;
  readonly decisions: DecisionTable;
  readonly outbox: OutboxTable;
  readonly rooms: RoomTable;
  readonly inbox: InboxTable;
  readonly gaps: GapTable;
  readonly incidents: IncidentTable;
  readonly lists: ListTable;
  readonly confirmations: ConfirmationTable;
  readonly follows: FollowTable;
  readonly directWishes: DirectWishTable;
  readonly people: PeopleTable;
  readonly session: SessionTable;
  readonly readers: ReaderTable;
  readonly unopened: UnopenedTable;
  readonly vault: Vault;
}

export interface OfferTable {
  all(): Promise<KnownOffer[]>;
  /** Those that stand open, also while a file is missing. */
  open(): Promise<KnownOffer[]>;
  /** Their keys alone: to read a thousand offers takes longer than all that is done with them here. */
  openKeys(): Promise<OfferKey[]>;
  get(key: OfferKey): Promise<KnownOffer | null>;
  save(offers: readonly KnownOffer[]): Promise<void>;
  aliases(): Promise<Map<OfferId, OfferKey>>;
  alias(names: readonly { id: OfferId; key: OfferKey }[]): Promise<void>;
  newcomers(): Promise<Newcomer[]>;
  replaceNewcomers(newcomers: readonly Newcomer[]): Promise<void>;
}

/** The search index as it was written down last: a cache, of which nothing depends. */
export interface IndexSnapshotTable {
  /**
   * What was written down under that version, and the offers that were saved since then; null when the last one
   * written down is of another version, or there is none.
   */
  get(version: string): Promise<{
    readonly content: Uint8Array;
    readonly changed: ReadonlySet<OfferKey>;
  } | null>;
  /** To be called with an index in which every offer saved so far stands as it is. */
  save(version: string, content: Uint8Array): Promise<void>;
}

/** The reading of a file under some content: a hash of its bytes and of the program that read them. */
export interface Parse {
  readonly file: string;
  readonly content: string;
  /** The file's version when it was read, with that of the program; null when the same version may mean other bytes. */
  readonly seen: string | null;
  /** The known offer that says what was read of it: the reading then leaves it out. */
  readonly offer: OfferKey | null;
  readonly reading: Reading;
}

/** A cache: losing it costs time only. One row a file. */
export interface ParseTable {
  all(): Promise<Parse[]>;
  save(parses: readonly Parse[]): Promise<void>;
  remove(files: readonly string[]): Promise<void>;
}

export type PlaceMention = { readonly alias: RoomAlias } | { readonly room: RoomId };

export interface PlaceTable {
  all(): Promise<Place[]>;
  get(id: PlaceId): Promise<Place | null>;
  /** By any room id that it has, or had before an upgrade. */
  ofRoom(room: RoomId): Promise<Place | null>;
  ofAlias(alias: RoomAlias): Promise<Place | null>;
  /**
   * For each of these people the room in which they and the bot are alone, and messages flow; nothing for who has none.
   */
  directWith(people: readonly UserId[]): Promise<Map<UserId, DirectRoom>>;
  /** The places of a person, in the order in which they were mentioned, whether or not messages flow. */
  ofPerson(person: UserId): Promise<Place[]>;
  /** Makes a person a place that stands nowhere yet, in state `waiting`. */
  makeFor(person: UserId, now: number): Promise<Place>;
  setPerson(id: PlaceId, person: UserId | null): Promise<void>;
  /** The place of an alias or room id, made at its first mention, in state `waiting`. */
  mention(name: PlaceMention, now: number): Promise<Place>;
  /** The same for many, in a few statements: a place for each name, in their order. */
  mentionAll(names: readonly PlaceMention[], now: number): Promise<PlaceId[]>;
  /**
   * The room where the place stands from now on; former rooms still lead to it. When the room already had a
   * place of its own, the older of both takes over the younger's rows; the one that remains is returned.
   */
  settle(id: PlaceId, room: RoomId): Promise<Place>;
  /**
   * The same, where the place's alias came to lead to another room without an upgrade: what it was before does not
   * lead to it any more.
   */
  moveTo(id: PlaceId, room: RoomId): Promise<Place>;
  /** Nothing leads to the place any more, and it is nobody's; its rows stay. */
  vacate(id: PlaceId): Promise<void>;
  setState(id: PlaceId, state: PlaceState, reason: string | null): Promise<void>;
  /** Exactly these are configured from now on. */
  setConfigured(ids: readonly PlaceId[]): Promise<void>;
}

/** How far the digests of a subscription have told (`ports/digests.ts`). */
export interface DigestState {
  readonly covered: number;
  readonly lastWindow: number;
}

/** A subscription as the store has it. */
export type KeptSubscription = Subscription & DigestState;

/**
 * A subscription that begins. `shown`: the canonical filter unless given. `number`: the next of its place unless given,
 * which is for one that ended and is given back; so is what its digests told.
 */
export type NewSubscription = Omit<Subscription, "id" | "number" | "shown" | "cause"> &
  Partial<Pick<Subscription, "number" | "shown" | "cause"> & DigestState>;

export interface SubscriptionTable {
  all(): Promise<Subscription[]>;
  get(id: number): Promise<Subscription | null>;
  ofPlace(place: PlaceId): Promise<KeptSubscription[]>;
  /** The places that have any. */
  places(): Promise<Set<PlaceId>>;
  /** The identity is unique: rejects when it exists already. */
  begin(subscription: NewSubscription): Promise<KeptSubscription>;
  beginAll(subscriptions: readonly NewSubscription[]): Promise<void>;
  setNotify(ids: readonly number[], notify: boolean): Promise<void>;
  setShown(id: number, shown: string): Promise<void>;
  /** The number that the next subscription of a place gets. */
  nextNumber(place: PlaceId): Promise<number>;
  end(id: number): Promise<void>;
}

/** What a person did by command with a subscription, which is kept as it was then. */
export interface AuditEntry {
  readonly id: number;
  readonly place: PlaceId;
  readonly at: number;
  readonly person: UserId;
  /** The message that asked for it: an edit of that message takes it back. */
  readonly cause: EventId;
  readonly deed: "subscribed" | "unsubscribed";
  readonly subscription: KeptSubscription;
}

export interface AuditTable {
  add(entries: readonly Omit<AuditEntry, "id">[]): Promise<void>;
  /** What a message did and no edit took back, in the order in which it was done. */
  ofCause(cause: EventId): Promise<AuditEntry[]>;
  /** The last things that were done in a place and not taken back, the newest first. */
  ofPlace(place: PlaceId, limit: number): Promise<AuditEntry[]>;
  takeBack(ids: readonly number[]): Promise<void>;
  /** All of a place goes. */
  forget(place: PlaceId): Promise<void>;
}

/** What an administrator said of one opening of an offer. Of several, the last one stands. */
export interface Confirmation {
  readonly offer: OfferKey;
  readonly opening: number;
  readonly says: "open" | "filled";
  readonly person: UserId;
  /** The message that says it: an edit of that message takes it back. */
  readonly cause: EventId;
  readonly at: number;
}

export interface ConfirmationTable {
  all(): Promise<Confirmation[]>;
  set(confirmation: Confirmation): Promise<void>;
  takeBack(cause: EventId): Promise<void>;
}

export interface SessionTable {
  /** Null before the first sync. */
  token(): Promise<string | null>;
  setToken(token: string): Promise<void>;
  /** The account that this store belongs to; set at the first start. */
  account(): Promise<UserId | null>;
  setAccount(user: UserId): Promise<void>;
  /** True once a scan has been committed: before that, `firstRun` applies. */
  scanned(): Promise<boolean>;
  /**
   * The folder that a silent first run found empty, until an offer comes; null otherwise. Another folder in its
   * place is a first run again.
   */
  emptyFolder(): Promise<string | null>;
  /** The conventions that offers were read by when the last scan was committed (`conventionsText`). */
  conventions(): Promise<string>;
  setScanned(scanned: { emptyFolder: string | null; conventions: string }): Promise<void>;
  /** The moment of the last reminder that was due, whether or not it had anything to say; null before the first look. */
  reminded(): Promise<number | null>;
  setReminded(window: number): Promise<void>;
  /** Of the keys of which device. */
  keys(): Promise<{ readonly standing: KeysStanding; readonly device: string | null }>;
  setKeys(standing: KeysStanding, device: string): Promise<void>;
}
