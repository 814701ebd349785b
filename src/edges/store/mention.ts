import type { Kysely } from "kysely";
import type { PlaceMention } from "../../ports/index.ts";
import type { PlaceId, RoomAlias, RoomId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { roomKeys } from "./roomKeys.ts";
import { ACCOUNT, type RoomKey, type Schema } from "./schema.ts";

/** The places that names lead to, made in state `waiting` where there are none: one for each name, in their order. */
export async function mentionAll(
  db: Kysely<Schema>,
  names: readonly PlaceMention[],
  now: number,
): Promise<PlaceId[]> {
  const byAlias = await ofAliases(
    db,
    [...new Set(names.flatMap((name) => ("alias" in name ? [name.alias] : [])))],
    now,
  );
  const byRoom = await ofRooms(
    db,
    [...new Set(names.flatMap((name) => ("room" in name ? [name.room] : [])))],
    now,
  );
  return names.map((name) => {
    const place = "alias" in name ? byAlias.get(name.alias) : byRoom.get(name.room);
    if (place === undefined) throw new Error("A name that was mentioned leads nowhere.");
    return place;
  });
}

async function ofAliases(
  db: Kysely<Schema>,
  aliases: readonly RoomAlias[],
  now: number,
): Promise<Map<RoomAlias, PlaceId>> {
  const places = new Map<RoomAlias, PlaceId>();
  for (const batch of batches(aliases, 5)) {
    const known = await db.selectFrom("placeAliases").selectAll().where("alias", "in", batch).execute();
    for (const { alias, place } of known) places.set(alias, place);
    const added = await addPlaces(
      db,
      batch.filter((alias) => !places.has(alias)).map((alias) => ({ alias, room: null })),
      now,
    );
    const named = added.flatMap(({ id, alias }) => (alias === null ? [] : [{ alias, place: id }]));
    if (named.length > 0) await db.insertInto("placeAliases").values(named).execute();
    for (const { alias, place } of named) places.set(alias, place);
  }
  return places;
}

async function ofRooms(
  db: Kysely<Schema>,
  rooms: readonly RoomId[],
  now: number,
): Promise<Map<RoomId, PlaceId>> {
  const keys = await roomKeys(db, rooms);
  const places = new Map<RoomKey, PlaceId>();
  for (const batch of batches([...keys.values()], 5)) {
    const known = await db.selectFrom("placeRooms").selectAll().where("room", "in", batch).execute();
    for (const { room, place } of known) places.set(room, place);
    const added = await addPlaces(
      db,
      batch.filter((room) => !places.has(room)).map((room) => ({ alias: null, room })),
      now,
    );
    const standing = added.flatMap(({ id, room }) => (room === null ? [] : [{ room, place: id }]));
    if (standing.length > 0) await db.insertInto("placeRooms").values(standing).execute();
    for (const { room, place } of standing) places.set(room, place);
  }
  return new Map(
    [...keys].flatMap(([room, key]) => {
      const place = places.get(key);
      return place === undefined ? [] : [[room, place] as const];
    }),
  );
}

async function addPlaces(
  db: Kysely<Schema>,
  names: readonly { alias: RoomAlias | null; room: RoomKey | null }[],
  mentionedAt: number,
): Promise<{ id: PlaceId; alias: RoomAlias | null; room: RoomKey | null }[]> {
  if (names.length === 0) return [];
  return await db
    .insertInto("places")
    .values(
      names.map((name) => ({
        ...name,
        account: ACCOUNT,
        state: "waiting",
        reason: null,
        configured: false,
        mentionedAt,
      })),
    )
    .returning(["id", "alias", "room"])
    .execute();
}
