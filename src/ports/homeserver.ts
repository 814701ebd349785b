import type { ErrorConcern, RequestFailure } from "../delivery/failure.ts";
import type { EventId, RoomAlias, RoomId, UserId } from "../rooms/identifiers.ts";
import type { Membership, RoomEvent } from "../rooms/room.ts";
import type { KeyRequest, SessionName, SyncedKeys } from "./crypto.ts";
import { Mendable } from "./mendable.ts";
import type { Reader } from "./sealing.ts";

export interface SyncBatch {
  readonly nextToken: string;
  /** Absent where there are none. */
  readonly keys?: SyncedKeys;
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
  readonly type: string | null;
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

export interface ResolvedAlias {
  readonly room: RoomId;
  readonly servers: readonly string[];
}

export interface Homeserver {
  readonly user: UserId;
  readonly device: string;
  /** The name by which people see the account; null when it has none, or the homeserver did not say. */
  readonly displayName: string | null;
  /**
   * Rejects with `HomeserverError`; with the signal's reason when it is aborted. `timeout`: how long the homeserver may
   * wait for something to tell, milliseconds. `few`, and always without `since`: one event a room at most; what that
   * leaves out comes as gaps.
   */
  sync(since: string | null, timeout: number, signal: AbortSignal, few?: boolean): Promise<SyncBatch>;
  /** Asks for a first sync of no room, and resolves when it is answered; rejects as `sync` does. */
  answersSync(signal: AbortSignal): Promise<void>;
  /**
   * The same transaction id gives the first event id again, whatever the type (a message unless given) and content,
   * for about 24 h.
   */
  send(
    room: RoomId,
    transactionId: string,
    content: object,
    signal?: AbortSignal,
    type?: "m.room.message" | "m.room.encrypted",
  ): Promise<EventId>;
  messages(
    room: RoomId,
    from: string | null,
    to: string | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<MessagesPage>;
  /** An event of a room where we are; null when the homeserver knows none. */
  event(room: RoomId, event: EventId, signal?: AbortSignal): Promise<RoomEvent | null>;
  /**
   * Everybody who is in a room where we are. May take long: a homeserver that joined over federation first learns it.
   */
  members(room: RoomId): Promise<readonly UserId[]>;
  /** All rooms where we are. */
  joinedRooms(): Promise<readonly RoomId[]>;
  /** `via`: servers that are in the room, in case ours is not (from room version 12 on its id names none). */
  join(room: RoomId, via: readonly string[], signal?: AbortSignal): Promise<void>;
  leave(room: RoomId, reason: string | null): Promise<void>;
  /**
   * Makes a room for a person and the account alone, with nobody in it but the account. `mark` stands in its creation
   * (`rooms/creationMark.ts`); a homeserver makes another room each time. Rejects with concern `room` where that is refused.
   */
  createDirect(mark: string, encrypted: boolean, signal?: AbortSignal): Promise<RoomId>;
  /** What a person is in a room where we are; null for somebody who never was there. */
  membership(room: RoomId, person: UserId, signal?: AbortSignal): Promise<Membership | null>;
  /** Invites a person into a direct room. Rejects with concern `room` where that is refused. */
  inviteDirect(room: RoomId, person: UserId, signal?: AbortSignal): Promise<void>;
  /** Takes an invitation back, or puts a person out of a room. */
  putOut(room: RoomId, person: UserId, reason: string | null): Promise<void>;
  /** The account's list of direct rooms (`m.direct`), as it lies there, and a new one in its place. */
  directList(): Promise<object>;
  setDirectList(list: object): Promise<void>;
  /** Everybody who is in a room where we are, and everybody who is invited. */
  readers(room: RoomId, signal?: AbortSignal): Promise<readonly Reader[]>;
  /** A key in the account's backup, as it lies there; null where there is none. */
  backedUpKey(name: SessionName, version: string, signal?: AbortSignal): Promise<object | null>;
  /** Makes a request for keys, once. Resolves with the answer, JSON. */
  carry(request: KeyRequest, signal?: AbortSignal): Promise<string>;
  /** The room that an alias leads to now, and servers that are in it. */
  resolve(alias: RoomAlias): Promise<ResolvedAlias>;
}

/** A request that failed. One that ends the process stands for configuration, whatever it concerns. */
export class HomeserverError extends Mendable implements RequestFailure {
  override readonly name = "HomeserverError";
  readonly concern: ErrorConcern;
  readonly status: number | null;
  readonly errcode: string | null;
  /** The wait that the homeserver asked for, milliseconds. */
  readonly retryAfter: number | null;
  /** Too much was asked for: the answer was larger than is read, or took longer than was waited for. */
  readonly excess: "size" | "time" | null;

  constructor(
    message: string,
    about: {
      concern: ErrorConcern;
      status?: number | null;
      errcode?: string | null;
      retryAfter?: number | null;
      excess?: "size" | "time" | null;
      cause?: unknown;
    },
  ) {
    super("configuration", message, { cause: about.cause });
    this.concern = about.concern;
    this.status = about.status ?? null;
    this.errcode = about.errcode ?? null;
    this.retryAfter = about.retryAfter ?? null;
    this.excess = about.excess ?? null;
  }
}
