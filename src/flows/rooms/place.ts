import type { Transaction } from "../../ports/index.ts";
import { companionIn, NOT_GREETED } from "../../rooms/directRoom.ts";
import type { EventId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { placeStateOf } from "../../rooms/placeState.ts";
import type { Room } from "../../rooms/room.ts";
import { applyRedaction } from "../../rooms/roomState.ts";
import { isUpgrade } from "../../rooms/upgrade.ts";

type PlaceTables = Pick<Transaction, "places" | "rooms" | "directWishes">;

/** A place flows, waits or is suspended as its present room says; a former room says nothing about it. */
export async function updatePlace(tx: PlaceTables, room: RoomId, me: UserId): Promise<void> {
  const place = await tx.places.ofRoom(room);
  if (!place || place.room !== room) return;
  const known = await tx.rooms.get(room);
  const person = companionIn(known, place.person, me);
  if (person !== place.person) await tx.places.setPerson(place.id, person);
  const stands = placeStateOf(known, me);
  const wish = stands.state === "active" ? await tx.directWishes.ofPlace(place.id) : null;
  const { state, reason } = wish !== null && wish.state !== "met" ? NOT_GREETED : stands;
  if (place.state !== state || place.reason !== reason) await tx.places.setState(place.id, state, reason);
}

/**
 * The place moves to a successor that names its room as predecessor, as that room's tombstone
 * names the successor, once we are in (docs/design.md §4). Either may become known first. Returns the rooms between which
 * a place moved.
 */
export async function followUpgrade(tx: PlaceTables, room: Room, me: UserId): Promise<Moved[]> {
  const before = room.predecessor && (await tx.rooms.get(room.predecessor));
  const after = room.successor && (await tx.rooms.get(room.successor));
  const moved: Moved[] = [];
  for (const [from, to] of [
    [room, after],
    [before, room],
  ])
    if (from && to && (await move(tx, from, to, me))) moved.push({ from, to });
  return moved;
}

export interface Moved {
  readonly from: Room;
  readonly to: Room;
}

async function move(tx: PlaceTables, from: Room, to: Room, me: UserId): Promise<boolean> {
  if (!isUpgrade(from, to) || to.membership !== "join") return false;
  const place = await tx.places.ofRoom(from.id);
  // A place that has gone on from there does not come back.
  if (place?.room !== from.id) return false;
  await tx.places.settle(place.id, to.id);
  await updatePlace(tx, to.id, me);
  return true;
}

/** A redaction empties the state that stood on its event: a redacted tombstone ends an upgrade (docs/design.md §4). */
export async function redactState(
  tx: PlaceTables,
  { room: id, event }: { readonly room: RoomId; readonly event: EventId },
  me: UserId,
): Promise<boolean> {
  const room = await tx.rooms.get(id);
  const after = room && applyRedaction(room, event);
  if (!after || after === room) return false;
  await tx.rooms.save(after);
  await updatePlace(tx, id, me);
  return true;
}
