import type {
  DeliveryClass,
  DeliveryState,
  Frozen,
  NewOutboxRow,
  OutboxId,
  OutboxRow,
} from "../delivery/row.ts";
import type { OfferId, OfferKey } from "../offers/offer.ts";
import type { EventId, PlaceId, RoomId } from "../rooms/identifiers.ts";
import type { Room } from "../rooms/room.ts";
import type { Place } from "../rooms/subscription.ts";

/**
 * For a place and an opening. No row: untold. `failed`: its message is dead, and it is not announced again.
 */
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
  /** What a place knows of one opening; null when it is untold. */
  get(place: PlaceId, offer: OfferKey, opening: number): Promise<Pick<ToldRow, "state" | "silent"> | null>;
  ofOffer(offer: OfferKey, opening: number): Promise<Map<PlaceId, ToldState>>;
  /** All that is known of these offers in these places, of every opening. */
  among(offers: readonly OfferKey[], places: readonly PlaceId[]): Promise<ToldRow[]>;
  set(rows: readonly ToldRow[]): Promise<void>;
  /**
   * Counts the present opening of each offer as told in each place without a message, where nothing is known
   * of it yet. Returns how many rows that made.
   */
  begin(offers: readonly OfferKey[], places: readonly PlaceId[]): Promise<number>;
  /** The present opening of these offers is untold again in a place, where it was counted as told without a message. */
  forgetSilent(offers: readonly OfferKey[], place: PlaceId): Promise<void>;
  /** Untold again. */
  forget(rows: readonly { place: PlaceId; offer: OfferKey; opening: number }[]): Promise<void>;
}

/** `ending` and `closed` stand in digests alone. Only the first two make a place told. */
export type DecisionKind = "published" | "reopened" | "copy" | "ending" | "closed";

/**
 * An announcement, decided once: unique by place, offer, opening, kind and cause (a `rattrapage`
 * copy's command, else "").
 */
export interface Decision {
  readonly place: PlaceId;
  readonly offer: OfferKey;
  readonly opening: number;
  readonly kind: DecisionKind;
  readonly cause: string;
  readonly message: OutboxId;
  /** From 0: the order of the offers in the message. */
  readonly position: number;
  /** The subscription whose digest this is for, while there is one; null for what is said at once. */
  readonly subscription: number | null;
  /**
   * When this opening ended, milliseconds since the epoch; the offer itself only knows of its last closing.
   */
  readonly closedAt: number | null;
}

export type NewDecision = Omit<Decision, "closedAt" | "subscription"> &
  Partial<Pick<Decision, "closedAt" | "subscription">>;
export type DecisionIdentity = Pick<Decision, "place" | "offer" | "opening" | "kind" | "cause">;

export interface DecisionTable {
  /** Adds decisions; those that were taken before are left as they are. Returns how many are new. */
  add(decisions: readonly NewDecision[]): Promise<number>;
  /** The opening has ended. */
  close(offer: OfferKey, opening: number, at: number): Promise<void>;
  /** In the order of their positions. */
  ofMessage(message: OutboxId): Promise<Decision[]>;
  ofOffer(offer: OfferKey, opening: number): Promise<Decision[]>;
  /** All decisions about these offers in these places, of every opening. */
  among(offers: readonly OfferKey[], places: readonly PlaceId[]): Promise<Decision[]>;
  remove(decisions: readonly DecisionIdentity[]): Promise<void>;
  /** Picks out the messages that no decision points to: they have nothing to say. */
  emptyOf(messages: readonly OutboxId[]): Promise<OutboxId[]>;
  /** All decisions of one message go to the end of another. */
  move(from: OutboxId, to: OutboxId): Promise<void>;
}

/** The row that goes next of its place and class: the head of their line. No other may be attempted. */
export interface NextRow {
  readonly row: OutboxRow;
  readonly place: Place;
  /** The room of a row already frozen, else of the place. */
  readonly room: Room | null;
  /** Since when a gap of that room is open, milliseconds since the epoch; null while there is none. */
  readonly gap: number | null;
  /** The same of the last one that was opened. */
  readonly lastGap: number | null;
}

