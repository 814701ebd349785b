import type { EventId, RoomId, UserId } from "./identifiers.ts";

export type Membership = "invite" | "join" | "leave" | "ban";

/** Power levels as the room states them, with Matrix's defaults filled in (client-server API, m.room.power_levels). */
export interface PowerLevels {
  readonly users: Readonly<Record<string, number>>;
  readonly usersDefault: number;
  readonly kick: number;
  readonly eventsDefault: number;
  /** The level that `m.room.message` asks; null where the room does not name it. */
  readonly message: number | null;
}

/**
 * Our business in a room. `welcome`: we were invited by people who may, it is configured, or an upgrade that both rooms
 * confirm led there. `pursued`: only a tombstone leads there, and the room has not confirmed it yet. `refuted`: it does
 * not, so we leave.
 */
export type Admission = "welcome" | "pursued" | "refuted";

/** State that a redaction empties of all that is read of it (room versions 1 to 12). Power levels keep what matters. */
export type RedactableType = "m.room.tombstone" | "m.room.name" | "m.room.canonical_alias";

/** Who may read what was said in a room (client-server API, m.room.history_visibility). */
export type HistoryVisibility = "invited" | "joined" | "shared" | "world_readable";

/** A key for a room serves for so long, milliseconds, and for so many messages. */
export interface KeyRotation {
  readonly milliseconds: number;
  readonly messages: number;
}

/** A room as sync has told it; kept in the store, never asked for again. */
export interface Room {
  readonly id: RoomId;
  readonly membership: Membership;
  /** True if `m.room.encryption` stands in the room's state. Null: no full state seen yet, so nothing is sent. */
  readonly encrypted: boolean | null;
  /** How its keys change where it is encrypted in the way that we know; null where it is not. */
  readonly rotation: KeyRotation | null;
  readonly visibility: HistoryVisibility;
  /**
   * Whether we take part in it although it is encrypted: our keys are in order, and it is encrypted in the way that we
   * know. Nobody says it of a room: the store finds it whenever the room is read.
   */
  readonly sealable: boolean;
  /** Moment of our own join event (`origin_server_ts`); nothing older is answered. */
  readonly joinedAt: number | null;
  /** How many people are in the room as the homeserver counts them: a hint (`rooms/members.ts`). */
  readonly memberCount: number | null;
  /** Everybody in the room, us too; null while it is not certain, and where they are many. */
  readonly members: readonly UserId[] | null;
  readonly power: PowerLevels | null;
  /** Creators with infinite power (room version 12 and later). */
  readonly creators: readonly UserId[];
  /** `type` of its `m.room.create`; null for a room in which people talk. */
  readonly type: string | null;
  readonly admission: Admission;
  /** The mark of a room that we made for a person (`rooms/directRoom.ts`); null for any other. */
  readonly mark: string | null;
  readonly successor: RoomId | null;
  readonly predecessor: RoomId | null;
  /** The person who asked us in, while `membership` is `invite`. */
  readonly inviter: UserId | null;
  readonly aliases: readonly string[];
  readonly name: string | null;
  /** The reason why we are out: that of a kick or ban, or our own. */
  readonly leaveReason: string | null;
  /** The events on which this state stands. */
  readonly stateEvents: Readonly<Partial<Record<RedactableType, EventId>>>;
}

/** A Matrix event as far as Crieur looks at it. `content` is hostile. */
export interface RoomEvent {
  readonly id: EventId;
  readonly type: string;
  readonly sender: UserId;
  readonly stateKey: string | null;
  /** `origin_server_ts`, milliseconds: a claim of the sender's server. */
  readonly sentAt: number;
  /** `unsigned.age` at receipt, milliseconds: our own server's reckoning. */
  readonly age: number | null;
  readonly content: Readonly<Record<string, unknown>>;
  /** `unsigned.transaction_id`: stands only on events that this device sent. */
  readonly transactionId: string | null;
  readonly redacts: EventId | null;
}
