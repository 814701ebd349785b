import type { UserId } from "./identifiers.ts";
import { maySpeak } from "./permission.ts";
import type { Room } from "./room.ts";
import type { PlaceState } from "./subscription.ts";

/**
 * Whether messages may flow to a place, from what sync has said about its room. Nothing is sent where encryption is on
 * or not known (DESIGN §7.8). `reason` is for operators, in English.
 */
export function placeStateOf(room: Room | null, me: UserId): { state: PlaceState; reason: string | null } {
  if (!room || room.membership === "invite") return { state: "waiting", reason: "not joined yet" };
  if (room.membership !== "join") {
    const why = room.leaveReason ? ` (${room.leaveReason})` : "";
    return {
      state: "suspended",
      reason: room.membership === "ban" ? `banned${why}` : `not in the room any more${why}`,
    };
  }
  if (room.encrypted === true) return { state: "suspended", reason: "the room is encrypted" };
  if (room.encrypted === null) return { state: "waiting", reason: "its state is not known yet" };
  if (room.successor !== null) return { state: "suspended", reason: "the room was upgraded" };
  if (maySpeak(room, me) === false)
    return { state: "suspended", reason: "not enough power to send messages" };
  return { state: "active", reason: null };
}
