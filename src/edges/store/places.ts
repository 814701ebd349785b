import type { Kysely } from "kysely";
import type { PlaceTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import { mergePlaces } from "./mergePlaces.ts";
import { findPlace, placeNamed, placeOf, updatePlace } from "./place.ts";
import type { Schema } from "./schema.ts";

export function placeTable(db: Kysely<Schema>): PlaceTable {
  return {
    async all() {
      return (await db.selectFrom("places").selectAll().orderBy("id").execute()).map(placeOf);
    },
    get: (id) => findPlace(db, id),
    ofRoom: (room) => placeNamed(db, room),
    ofAlias: (alias) => placeNamed(db, alias),
    async mention(mentioned, now) {
      const alias = "alias" in mentioned ? mentioned.alias : null;
      const room = "room" in mentioned ? mentioned.room : null;
      const name = "alias" in mentioned ? mentioned.alias : mentioned.room;
      const known = await placeNamed(db, name);
      if (known) return known;
      const place = await db
        .insertInto("places")
        .values({ alias, room, state: "waiting", configured: 0, mentioned_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await db.insertInto("place_names").values({ name, place: place.id }).execute();
      return placeOf(place);
    },
    async settle(id, room) {
      const other = await placeNamed(db, room);
      if (other && other.id !== id) return await mergePlaces(db, id, other.id, room);
      if (!other) await db.insertInto("place_names").values({ name: room, place: id }).execute();
      return await updatePlace(db, id, { room });
    },
    async setState(id, state, reason) {
      await updatePlace(db, id, { state, reason });
    },
    async setConfigured(ids) {
      await db.updateTable("places").set({ configured: 0 }).where("configured", "=", 1).execute();
      for (const batch of batches(ids, 1)) {
        await db.updateTable("places").set({ configured: 1 }).where("id", "in", batch).execute();
      }
    },
  };
}
