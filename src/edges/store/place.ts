import type { Kysely, Updateable } from "kysely";
import type { PlaceId, RoomAlias, RoomId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import { preparedOne } from "./prepared.ts";
import type { Schema } from "./schema.ts";

/** Places, with the room ids that they have. */
export function places(db: Kysely<Schema>) {
  return db
    .selectFrom("places")
    .leftJoin("rooms", "rooms.id", "places.room")
    .select([
      "places.id",
      "places.alias",
      "rooms.roomId as room",
      "places.person",
      "places.state",
      "places.reason",
      "places.configured",
    ]);
}

const byId = preparedOne((db, { id }: { id: PlaceId }) => places(db).where("places.id", "=", id));

export function findPlace(db: Kysely<Schema>, id: PlaceId): Promise<Place | null> {
  return byId(db, { id });
}

const byAlias = preparedOne((db, { alias }: { alias: RoomAlias }) =>
  places(db)
    .innerJoin("placeAliases", "placeAliases.place", "places.id")
    .where("placeAliases.alias", "=", alias),
);

/** By any alias that leads to it, present or former. */
export function placeOfAlias(db: Kysely<Schema>, alias: RoomAlias): Promise<Place | null> {
  return byAlias(db, { alias });
}

const byRoom = preparedOne((db, { room }: { room: RoomId }) =>
  places(db)
    .innerJoin("placeRooms", "placeRooms.place", "places.id")
    .innerJoin("rooms as former", "former.id", "placeRooms.room")
    .where("former.roomId", "=", room),
);

/** By any room that it has, or had before an upgrade. */
export function placeOfRoom(db: Kysely<Schema>, room: RoomId): Promise<Place | null> {
  return byRoom(db, { room });
}

/** Rejects when there is no such place. What waits for it flows as its state says. */
export async function changePlace(
  db: Kysely<Schema>,
  id: PlaceId,
  change: Updateable<Schema["places"]>,
): Promise<Place> {
  await db.updateTable("places").set(change).where("id", "=", id).execute();
  const place = await findPlace(db, id);
  if (!place) throw new Error(`There is no place ${id}.`);
  if (change.state === undefined) return place;
  await db
    .updateTable("outbox")
    .set({ reachable: place.state === "active" })
    .where("place", "=", id)
    .where("settledAt", "is", null)
    .where("class", "!=", "reply")
    .execute();
  return place;
}
