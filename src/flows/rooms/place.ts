import type { Transaction } from "../../ports.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import type { Room } from "../../rooms/room.ts";
import { placeStateOf } from "../../rooms/standing.ts";

/** A place flows, waits or is suspended as its present room says; a former room says nothing about it. */
export async function updatePlace(tx: Transaction, room: RoomId, me: UserId): Promise<void> {
  const place = await tx.places.ofRoom(room);
  if (!place || place.room !== room) return;
  const { state, reason } = placeStateOf(await tx.rooms.get(room), me);
  if (place.state !== state || place.reason !== reason) await tx.places.setState(place.id, state, reason);
}

/**
 * The place moves to a successor that names its room as predecessor, as that room's tombstone names the successor,
 * once we are in (DESIGN §4). True when it moved.
 */
export async function followUpgrade(tx: Transaction, room: Room): Promise<boolean> {
  if (room.predecessor === null) return false;
  const old = await tx.rooms.get(room.predecessor);
  if (old?.successor !== room.id) return false;
  const place = await tx.places.ofRoom(room.predecessor);
  if (!place || place.room === room.id) return false;
  await tx.places.settle(place.id, room.id);
  return true;
}
