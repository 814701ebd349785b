import type { KnownOffer, Newcomer } from "./offers/catalogue.ts";
import type { OfferId, OfferKey, Reading } from "./offers/offer.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "./rooms/identifiers.ts";
import type { Membership, Room, RoomEvent } from "./rooms/room.ts";
import type { Origin, Place, PlaceState, Subscription } from "./rooms/subscription.ts";

/** Gives back what was acquired: a watcher, a timer, a server. Idempotent. */
export type Release = () => Promise<void>;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

// --- The folder -----------------------------------------------------------------------------------------------

export interface SourceFile {
  /** Path within the folder, `/` between its parts, as the file system spells it. */
  readonly file: string;
  /** Changes whenever the content may have changed (size, times, inode): a reading can be kept under it. */
  readonly version: string;
  /** Rejects when the file cannot be read (permission, gone meanwhile): a problem of this file only. */
  bytes(): Promise<Uint8Array>;
}

/** `readable: false` is not an empty folder: nothing may be concluded from it. */
export type Listing =
  | {
      readonly readable: true;
      readonly files: readonly SourceFile[];
      /** Folders that are there but cannot be listed: what was in them is not gone. */
      readonly hidden: readonly { readonly folder: string; readonly reason: string }[];
      /** Why file events do not arrive; null when they do, or are not asked for. */
      readonly blind: string | null;
    }
  | { readonly readable: false; readonly reason: string };

export interface OfferSource {
  list(): Promise<Listing>;
  /** The next `list` goes through the whole folder, whatever file events have told. */
  refresh(): void;
  /** Calls back once the folder has come to rest after a change (atomic rename: at once; in-place write: 150 ms). */
  watch(onChange: () => void): Promise<Release>;
}

/** A copy of what stands elsewhere: fetched now and then, and only ever listed whole. */
export interface CopiedSource extends OfferSource {
  /** Whether anything was fetched, now or in an earlier run. */
  exists(): Promise<boolean>;
  /**
   * Fetches what is new; the next `list` shows it, and whoever watches is called. Resolves with null, or with one
   * sentence, without credentials, on why it failed: what was there stays.
   */
  pull(): Promise<string | null>;
}

// --- The homeserver -------------------------------------------------------------------------------------------

export interface SyncBatch {
  readonly nextToken: string;
  readonly joined: readonly JoinedRoom[];
  readonly invited: readonly Invitation[];
  readonly left: readonly LeftRoom[];
}

export interface JoinedRoom {
  readonly room: RoomId;
  /** Set when the homeserver left events out (`limited`): `/messages` goes on backwards from here. */
  readonly gapFrom: string | null;
  /** State before the timeline. */
  readonly state: readonly RoomEvent[];
  readonly timeline: readonly RoomEvent[];
  readonly memberCount: number | null;
}

export interface Invitation {
  readonly room: RoomId;
  readonly inviter: UserId | null;
  /** The stripped state that came along. */
  readonly encrypted: boolean;
  readonly predecessor: RoomId | null;
  readonly name: string | null;
  readonly alias: RoomAlias | null;
}

export interface LeftRoom {
  readonly room: RoomId;
  readonly membership: Extract<Membership, "leave" | "ban">;
  readonly by: UserId | null;
  readonly reason: string | null;
}

export interface MessagesPage {
  /** Newest first. */
  readonly events: readonly RoomEvent[];
  /** Where to go on; null at the start of what we may see. */
  readonly next: string | null;
}

export interface Homeserver {
  readonly user: UserId;
  readonly device: string;
  /** Rejects with `HomeserverError`; with the signal's reason when it is aborted. `timeout` in milliseconds. */
  sync(since: string | null, timeout: number, signal: AbortSignal): Promise<SyncBatch>;
  /** The same transaction id gives the first event id again, whatever the content, for about 24 h. */
  send(room: RoomId, transactionId: string, content: object, signal?: AbortSignal): Promise<EventId>;
  messages(room: RoomId, from: string | null, to: string | null, limit: number): Promise<MessagesPage>;
  join(room: RoomId | RoomAlias): Promise<RoomId>;
  leave(room: RoomId, reason: string | null): Promise<void>;
  resolve(alias: RoomAlias): Promise<RoomId>;
}

/**
 * What an error concerns decides what is done about it (DESIGN §7.6): `passing` is tried again, `message` ends that
 * row, `room` suspends that place, `account` waits for people, `credentials` ends the process.
 */
export type ErrorConcern = "passing" | "message" | "room" | "account" | "credentials";

