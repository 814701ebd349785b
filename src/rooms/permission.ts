import { serverOf, type UserId } from "./identifiers.ts";
import { isOneOfTwo } from "./members.ts";
import { powerOf } from "./powerLevels.ts";
import type { Room } from "./room.ts";
import { isExternalServer } from "./serverPattern.ts";

/** Who is asked about in a refusal, at most. */
const MOST_NAMED = 3;

/** Whether a person may change what a room is told of, and if not, what is missing. */
export type Permission =
  /** `administrator`: of the bot, who may do everything. */
  | { readonly may: true; readonly administrator: boolean }
  | {
      readonly may: false;
      /**
       * `external`: of a server of people from outside, who ask and do not configure. `power`: could not remove members
       * there. `unknown`: the room's power levels are not known yet.
       */
      readonly lacks: "external" | "power" | "unknown";
      /** Some of those who may, the most powerful first, and how many more there are. */
      readonly able: readonly UserId[];
      readonly others: number;
    };

/**
 * Tells whether a member may change a room's subscriptions (docs/design.md §4): bot administrators, those who could
 * remove members, and in a direct room the person who is not the bot. `user` must be a member, which whoever writes
 * there is; `me` is the bot, which nobody is referred to. `room`: null while nothing is known of it.
 */
export function permissionOf(
  room: Room | null,
  user: UserId,
  { admins, me }: { readonly admins: readonly string[]; readonly me: UserId | null },
): Permission {
  if (admins.includes(user)) return { may: true, administrator: true };
  const all = room === null ? [] : ableIn(room, me);
  const able = all.slice(0, MOST_NAMED);
  const who = { able, others: all.length - able.length };
  if (isExternalServer(serverOf(user))) return { may: false, lacks: "external", ...who };
  if (room === null) return { may: false, lacks: "unknown", ...who };
  if (isDirectWith(room, user) || couldRemove(room, user)) return { may: true, administrator: false };
  return { may: false, lacks: room.power === null ? "unknown" : "power", ...who };
}

/** The same in a room of the person and the bot alone that is not there yet, or not any more. */
export function permissionAlone(user: UserId, admins: readonly string[]): Permission {
  if (admins.includes(user)) return { may: true, administrator: true };
  return isExternalServer(serverOf(user))
    ? { may: false, lacks: "external", able: [], others: 0 }
    : { may: true, administrator: false };
}

function couldRemove(room: Room, user: UserId): boolean {
  if (room.creators.includes(user)) return true;
  return room.power !== null && powerOf(room.power, room.creators, user) >= room.power.kick;
}

/** Those whom the room names, and who are still there as far as that is known. */
function ableIn(room: Room, me: UserId | null): UserId[] {
  const named = new Set([...room.creators, ...(Object.keys(room.power?.users ?? {}) as UserId[])]);
  const power = (user: UserId): number => (room.power ? powerOf(room.power, room.creators, user) : 0);
  return [...named]
    .filter((user) => user !== me && couldRemove(room, user) && !isExternalServer(serverOf(user)))
    .filter((user) => room.members === null || room.members.includes(user))
    .sort((one, other) => (power(one) === power(other) ? 0 : power(other) - power(one)));
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
