import type { RoomId } from "./identifiers.ts";
import type { Admission, Room } from "./room.ts";

/** An upgrade counts only if both rooms name each other: anyone can claim a predecessor, or a successor. */
export function isUpgrade(from: Room | null | undefined, to: Pick<Room, "id" | "predecessor">): boolean {
  return from != null && from.successor === to.id && to.predecessor === from.id;
}

/** Our business in a room once its whole state is known. `predecessor`: the room that it names as such, if we know it. */
export function admissionOf(room: Room, predecessor: Room | null): Admission {
  if (room.admission !== "pursued" || room.membership !== "join" || room.encrypted === null)
    return room.admission;
  return isUpgrade(predecessor, room) ? "welcome" : "refuted";
}

/** Tells whether a tombstone in a room where we are leads to one where we have not arrived, and may yet. */
export function isUnderWay(from: Room, to: Room | undefined): boolean {
  if (from.membership !== "join" || from.successor === null) return false;
  return !to || (to.membership !== "join" && to.membership !== "ban" && to.admission !== "refuted");
}

/**
 * Tells whether it is not known yet that no upgrade leads to a room which names this predecessor: the tombstone of a
 * room where we are may be on its way, and a room on the way there may be unknown.
 */
export function mayLeadOn(predecessor: RoomId | null, rooms: ReadonlyMap<RoomId, Room>): boolean {
  if (predecessor === null) return false;
  const before = rooms.get(predecessor);
  if (before?.membership === "join" && before.successor === null) return true;
  return [...rooms.values()].some(
    (room) => room.successor !== null && isUnderWay(room, rooms.get(room.successor)),
  );
}

/** Tells whether tombstones lead from one room to another, as far as the rooms between are known. */
export function leadsTo(from: RoomId, to: RoomId, rooms: ReadonlyMap<RoomId, Room>): boolean {
  const seen = new Set<RoomId>();
  for (let at: RoomId | null = from; at !== null && !seen.has(at); at = rooms.get(at)?.successor ?? null) {
    if (at === to) return true;
    seen.add(at);
  }
  return false;
}
