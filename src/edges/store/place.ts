import type { Kysely, Updateable } from "kysely";
import type { PlaceId, RoomAlias, RoomId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
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
      "places.state",
      "places.reason",
      "places.configured",
    ]);
}

export async function findPlace(db: Kysely<Schema>, id: PlaceId): Promise<Place | null> {
  return (await places(db).where("places.id", "=", id).executeTakeFirst()) ?? null;
}

/** By any alias that leads to it, present or former. */
export async function placeOfAlias(db: Kysely<Schema>, alias: RoomAlias): Promise<Place | null> {
  const place = places(db)
    .innerJoin("placeAliases", "placeAliases.place", "places.id")
    .where("placeAliases.alias", "=", alias);
  return (await place.executeTakeFirst()) ?? null;
}

/** By any room that it has, or had before an upgrade. */
export async function placeOfRoom(db: Kysely<Schema>, room: RoomId): Promise<Place | null> {
  const place = places(db)
    .innerJoin("placeRooms", "placeRooms.place", "places.id")
    .innerJoin("rooms as former", "former.id", "placeRooms.room")
    .where("former.roomId", "=", room);
  return (await place.executeTakeFirst()) ?? null;
}

/** Rejects when there is no such place. What waits for it flows as its state says. */
export async function updatePlace(
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
