import type { UserId } from "./identifiers.ts";
import { maySpeak } from "./permission.ts";
import type { Room } from "./room.ts";
import type { PlaceState } from "./subscription.ts";

type Standing = { readonly state: PlaceState; readonly reason: string | null };

const SUCCEEDED: Standing = { state: "suspended", reason: "the room was upgraded" };

/**
 * Whether messages may flow to a place, from what sync has said about its room. Nothing is sent where encryption is on
 * or not known (DESIGN §7.8). `reason` is for operators, in English.
 */
export function placeStateOf(room: Room | null, me: UserId): Standing {
  const upgraded = room?.membership === "join" && room.successor !== null;
  return (
    absence(room) ?? (upgraded ? SUCCEEDED : null) ?? silence(room, me) ?? { state: "active", reason: null }
  );
}

/** Why nothing may be answered in a room; null when it may. Who still asks in a room before its upgrade is answered. */
export function obstacleIn(room: Room | null, me: UserId): string | null {
  return (absence(room) ?? silence(room, me))?.reason ?? null;
}

function absence(room: Room | null): Standing | null {
  if (!room || room.membership === "invite") return { state: "waiting", reason: "not joined yet" };
  if (room.membership !== "join") {
    const why = room.leaveReason ? ` (${room.leaveReason})` : "";
    return {
      state: "suspended",
      reason: room.membership === "ban" ? `banned${why}` : `not in the room any more${why}`,
    };
  }
  if (room.encrypted === true) return { state: "suspended", reason: "the room is encrypted" };
  if (room.memberCount === 1) return { state: "suspended", reason: "nobody else is in the room" };
  if (room.encrypted === null) return { state: "waiting", reason: "its state is not known yet" };
  return null;
}

function silence(room: Room | null, me: UserId): Standing | null {
  return room && maySpeak(room, me) === false
    ? { state: "suspended", reason: "not enough power to send messages" }
    : null;
}
