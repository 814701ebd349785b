import { isUserId, type UserId } from "./identifiers.ts";
import type { Room, RoomEvent } from "./room.ts";

/** The most people of whom a room keeps the names: who is in a larger one decides nothing. */
const FEW = 10;

/** Sync as it concerns who is in a room. */
interface Heard {
  /** State before the timeline and then the timeline, in that order. */
  readonly events: readonly RoomEvent[];
  /** The count that came along; null when none did. */
  readonly memberCount: number | null;
  /** Some events before the timeline were left out, so that people may have come and gone unseen. */
  readonly gap: boolean;
}

/**
 * The people in a room after what sync said; null where that is not certain any more: events were left out, somebody
 * speaks who is not among them, or the homeserver counts others. `before` as `askedMembers` gave it.
 */
export function membersAfter(before: Room["members"], heard: Heard, me: UserId): Room["members"] {
  if (before === null || heard.gap) return null;
  let members = before;
  for (const { type, sender, stateKey, content } of heard.events) {
    if (type === "m.room.member" && isUserId(stateKey)) {
      members = withMember(members, stateKey, content.membership === "join");
    } else if (stateKey === null && sender !== me && !members.includes(sender)) return null;
  }
  const counted = heard.memberCount ?? members.length;
  return counted === members.length && counted <= FEW ? members : null;
}

function withMember(members: readonly UserId[], user: UserId, inside: boolean): readonly UserId[] {
  if (members.includes(user) === inside) return members;
  return inside ? [...members, user] : members.filter((one) => one !== user);
}

/**
 * A count is a hint: right after a join over federation Synapse says 1 and does not correct itself (its issue 19865).
 * Where it says that we are alone, or two, the members are asked for once before anything follows from it.
 */
export function needsMembers(room: Room): boolean {
  return room.membership === "join" && room.members === null && (room.memberCount ?? 0) <= 2;
}

/** A room whose members were asked for. */
export function askedMembers(room: Room, members: readonly UserId[]): Room {
  return { ...room, memberCount: members.length, members: members.length <= FEW ? members : null };
}

/** Tells whether nobody is in the room but us, of which we are certain. */
export function isEmptied(room: Room): boolean {
  return room.members !== null && room.members.length <= 1;
}

/** Tells whether this person and one other are all that is in the room, of which we are certain. */
export function isOneOfTwo(room: Pick<Room, "members">, user: UserId): boolean {
  return room.members?.length === 2 && room.members.includes(user);
}