export class HomeserverError extends Error {
  override readonly name = "HomeserverError";
  readonly concern: ErrorConcern;
  readonly status: number | null;
  readonly errcode: string | null;
  /** What the homeserver asked us to wait, milliseconds. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    about: {
      concern: ErrorConcern;
      status?: number | null;
      errcode?: string | null;
      retryAfter?: number | null;
      cause?: unknown;
    },
  ) {
    super(message, { cause: about.cause });
    this.concern = about.concern;
    this.status = about.status ?? null;
    this.errcode = about.errcode ?? null;
    this.retryAfter = about.retryAfter ?? null;
  }
}

// --- The store ------------------------------------------------------------------------------------------------

/** All reads and writes of one piece of work commit together, or not at all. Works run one after the other. */
export interface Store {
  /** Random, made with the store: transaction ids are hashed with it. */
  readonly id: string;
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Transaction {
  readonly offers: OfferTable;
  readonly parses: ParseTable;
  readonly places: PlaceTable;
  readonly subscriptions: SubscriptionTable;
  readonly told: ToldTable;
  readonly decisions: DecisionTable;
  readonly outbox: OutboxTable;
  readonly rooms: RoomTable;
  readonly inbox: InboxTable;
  readonly gaps: GapTable;
  readonly lists: ListTable;
  readonly session: SessionTable;
}

export interface OfferTable {
  all(): Promise<KnownOffer[]>;
  get(key: OfferKey): Promise<KnownOffer | null>;
  save(offers: readonly KnownOffer[]): Promise<void>;
  aliases(): Promise<Map<OfferId, OfferKey>>;
  alias(names: readonly { id: OfferId; key: OfferKey }[]): Promise<void>;
  newcomers(): Promise<Newcomer[]>;
  replaceNewcomers(newcomers: readonly Newcomer[]): Promise<void>;
}

/** What a file said under some content: a hash of its bytes and of the program that read them. */
export interface Parse {
  readonly file: string;
  readonly content: string;
  readonly reading: Reading;
}

/** A cache: losing it costs time only. One row a file. */
export interface ParseTable {
  all(): Promise<Parse[]>;
  save(parses: readonly Parse[]): Promise<void>;
  remove(files: readonly string[]): Promise<void>;
}

export interface PlaceTable {
  all(): Promise<Place[]>;
  get(id: PlaceId): Promise<Place | null>;
  /** By any room id that it has, or had before an upgrade. */
  ofRoom(room: RoomId): Promise<Place | null>;
  ofAlias(alias: RoomAlias): Promise<Place | null>;
  /** The place of an alias or room id, made at its first mention, in state `waiting`. */
  mention(name: { alias: RoomAlias } | { room: RoomId }, now: number): Promise<Place>;
  /**
   * The room where the place stands from now on; former rooms still lead to it. When the room already had a place
   * of its own, the older of both takes over the younger's rows; the one that remains is returned.
   */
  settle(id: PlaceId, room: RoomId): Promise<Place>;
  setState(id: PlaceId, state: PlaceState, reason: string | null): Promise<void>;
  /** Exactly these are configured from now on. */
  setConfigured(ids: readonly PlaceId[]): Promise<void>;
}

export interface SubscriptionTable {
  all(): Promise<Subscription[]>;
  ofPlace(place: PlaceId): Promise<Subscription[]>;
  /** The identity is unique: rejects when it exists already. */
  begin(subscription: Omit<Subscription, "id">): Promise<Subscription>;
  setNotify(id: number, notify: boolean): Promise<void>;
  end(id: number): Promise<void>;
}

/** For a place and an opening. No row: untold. `failed`: its message is dead, and it is not announced again. */
export type ToldState = "queued" | "told" | "failed";

export interface ToldRow {
  readonly place: PlaceId;
  readonly offer: OfferKey;
  readonly opening: number;
  readonly state: ToldState;
  /** Counted as told without a message: first run, or open when the subscription began. */
  readonly silent: boolean;
}

export interface ToldTable {
  ofOffer(offer: OfferKey, opening: number): Promise<Map<PlaceId, ToldState>>;
  set(rows: readonly ToldRow[]): Promise<void>;
  /** Untold again. */
  forget(rows: readonly { place: PlaceId; offer: OfferKey; opening: number }[]): Promise<void>;
}

export type DecisionKind = "published" | "reopened" | "copy";

/** What to say, decided once: unique by place, offer, opening, kind and cause (a `rattrapage` copy's command, else ""). */
export interface Decision {
  readonly place: PlaceId;
  readonly offer: OfferKey;
  readonly opening: number;
  readonly kind: DecisionKind;
  readonly cause: string;
  readonly message: OutboxId;
  /** From 0: the order of the offers in the message. */
  readonly position: number;
  /** When this opening ended, milliseconds since the epoch; the offer itself only knows of its last closing. */
  readonly closedAt: number | null;
}

export interface DecisionTable {
  /** False when this was decided before: then nothing is written. */
  add(decision: Omit<Decision, "closedAt">): Promise<boolean>;
  /** The opening has ended. */
  close(offer: OfferKey, opening: number, at: number): Promise<void>;
  /** In the order of their positions. */
  ofMessage(message: OutboxId): Promise<Decision[]>;
  ofOffer(offer: OfferKey, opening: number): Promise<Decision[]>;
  remove(decision: Pick<Decision, "place" | "offer" | "opening" | "kind" | "cause">): Promise<void>;
  /** All decisions of one message go to the end of another. */
  move(from: OutboxId, to: OutboxId): Promise<void>;
}

export type OutboxId = number & { readonly __outbox: unique symbol };

/** `notice`: welcomes, and words to the administrators. */
export type DeliveryClass = "reply" | "announcement" | "edit" | "notice";

/** `queued` rows may still be dropped, merged or rendered anew; from `attempted` on the content is frozen. */
export type DeliveryState = "queued" | "attempted" | "sent" | "dropped" | "dead";

/** One message to one place: a row of the outbox. */
export interface OutboxRow {
  readonly id: OutboxId;
  /** Unique for ever; the transaction id is a hash of the store's id, this, and an edit's content. */
  readonly key: string;
  readonly place: PlaceId;
  readonly class: DeliveryClass;
  readonly state: DeliveryState;
  /** The message that this row edits, and how many edits came before. */
  readonly edits: OutboxId | null;
  readonly revision: number;
  readonly notify: boolean;
  /** Of a first run: the room is looked through before it is sent. */
  readonly held: boolean;
  /** Null until it is rendered: at the latest when it is frozen. */
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly room: RoomId | null;
  readonly transactionId: string | null;
  readonly device: string | null;
  readonly event: EventId | null;
  readonly redacted: boolean;
  readonly attempts: number;
  readonly attemptedAt: number | null;
  readonly nextAttemptAt: number;
  readonly createdAt: number;
  readonly settledAt: number | null;
  /** Why it is dropped or dead, or why the last attempt failed. */
  readonly error: string | null;
}

export interface NewOutboxRow {
  readonly key: string;
  readonly place: PlaceId;
  readonly class: DeliveryClass;
  readonly edits?: OutboxId;
  readonly revision?: number;
  readonly notify: boolean;
  readonly held?: boolean;
  readonly content?: Readonly<Record<string, unknown>>;
  /** Where a reply has to go, whatever becomes of the place. */
  readonly room?: RoomId;
  readonly createdAt: number;
}

export interface Frozen {
  readonly room: RoomId;
  readonly transactionId: string;
  readonly device: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** The oldest unsettled row of a place and class; only a head may be attempted. */
export interface Head {
  readonly row: OutboxRow;
  readonly place: Place;
  /** The room of a row already frozen, else of the place. */
  readonly room: Room | null;
  /** A gap of that room is still open: attempted rows and commands wait for it. */
  readonly gap: boolean;
}

export interface OutboxTable {
  /** Null when a row of that key is there already: then nothing is written. */
  add(row: NewOutboxRow): Promise<OutboxId | null>;
  get(id: OutboxId): Promise<OutboxRow | null>;
  byKey(key: string): Promise<OutboxRow | null>;
  byTransaction(transactionId: string): Promise<OutboxRow | null>;
  byEvent(event: EventId): Promise<OutboxRow | null>;
  /**
   * Heads that are due in active places, replies first, then announcements, edits, welcomes, each in the order of
   * their ids. An edit whose original is not sent yet is no head.
   */
  heads(now: number, limit: number): Promise<Head[]>;
  /** When the next head becomes due by time alone; null when none waits. */
  nextDue(now: number): Promise<number | null>;
  /** Queued, never attempted announcements of a place, oldest first. */
  waiting(place: PlaceId): Promise<OutboxRow[]>;
  /** The waiting edit of a message, if any: later changes join it. */
  waitingEdit(message: OutboxId): Promise<OutboxRow | null>;
  /** All edits of a message so far, the highest revision; 0 when none. */
  lastRevision(message: OutboxId): Promise<number>;
  /** The content that the room shows now: of the last edit sent, else of the message. */
  shownContent(message: OutboxId): Promise<Readonly<Record<string, unknown>> | null>;
  /** What a row that is still `queued` says now; one that was attempted is left alone. */
  setContent(id: OutboxId, content: Readonly<Record<string, unknown>>): Promise<void>;
  /** A queued row that took over others is heard as the loudest of them. */
  setNotify(id: OutboxId, notify: boolean): Promise<void>;
  freeze(id: OutboxId, frozen: Frozen): Promise<void>;
  /** One more attempt failed in passing; it is due again at `next`. */
  retry(id: OutboxId, next: number, error: string): Promise<void>;
  /**
   * An attempted row is known not to have arrived: another device, a new day, or the room after an upgrade, may attempt
   * it afresh.
   */
  adopt(id: OutboxId, device: string, at: number, room?: RoomId): Promise<void>;
  sent(id: OutboxId, event: EventId, at: number): Promise<void>;
  drop(ids: readonly OutboxId[], reason: string, at: number): Promise<void>;
  dead(id: OutboxId, error: string, at: number): Promise<void>;
  /** Held rows of a place are looked at: they may go. */
  release(place: PlaceId): Promise<void>;
  /** A moderator took the message back: it is not edited any more, and waiting edits of it are dropped. */
  redacted(event: EventId, at: number): Promise<void>;
  /** Answers settled before then, and their edits, go: they repeat what people asked. What a list names stays. */
  pruneReplies(before: number): Promise<void>;
  /** How many rows stand in each state; of one place or of all. */
  counts(place?: PlaceId): Promise<Record<DeliveryState, number>>;
}

export interface RoomTable {
  get(id: RoomId): Promise<Room | null>;
  all(): Promise<Room[]>;
  save(room: Room): Promise<void>;
}

/** A command as it came. Its text is erased once it is answered. */
export interface Command {
  readonly event: EventId;
  readonly room: RoomId;
  readonly sender: UserId;
  readonly text: string;
  readonly inReplyTo: EventId | null;
  readonly thread: EventId | null;
  /** Set when this is an edit of an earlier command: its answer is edited. */
  readonly replaces: EventId | null;
  /** Milliseconds: `origin_server_ts`, our own moment of receipt, and its age by then. */
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly age: number;
}

export type CommandOutcome = "answered" | "late" | "ignored" | "failed";

export interface InboxTable {
  /** An event that is known already is left alone: every command is answered once. */
  add(commands: readonly Command[]): Promise<void>;
  /** Unanswered commands of rooms without an open gap, in the order they were sent. */
  waiting(limit: number): Promise<Command[]>;
  done(event: EventId, outcome: CommandOutcome, at: number): Promise<void>;
  outcomeOf(event: EventId): Promise<CommandOutcome | null>;
  /** Who sent a command; null when it is not known. */
  senderOf(event: EventId): Promise<UserId | null>;
  prune(before: number): Promise<void>;
}

/** Events that a limited sync left out: to be fetched backwards from `from` down to `until`. */
export interface Gap {
  readonly id: number;
  readonly room: RoomId;
  readonly from: string;
  readonly until: string | null;
  readonly openedAt: number;
}

export interface GapTable {
  open(gap: Omit<Gap, "id">): Promise<void>;
  all(): Promise<Gap[]>;
  advance(id: number, from: string): Promise<void>;
  close(id: number): Promise<void>;
}

/** The offers that a person was shown, so that numbers and `suite` mean the same after a restart. */
export interface ShownList {
  readonly room: RoomId;
  readonly person: UserId;
  /** The row that answers; its event is what a later reply points to. */
  readonly reply: OutboxId;
  /** All that was found, in order; the first `shown` of them have been shown. */
  readonly offers: readonly OfferKey[];
  readonly shown: number;
  /** Whether closed offers were asked for. */
  readonly closed: boolean;
  /** The thread in which the command stood. */
  readonly thread: EventId | null;
  readonly at: number;
}

export interface ListTable {
  add(list: ShownList): Promise<void>;
  /** The list that an event of ours shows; announcements of several offers count as lists. */
  ofEvent(event: EventId): Promise<ShownList | null>;
  /** The last list in a thread. */
  ofThread(room: RoomId, thread: EventId): Promise<ShownList | null>;
  lastOf(room: RoomId, person: UserId): Promise<ShownList | null>;
  lastIn(room: RoomId): Promise<ShownList | null>;
  prune(before: number): Promise<void>;
}

export interface SessionTable {
  /** Null before the first sync. */
  token(): Promise<string | null>;
  setToken(token: string): Promise<void>;
  /** The account that this store belongs to; set at the first start. */
  account(): Promise<UserId | null>;
  setAccount(user: UserId): Promise<void>;
  /** Whether a scan has been committed: before that, `firstRun` applies. */
  scanned(): Promise<boolean>;
  setScanned(): Promise<void>;
}

export type { Origin };
