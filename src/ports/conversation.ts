import type { OutboxId } from "../delivery/row.ts";
import type { OfferKey } from "../offers/offer.ts";
import type { EventId, RoomId, UserId } from "../rooms/identifiers.ts";
import type { Room } from "../rooms/room.ts";

export interface RoomTable {
  get(id: RoomId): Promise<Room | null>;
  all(): Promise<Room[]>;
  save(room: Room): Promise<void>;
  /** Servers through which the room can be joined, the last learnt first; empty when none is known. */
  via(id: RoomId): Promise<readonly string[]>;
  /** Keeps a few of them, also for a room of which nothing else is known. */
  learnVia(id: RoomId, servers: readonly string[]): Promise<void>;
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

/**
 * What open gaps hold back, by moments in milliseconds since the epoch. A gap that was opened from `youngest` to `now`
 * holds all commands of its room, because older ones may come first; any other only those said before `late`, because
 * what is late is excused together.
 */
export interface GapHold {
  readonly youngest: number;
  readonly now: number;
  readonly late: number;
}

/** `withdrawn`: its author or a moderator took it back. */
export type CommandOutcome = "answered" | "late" | "ignored" | "failed" | "withdrawn";

/** A command that came, answered or not. */
export interface KnownCommand extends Omit<Command, "text"> {
  readonly outcome: CommandOutcome | null;
  /** When it was answered, or done with otherwise; null while it waits. */
  readonly doneAt: number | null;
}

export interface InboxTable {
  /** An event that is known already is left alone: every command is answered once. */
  add(commands: readonly Command[]): Promise<void>;
  /** Unanswered commands that no gap of their room holds back, in the order they were sent. */
  waiting(limit: number, hold: GapHold): Promise<Command[]>;
  done(event: EventId, outcome: CommandOutcome, at: number): Promise<void>;
  outcomeOf(event: EventId): Promise<CommandOutcome | null>;
  get(event: EventId): Promise<KnownCommand | null>;
  /** The command that this message of a room is, and those that are edits of it. */
  about(room: RoomId, message: EventId): Promise<KnownCommand[]>;
  /** Whatever became of the command: it was taken back, and what is left of its text is erased. */
  withdraw(event: EventId, at: number): Promise<void>;
  /** How many commands there are of each outcome; `waiting` have none yet. */
  counts(): Promise<Partial<Record<CommandOutcome | "waiting", number>>>;
  /** Commands received before then go, `limit` at most, answered or not. Returns how many went. */
  prune(before: number, limit: number): Promise<number>;
}

/** Events that a limited sync left out: to be fetched backwards from `from` down to `until`. */
export interface Gap {
  readonly id: number;
  readonly room: RoomId;
  readonly from: string;
  readonly until: string | null;
  readonly openedAt: number;
  /** How often it failed in a row since a page of it came last. */
  readonly attempts: number;
  /** Not to be asked for before then, milliseconds since the epoch. */
  readonly nextAttemptAt: number;
}

export interface GapTable {
  open(gap: Pick<Gap, "room" | "from" | "until" | "openedAt">): Promise<void>;
  all(): Promise<Gap[]>;
  /** A page came: it goes on from there, and may do so at once. */
  advance(id: number, from: string): Promise<void>;
  /** An attempt failed; the next one is due at `next`. */
  retry(id: number, next: number): Promise<void>;
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
  /** The number of offers that say everything that was asked; they stand first. */
  readonly exact: number;
  /** True when closed offers were asked for. */
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
  /** Lists shown before then go, `limit` at most. Returns how many went. */
  prune(before: number, limit: number): Promise<number>;
}