export interface WhichHeads {
  /** Rows that are under way, to be left out. */
  readonly except?: ReadonlySet<OutboxId>;
  readonly onlyReplies?: boolean;
}

/** How a message looks in its room now. */
export interface Shown {
  readonly hash: string;
  readonly marks: readonly OfferId[];
}

/** The edits of one message so far. */
export interface Edits {
  /** The highest revision. */
  readonly last: number;
  /** True when one of them was not attempted yet: later changes join it. */
  readonly waiting: boolean;
}

/** What a place was sent and awaits. Moments in milliseconds since the epoch. */
export interface PlaceFigures {
  /** Announcements and digests that were sent, as far as they are kept, and when the last one was. */
  readonly announced: number;
  readonly lastAnnounced: number | null;
  /** Rows that are not settled, and since when the oldest waits; replies do not count. */
  readonly waiting: number;
  readonly waitingSince: number | null;
}

/** Rows of one class that wait in places that messages can reach. */
export interface WaitingLine {
  readonly class: DeliveryClass;
  readonly state: "queued" | "attempted";
  readonly rows: number;
  /** Since when the oldest could go, milliseconds since the epoch. */
  readonly since: number;
}

/** Messages that were given up for one cause, and that nobody has seen yet. */
export interface GivenUp {
  /** For operators: what the homeserver, or the renderer, said. */
  readonly cause: string;
  readonly rows: number;
  /** In how many places; and the room of the oldest, by its alias where it has one. */
  readonly places: number;
  readonly example: string;
  /** When the first of them was given up, milliseconds since the epoch. */
  readonly since: number;
}

/** A message of our own that stands in a room, and that the store knew nothing of. `at`: when it was sent. */
export type AdoptedMessage = Pick<OutboxRow, "key" | "place" | "class" | "notify"> & {
  readonly room: RoomId;
  readonly transactionId: string;
  readonly device: string;
  readonly event: EventId;
  readonly shown: string;
  readonly marks: readonly OfferId[];
  readonly at: number;
};

