import { asObject, type Untrusted } from "../text/untrusted.ts";
import { markIn } from "./creationMark.ts";
import {
  type EventId,
  isRoomAlias,
  isRoomId,
  isUserId,
  type RoomAlias,
  type RoomId,
  type UserId,
} from "./identifiers.ts";
import { membersAfter } from "./members.ts";
import { readPowerLevels, withoutPowerLevels } from "./powerLevels.ts";
import type { HistoryVisibility, KeyRotation, Membership, RedactableType, Room, RoomEvent } from "./room.ts";

const ALIASES_KEPT = 20;
const REDACTABLE: readonly RedactableType[] = ["m.room.tombstone", "m.room.name", "m.room.canonical_alias"];

export function unknownRoom(id: RoomId): Room {
  return {
    id,
    membership: "leave",
    encrypted: null,
    rotation: null,
    visibility: "shared",
    sealable: false,
    joinedAt: null,
    memberCount: null,
    members: null,
    power: null,
    creators: [],
    type: null,
    admission: "welcome",
    mark: null,
    successor: null,
    predecessor: null,
    inviter: null,
    aliases: [],
    name: null,
    leaveReason: null,
    stateEvents: {},
  };
}

/**
 * A joined room after what one sync said about it: `events` are the state before the timeline and then the timeline,
 * in that order and only from sync; other events are passed over. A room's full state is known by its
 * `m.room.create`, which sync gives no other time: what such a batch does not state is not there.
 */
export function applyState(
  before: Room | null,
  events: readonly RoomEvent[],
  me: UserId,
  context: { readonly room: RoomId; readonly memberCount: number | null; readonly gap: boolean },
): Room {
  const full = events.some(isCreation);
  const known = before ?? unknownRoom(context.room);
  let room: Room = full ? forgotten(known) : known;
  // Sync repeats our join event where it gives the full state, and sends it anew when our display name changes: only
  // the first one after an absence, or of a full state, tells when we came.
  let present = !full && known.membership === "join";
  for (const event of events) {
    if (event.type === "m.room.member" && event.stateKey === me) {
      room = ownMembership(room, event, present);
      present = room.membership === "join";
    } else if (event.stateKey === "") {
      room = stated(room, event, me);
    }
  }
  return {
    ...room,
    membership: "join",
    inviter: null,
    leaveReason: null,
    memberCount: context.memberCount ?? room.memberCount,
    members: membersAfter(room.members, { ...context, events }, me),
  };
}

/** A room that we are invited to; what its stripped state says is the inviting server's word. */
export function applyInvitation(
  before: Room | null,
  invitation: {
    readonly room: RoomId;
    readonly inviter: UserId | null;
    readonly encrypted: boolean;
    readonly type: string | null;
    readonly predecessor: RoomId | null;
    readonly name: string | null;
  },
): Room {
  const known = outside(before ?? unknownRoom(invitation.room));
  return {
    ...known,
    membership: "invite",
    inviter: invitation.inviter,
    encrypted: invitation.encrypted || known.encrypted,
    type: invitation.type ?? known.type,
    predecessor: invitation.predecessor ?? known.predecessor,
    name: invitation.name ?? known.name,
    leaveReason: null,
  };
}

/** A room that we are out of: left, kicked, banned, or whose invitation was taken back or declined. */
export function applyDeparture(
  before: Room | null,
  departure: {
    readonly room: RoomId;
    readonly membership: Extract<Membership, "leave" | "ban">;
    readonly reason: string | null;
  },
): Room {
  const known = outside(before ?? unknownRoom(departure.room));
  return { ...known, membership: departure.membership, inviter: null, leaveReason: departure.reason };
}

/** Whether nothing is read or said in a room because it is encrypted. */
export function isShut(room: Pick<Room, "encrypted" | "sealable">): boolean {
  return room.encrypted === true && !room.sealable;
}

/** A room seen from outside: nobody tells us there when it becomes encrypted, and that it was can only stay true. */
function outside(room: Room): Room {
  return {
    ...room,
    encrypted: room.encrypted === true ? true : null,
    joinedAt: null,
    memberCount: null,
    members: null,
  };
}

function forgotten(room: Room): Room {
  return {
    ...unknownRoom(room.id),
    encrypted: room.encrypted === true,
    rotation: room.rotation,
    sealable: room.sealable,
    joinedAt: room.joinedAt,
    memberCount: room.memberCount,
    admission: room.admission,
  };
}

function isCreation(event: RoomEvent): boolean {
  return event.type === "m.room.create" && event.stateKey === "";
}

function ownMembership(room: Room, event: RoomEvent, present: boolean): Room {
  const membership = event.content.membership;
  if (membership === "join") {
    return {
      ...room,
      membership,
      joinedAt: present && room.joinedAt !== null ? room.joinedAt : event.sentAt,
    };
  }
  return membership === "invite" || membership === "leave" || membership === "ban"
    ? { ...room, membership }
    : room;
}

