import type { Kysely } from "kysely";
import type { PlaceTable } from "../../ports/index.ts";
import type { PlaceId, RoomId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import { batches } from "./columns.ts";
import { directRooms } from "./directRooms.ts";
import { mentionAll } from "./mention.ts";
import { mergePlaces } from "./mergePlaces.ts";
import { changePlace, findPlace, placeOfAlias, placeOfRoom, places } from "./place.ts";
import { roomKey } from "./roomKeys.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

export function placeTable(db: Kysely<Schema>): PlaceTable {
  return {
    all: () => places(db).orderBy("places.id").execute(),
    get: (id) => findPlace(db, id),
    ofRoom: (room) => placeOfRoom(db, room),
    ofAlias: (alias) => placeOfAlias(db, alias),
    directWith: (people) => directRooms(db, people),
    ofPerson: (person) => places(db).where("places.person", "=", person).orderBy("places.id").execute(),
    async makeFor(person, mentionedAt) {
      const { id } = await db
        .insertInto("places")
        .values({
          ...{ account: ACCOUNT, alias: null, room: null, person, mentionedAt },
          ...{ state: "waiting", reason: null, configured: false },
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const place = await findPlace(db, id);
      if (!place) throw new Error("A place that was made is not there.");
      return place;
    },
    async setPerson(id, person) {
      await changePlace(db, id, { person });
    },
    async vacate(id) {
      await db.deleteFrom("placeRooms").where("place", "=", id).execute();
      const nowhere = { room: null, person: null, state: "waiting", reason: null } as const;
      await changePlace(db, id, nowhere);
    },
    async mention(name, now) {
      const [id] = await mentionAll(db, [name], now);
      const place = id === undefined ? null : await findPlace(db, id);
      if (!place) throw new Error("A place that was mentioned is not there.");
      return place;
    },
    mentionAll: (names, now) => mentionAll(db, names, now),
    settle: (id, room) => settle(db, id, room),
    async moveTo(id, room) {
      await db.deleteFrom("placeRooms").where("place", "=", id).execute();
      return await settle(db, id, room);
    },
    async setState(id, state, reason) {
      await changePlace(db, id, { state, reason });
    },
    async setConfigured(ids) {
      await db.updateTable("places").set({ configured: false }).where("configured", "=", true).execute();
      for (const batch of batches(ids, 1)) {
        await db.updateTable("places").set({ configured: true }).where("id", "in", batch).execute();
      }
    },
  };
}

async function settle(db: Kysely<Schema>, id: PlaceId, roomId: RoomId): Promise<Place> {
  const room = await roomKey(db, roomId);
  const other = await db.selectFrom("placeRooms").select("place").where("room", "=", room).executeTakeFirst();
  if (other && other.place !== id) return await mergePlaces(db, id, other.place, room);
  if (!other) await db.insertInto("placeRooms").values({ room, place: id }).execute();
  return await changePlace(db, id, { room });
}
