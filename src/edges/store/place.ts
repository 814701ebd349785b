import type { Kysely, Selectable, Updateable } from "kysely";
import type { PlaceId, RoomAlias, RoomId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Schema } from "./schema.ts";

export function placeOf(row: Selectable<Schema["places"]>): Place {
  const { id, alias, room, state, reason, configured } = row;
  return { id, alias, room, state, reason, configured: configured === 1 };
}

export async function findPlace(db: Kysely<Schema>, id: PlaceId): Promise<Place | null> {
  const row = await db.selectFrom("places").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? placeOf(row) : null;
}

/** By any name that leads to it, present or former. */
export async function placeNamed(db: Kysely<Schema>, name: RoomAlias | RoomId): Promise<Place | null> {
  const row = await db
    .selectFrom("place_names")
    .innerJoin("places", "places.id", "place_names.place")
    .selectAll("places")
    .where("place_names.name", "=", name)
    .executeTakeFirst();
  return row ? placeOf(row) : null;
}

/** Rejects when there is no such place. */
export async function updatePlace(
  db: Kysely<Schema>,
  id: PlaceId,
  change: Updateable<Schema["places"]>,
): Promise<Place> {
  const row = await db
    .updateTable("places")
    .set(change)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Error(`There is no place ${id}.`);
  return placeOf(row);
}
