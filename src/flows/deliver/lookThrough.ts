import type { Crypto, Homeserver, Store } from "../../ports/index.ts";
import type { PlaceId, RoomId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { openPast } from "../keys/openPast.ts";
import { adopt } from "./adopt.ts";
import { backwards, isUnreadable } from "./history.ts";

interface LookParts {
  readonly store: Pick<Store, "id" | "write">;
  readonly homeserver: Pick<Homeserver, "user" | "device" | "messages" | "backedUpKey">;
  readonly crypto?: Crypto | null;
}

/**
 * Before a first run speaks in a room, its last 100 messages are looked through: what this account announced there
 * before (its store was lost) is adopted, and what is held for the room may go. Returns how many offers that told.
 */
export async function lookThrough(
  { store, homeserver, crypto }: LookParts,
  place: PlaceId,
  room: RoomId,
  now: number,
): Promise<number> {
  const said = (await lastEvents(homeserver, room)).filter(({ sender }) => sender === homeserver.user);
  const ours = crypto ? await openPast(room, said, crypto, { store, homeserver }) : said;
  return store.write(async (tx) => {
    const told = await adopt(tx, room, ours, { store: store.id, device: homeserver.device, now });
    await tx.outbox.release(place);
    return told;
  });
}

/** Oldest first. */
async function lastEvents(
  homeserver: Pick<Homeserver, "user" | "messages">,
  room: RoomId,
): Promise<RoomEvent[]> {
  const last: RoomEvent[] = [];
  try {
    for await (const events of backwards(homeserver, room, 1)) last.push(...events);
  } catch (error) {
    // A room whose past we may not read has nothing of ours that we could find.
    if (!isUnreadable(error)) throw error;
  }
  return last.reverse();
}
