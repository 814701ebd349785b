import type { UserId } from "./identifiers.ts";
import { isOneOfTwo } from "./members.ts";
import { powerOf } from "./powerLevels.ts";
import type { Room } from "./room.ts";

/**
 * Tells whether a member may change the room's subscriptions (docs/design.md §4): bot administrators, those who could
 * remove members, and in a direct room the person who is not the bot. `user` must be a member, which whoever writes
 * there is.
 */
export function mayAdminister(room: Room, user: UserId, admins: readonly UserId[]): boolean {
  if (admins.includes(user) || room.creators.includes(user)) return true;
  if (isDirectWith(room, user)) return true;
  return room.power !== null && powerOf(room.power, room.creators, user) >= room.power.kick;
}

/** A direct room has two members and no address: a room with an address is one that others are meant to find. */
export function isDirectWith(room: Pick<Room, "members" | "aliases">, user: UserId): boolean {
  return isOneOfTwo(room, user) && room.aliases.length === 0;
}

/** Tells whether the room's state lets a user post `m.room.message`; null while that state is not known. */
export function maySpeak(room: Room, user: UserId): boolean | null {
  if (room.membership !== "join") return false;
  if (room.power === null) return null;
  return powerOf(room.power, room.creators, user) >= (room.power.message ?? room.power.eventsDefault);
}