function stated(room: Room, event: RoomEvent, me: UserId): Room {
  const { content } = event;
  switch (event.type) {
    case "m.room.create":
      return created(room, event, me);
    case "m.room.encryption":
      // Whatever it says: clients go on encrypting in a room that was encrypted once.
      return { ...room, encrypted: true, rotation: readRotation(content) ?? room.rotation };
    case "m.room.history_visibility":
      return { ...room, visibility: readVisibility(content) };
    case "m.room.power_levels":
      return { ...room, power: readPowerLevels(content) };
    case "m.room.tombstone":
    case "m.room.name":
    case "m.room.canonical_alias":
      return {
        ...read(room, event.type, content),
        stateEvents: { ...room.stateEvents, [event.type]: event.id },
      };
    default:
      return room;
  }
}

function read(room: Room, type: RedactableType, content: Untrusted): Room {
  switch (type) {
    case "m.room.tombstone":
      return { ...room, successor: readSuccessor(content) };
    case "m.room.name":
      return { ...room, name: readName(content) };
    case "m.room.canonical_alias":
      return { ...room, aliases: readAliases(content) };
    default:
      return type satisfies never;
  }
}

/**
 * A room after an event in it was redacted; the same object where its state does not stand on that event. What is
 * redacted counts as empty, but that a room was encrypted stays true: clients go on encrypting.
 */
export function applyRedaction(room: Room, redacted: EventId): Room {
  const { stateEvents } = room;
  const type = REDACTABLE.find((one) => stateEvents[one] === redacted);
  return type === undefined ? room : read(room, type, {});
}

/** From room version 12 on, creators stand above all power levels (MSC4289). */
function created(room: Room, event: RoomEvent, me: UserId): Room {
  const { content } = event;
  const additional = Array.isArray(content.additional_creators) ? content.additional_creators : [];
  const aboveLevels = Number(content.room_version ?? "1") >= 12;
  return {
    ...room,
    creators: aboveLevels ? [event.sender, ...additional.filter(isUserId)] : [],
    power: room.power ?? withoutPowerLevels(event.sender),
    predecessor: readPredecessor(content),
    type: readType(content),
    // Anybody can write our mark into a room of theirs.
    mark: event.sender === me ? markIn(content) : null,
  };
}

const ALGORITHM = "m.megolm.v1.aes-sha2";
const HOUR = 3_600_000;
/** Unless the room says otherwise (client-server API, m.room.encryption); and the bounds of what is followed. */
const USUAL = { milliseconds: 7 * 24 * HOUR, messages: 100 };
const BOUNDS = { milliseconds: [HOUR, 52 * 7 * 24 * HOUR], messages: [1, 10_000] } as const;

/** How keys change in a room; null where it is encrypted in a way that is not known here. */
function readRotation(content: Untrusted): KeyRotation | null {
  const { algorithm, rotation_period_ms: milliseconds, rotation_period_msgs: messages } = content;
  if (algorithm !== ALGORITHM) return null;
  return { milliseconds: bounded("milliseconds", milliseconds), messages: bounded("messages", messages) };
}

function bounded(name: keyof KeyRotation, value: unknown): number {
  const [least, most] = BOUNDS[name];
  return typeof value === "number" && Number.isSafeInteger(value)
    ? Math.min(Math.max(value, least), most)
    : USUAL[name];
}

function readVisibility({ history_visibility: value }: Untrusted): HistoryVisibility {
  return value === "invited" || value === "joined" || value === "world_readable" ? value : "shared";
}

/** The room that a `m.room.tombstone` names. */
export function readSuccessor(tombstone: Untrusted): RoomId | null {
  const { replacement_room: room } = tombstone;
  return isRoomId(room) ? room : null;
}

/** The kind of room that a `m.room.create` names; null for one in which people talk. */
export function readType(creation: Untrusted): string | null {
  const { type } = creation;
  return typeof type === "string" ? type.slice(0, 255) : null;
}

/** The room that a `m.room.create` says it replaces: a claim, until that room's tombstone names this one. */
export function readPredecessor(creation: Untrusted): RoomId | null {
  const { room_id: room } = asObject(creation.predecessor);
  return isRoomId(room) ? room : null;
}

export function readName(content: Untrusted): string | null {
  const name = content.name;
  return typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 255) : null;
}

/** The aliases of `m.room.canonical_alias`, the main one first. */
export function readAliases(content: Untrusted): RoomAlias[] {
  const others = Array.isArray(content.alt_aliases) ? content.alt_aliases : [];
  // What is no alias, or stands twice, takes nobody's place.
  return [...new Set([content.alias, ...others].filter(isRoomAlias))].slice(0, ALIASES_KEPT);
}