export interface OutboxTable {
  /** Null when a row of that key is there already: then nothing is written. */
  add(row: NewOutboxRow): Promise<OutboxId | null>;
  /** The same for many, in a few statements: an id, or null, for each row in its order. */
  addAll(rows: readonly NewOutboxRow[]): Promise<(OutboxId | null)[]>;
  /** Null when the store knows it after all, by its key, its transaction id or its event. */
  addSent(message: AdoptedMessage): Promise<OutboxId | null>;
  get(id: OutboxId): Promise<OutboxRow | null>;
  /** The rows with these ids, in a few statements; ids that are not there are left out. */
  all(ids: readonly OutboxId[]): Promise<Map<OutboxId, OutboxRow>>;
  byKey(key: string): Promise<OutboxRow | null>;
  byTransaction(transactionId: string): Promise<OutboxRow | null>;
  byEvent(event: EventId): Promise<OutboxRow | null>;
  /**
   * Heads that are due in active places, replies first, then announcements, digests, edits,
   * welcomes, each in the order of their ids. An edit whose original is not sent yet is no head, nor
   * is a row before its `notBefore`.
   */
  heads(now: number, limit: number, which?: WhichHeads): Promise<NextRow[]>;
  /** When the next head becomes due by time alone; null when none waits. */
  nextDue(now: number): Promise<number | null>;
  /** Whether anything is left to send in active places beside these rows: a quick look, most often at nothing. */
  waitsBeside(except: ReadonlySet<OutboxId>): Promise<boolean>;
  /** Queued, never attempted announcements of a place, oldest first. */
  waiting(place: PlaceId): Promise<OutboxRow[]>;
  /** All rows of a place that were never attempted, oldest first. */
  queuedIn(place: PlaceId): Promise<OutboxRow[]>;
  /** Queued announcements and digests of all places wait until their rooms have been looked through. */
  holdAll(): Promise<void>;
  /** The waiting edit of a message, if any: later changes join it. */
  waitingEdit(message: OutboxId): Promise<OutboxRow | null>;
  /** The edits of each of these messages; a message without any is not in the map. */
  editsOf(messages: readonly OutboxId[]): Promise<Map<OutboxId, Edits>>;
  /** The look of a message in its room now: the last edit sent, else the message. Null when it shows neither. */
  shown(message: OutboxId): Promise<Shown | null>;
  /** Gives a row that is still `queued` another content; one that was attempted is left alone. */
  setContent(id: OutboxId, content: Readonly<Record<string, unknown>>): Promise<void>;
  /** A queued row that took over others is heard as the loudest of them. */
  setNotify(id: OutboxId, notify: boolean): Promise<void>;
  freeze(id: OutboxId, frozen: Frozen): Promise<void>;
  /** A queued row is meant to be said from then on. */
  putOff(id: OutboxId, until: number): Promise<void>;
  /**
   * Announcements and digests of a place that were put off, or of all places, are meant to be said now. `beyond`: only those
   * that were put off for later than this. Returns how many there were.
   */
  comeForth(place: PlaceId | "all", now: number, beyond?: number): Promise<number>;
  /** Notes an attempt that failed in passing; the row is due again at `next`. */
  retry(id: OutboxId, next: number, error: string): Promise<void>;
  /**
   * An attempted row is known not to have arrived: another device, a new day, or the room after an
   * upgrade, may attempt it afresh.
   */
  adopt(id: OutboxId, device: string, at: number, room?: RoomId): Promise<void>;
  /**
   * An attempted row is sealed anew before it is repeated, because others have to read it than when it was sealed first; what
   * it says, and its transaction id, stay.
   */
  reseal(id: OutboxId, sealed: Readonly<Record<string, unknown>>, sealedFor: number): Promise<void>;
  sent(id: OutboxId, event: EventId, at: number): Promise<void>;
  drop(ids: readonly OutboxId[], reason: string, at: number): Promise<void>;
  /** `quiet`: nothing was lost by it, so that nobody has to see it. */
  dead(id: OutboxId, error: string, at: number, quiet?: boolean): Promise<void>;
  /** What was given up and not seen yet, one entry a cause, the oldest first; of one place or of all. */
  givenUp(place?: PlaceId): Promise<GivenUp[]>;
  /** Announcements and digests that were given up and not seen yet, oldest first. */
  lost(): Promise<OutboxRow[]>;
  /**
   * Dead rows are taken up again, in their order: one that was attempted is attempted, any other is queued. No other way
   * leads back from there.
   */
  revive(ids: readonly OutboxId[], now: number): Promise<void>;
  /** The messages that arrived last and that nobody took back, the newest first. */
  newestSent(limit: number): Promise<OutboxRow[]>;
  /** The messages whose last edit was given up, and whom nobody took back: the room shows something older. */
  leftBehind(): Promise<OutboxRow[]>;
  /** Whether another row was given up for the same cause, and nobody has seen that yet. */
  isKnownLoss(id: OutboxId, cause: string): Promise<boolean>;
  /** Somebody has seen what was given up: it is named no more. Of one place or of all. */
  markSeen(at: number, place?: PlaceId): Promise<void>;
  /** Whether a queued row may go before all others of its place and class: none is under way, and none older waits. */
  isFirst(id: OutboxId, now: number): Promise<boolean>;
  /** Held rows of a place are looked at: they may go. */
  release(place: PlaceId): Promise<void>;
  /**
   * A message in this room was taken back: it is not edited any more, and waiting edits of it are dropped. What is in
   * another room, or not ours, is left alone.
   */
  redacted(room: RoomId, event: EventId, at: number): Promise<void>;
  /**
   * What was settled before then goes, `limit` rows at most, where it says nothing any more: answers, notices, what was
   * dropped, edits that later ones replaced. What a list or a decision names stays, and what nobody has seen. Returns
   * how many went.
   */
  prune(before: number, limit: number): Promise<number>;
  /** What waits at `now` and could go: not what a suspended place or a later moment holds back. */
  lines(now: number): Promise<WaitingLine[]>;
  /** What a place was sent and awaits. */
  figures(place: PlaceId): Promise<PlaceFigures>;
  /** How many rows stand in each state; of one place or of all. */
  counts(place?: PlaceId): Promise<Record<DeliveryState, number>>;
}
