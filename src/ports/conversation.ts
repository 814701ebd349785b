import type { OutboxId } from "../delivery/row.ts";
import type { OfferKey } from "../offers/offer.ts";
import type { EventId, RoomId, UserId } from "../rooms/identifiers.ts";
import type { Room } from "../rooms/room.ts";

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
  /** The sender of a command; null when the command is not known. */
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
  prune(before: number): Promise<void>;
}
