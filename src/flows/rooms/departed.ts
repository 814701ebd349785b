import {
  type Homeserver,
  HomeserverError,
  type LeftRoom,
  type Store,
  type Transaction,
} from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { applyDeparture } from "../../rooms/roomState.ts";
import { updatePlace } from "./place.ts";

/** We are out of a room, whoever did it: nothing flows there any more. */
export async function departed(
  tx: Pick<Transaction, "rooms" | "places" | "readers" | "directWishes">,
  left: LeftRoom,
  me: UserId,
): Promise<void> {
  const before = await tx.rooms.get(left.room);
  if (!before) return;
  await tx.rooms.save(applyDeparture(before, left));
  await tx.readers.forget(left.room);
  await updatePlace(tx, left.room, me);
}

export interface DepartureParts {
  readonly store: Pick<Store, "write">;
  readonly homeserver: Pick<Homeserver, "user" | "membership" | "joinedRooms">;
  /** A room is not ours any more, which sync never said. */
  readonly onDeparture?: () => void;
}

/**
 * Whether we are still in a room that refuses us, though sync has said nothing: of a room that the homeserver's
 * administrators removed whole, it never does. Where the room does not say that we are, all our rooms are asked for: what
 * refuses one, such as a proxy, would refuse a question about it. Where we are not, that is noted. False, too, where nobody
 * says: nothing is concluded then.
 */
export async function isStillIn(
  room: RoomId,
  { store, homeserver, onDeparture }: DepartureParts,
): Promise<boolean> {
  try {
    if (await saysThatWeAreIn(room, homeserver)) return true;
    if ((await homeserver.joinedRooms()).includes(room)) return true;
  } catch (error) {
    if (error instanceof HomeserverError) return false;
    throw error;
  }
  const left = { room, membership: "leave", by: null, reason: null } as const;
  await store.write((tx) => departed(tx, left, homeserver.user));
  onDeparture?.();
  return false;
}

async function saysThatWeAreIn(room: RoomId, homeserver: DepartureParts["homeserver"]): Promise<boolean> {
  try {
    return (await homeserver.membership(room, homeserver.user)) === "join";
  } catch (error) {
    if (error instanceof HomeserverError && error.concern === "room") return false;
    throw error;
  }
}
