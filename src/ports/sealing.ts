import type { EventId, RoomId, UserId } from "../rooms/identifiers.ts";
import type { RoomEvent } from "../rooms/room.ts";
import type { SessionName } from "./crypto.ts";

export interface Reader {
  readonly person: UserId;
  readonly invited: boolean;
}

/** The people of encrypted rooms: what is said there is sealed for them. */
export interface ReaderTable {
  /** Everybody in a room and everybody invited; null while they were not asked for. */
  of(room: RoomId): Promise<readonly Reader[] | null>;
  /** Somebody came, was invited, or went (`null`). Counts as a change, also where the others are not known. */
  follow(room: RoomId, person: UserId, as: "join" | "invite" | null): Promise<void>;
  /** How much was heard of members of a room so far; it only grows. */
  changes(room: RoomId): Promise<number>;
  /** All of them, as they were asked for. */
  know(room: RoomId, readers: readonly Reader[]): Promise<void>;
  /** We are out of the room, or sync left members out: they have to be asked for again. */
  forget(room: RoomId): Promise<void>;
  /** How often keys of the room were sent to some of them: what was sealed before is not readable for those. */
  shares(room: RoomId): Promise<number>;
  noteShare(room: RoomId): Promise<void>;
}

/** An encrypted event whose key has not come. */
export interface Unopened extends SessionName {
  readonly event: RoomEvent;
  /** Whether it would be answered, should it be a command. */
  readonly answerable: boolean;
  /** Whether its key was looked for in the backup. */
  readonly lookedUp: boolean;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

export interface UnopenedTable {
  /** An event that waits already is left alone. */
  add(event: Omit<Unopened, "lookedUp">): Promise<void>;
  /** Those of these keys, or all that wait; oldest first, `limit` at most. */
  waiting(sessions: readonly SessionName[] | "all", limit: number): Promise<Unopened[]>;
  /** How many wait, and since when the oldest does, milliseconds since the epoch; null while none does. */
  count(): Promise<{ readonly rows: number; readonly since: number | null }>;
  remove(event: EventId): Promise<void>;
  /** The key was looked for in the backup. */
  noteLook(session: string): Promise<void>;
}
