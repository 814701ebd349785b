import type { UserId } from "./identifiers.ts";
import { isEmptied } from "./members.ts";
import { maySpeak } from "./permission.ts";
import type { Room } from "./room.ts";
import { isShut } from "./roomState.ts";
import type { Place } from "./subscription.ts";

/** The reason of a place whose room is encrypted while nothing can be sealed there. */
export const ENCRYPTED = "the room is encrypted";

/** The state of a place and its reason, for operators, in English; null while messages flow. */
type StateOfPlace = Pick<Place, "state" | "reason">;

const ACTIVE: StateOfPlace = { state: "active", reason: null };
const SUCCEEDED: StateOfPlace = { state: "suspended", reason: "the room was upgraded" };

/**
 * Decides whether messages may flow to a place, from what sync has said about its room. Nothing is sent where
 * encryption is on without keys of ours, or not known (docs/design.md §7.8).
 */
export function placeStateOf(room: Room | null, me: UserId): StateOfPlace {
  const upgraded = room?.membership === "join" && room.successor !== null;
  return absence(room) ?? (upgraded ? SUCCEEDED : null) ?? silence(room, me) ?? ACTIVE;
}

/**
 * The reason why nothing may be answered in a room; null when it may. People who still ask in a room after its upgrade
 * are answered there.
 */
export function obstacleIn(room: Room | null, me: UserId): string | null {
  return (absence(room) ?? silence(room, me))?.reason ?? null;
}

/** Null where we are in a room that others can read, and where what we say is sealed if it has to be. */
function absence(room: Room | null): StateOfPlace | null {
  if (!room || room.membership === "invite" || isAhead(room))
    return { state: "waiting", reason: "not joined yet" };
  if (room.membership !== "join") {
    const why = room.leaveReason ? ` (${room.leaveReason})` : "";
    return {
      state: "suspended",
      reason: room.membership === "ban" ? `banned${why}` : `not in the room any more${why}`,
    };
  }
  if (room.admission !== "welcome")
    return { state: "waiting", reason: "it does not confirm the upgrade that led there" };
  if (isShut(room)) return { state: "suspended", reason: ENCRYPTED };
  if (isEmptied(room)) return { state: "suspended", reason: "nobody else is in the room" };
  if (room.encrypted === null) return { state: "waiting", reason: "its state is not known yet" };
  return null;
}

/** A room that a tombstone leads to, where we have not been yet. */
function isAhead(room: Room): boolean {
  return room.membership === "leave" && room.admission === "pursued";
}

/** Null unless the room's power levels keep us from sending messages. */
function silence(room: Room | null, me: UserId): StateOfPlace | null {
  return room && maySpeak(room, me) === false
    ? { state: "suspended", reason: "not enough power to send messages" }
    : null;
}
