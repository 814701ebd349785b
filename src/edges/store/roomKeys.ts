import type { Kysely } from "kysely";
import type { RoomId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { preparedOne } from "./prepared.ts";
import type { RoomKey, Schema } from "./schema.ts";

/** The numbers of rooms, given at the first mention of each. */
export async function roomKeys(db: Kysely<Schema>, rooms: readonly RoomId[]): Promise<Map<RoomId, RoomKey>> {
  const keys = new Map<RoomId, RoomKey>();
  const [first, ...others] = new Set(rooms);
  if (first === undefined) return keys;
  if (others.length === 0) return keys.set(first, await roomKey(db, first));
  for (const batch of batches([first, ...others], 1)) {
    const known = await db
      .selectFrom("rooms")
      .select(["id", "roomId"])
      .where("roomId", "in", batch)
      .execute();
    for (const { id, roomId } of known) keys.set(roomId, id);
    const unknown = batch.filter((roomId) => !keys.has(roomId)).map((roomId) => ({ roomId, via: null }));
    if (unknown.length === 0) continue;
    const added = await db.insertInto("rooms").values(unknown).returning(["id", "roomId"]).execute();
    for (const { id, roomId } of added) keys.set(roomId, id);
  }
  return keys;
}

const keyOf = preparedOne((db, { roomId }: { roomId: RoomId }) =>
  db.selectFrom("rooms").select("id").where("roomId", "=", roomId),
);

/** The number of one room, given at its first mention. */
export async function roomKey(db: Kysely<Schema>, roomId: RoomId): Promise<RoomKey> {
  const known = await keyOf(db, { roomId });
  if (known) return known.id;
  const { id } = await db
    .insertInto("rooms")
    .values({ roomId, via: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
