import { type Kysely, sql } from "kysely";
import type { ReaderTable } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { preparedOne } from "./prepared.ts";
import { roomKey } from "./roomKeys.ts";
import type { RoomKey, Schema } from "./schema.ts";

const listOf = preparedOne((db, { id }: { id: RoomId }) =>
  db
    .selectFrom("readerLists")
    .innerJoin("rooms", "rooms.id", "readerLists.room")
    .select(["readerLists.room", "readerLists.known", "readerLists.changes", "readerLists.shares"])
    .where("rooms.roomId", "=", id),
);

export function readerTable(db: Kysely<Schema>): ReaderTable {
  const remove = async (room: RoomKey): Promise<void> => {
    await db.deleteFrom("readers").where("room", "=", room).execute();
  };
  const setKnown = async (room: RoomKey, known: boolean): Promise<void> => {
    await db
      .insertInto("readerLists")
      .values({ room, known, changes: 0, shares: 0 })
      .onConflict((conflict) => conflict.column("room").doUpdateSet({ known }))
      .execute();
  };
  return {
    async of(id) {
      const list = await listOf(db, { id });
      if (!list?.known) return null;
      return await db
        .selectFrom("readers")
        .select(["person", "invited"])
        .where("room", "=", list.room)
        .orderBy("person")
        .execute();
    },
    async follow(id, person, as) {
      const room = await roomKey(db, id);
      await db
        .insertInto("readerLists")
        .values({ room, known: false, changes: 1, shares: 0 })
        .onConflict((conflict) =>
          conflict.column("room").doUpdateSet({ changes: sql`reader_lists.changes + 1` }),
        )
        .execute();
      if (!(await listOf(db, { id }))?.known) return;
      if (as === null) {
        await db.deleteFrom("readers").where("room", "=", room).where("person", "=", person).execute();
        return;
      }
      const invited = as === "invite";
      await db
        .insertInto("readers")
        .values({ room, person, invited })
        .onConflict((conflict) => conflict.columns(["room", "person"]).doUpdateSet({ invited }))
        .execute();
    },
    changes: async (id) => (await listOf(db, { id }))?.changes ?? 0,
    async know(id, readers) {
      const room = await roomKey(db, id);
      await remove(room);
      for (const batch of batches(readers, 3))
        await db
          .insertInto("readers")
          .values(batch.map(({ person, invited }) => ({ room, person, invited })))
          .execute();
      await setKnown(room, true);
    },
    async forget(id) {
      const list = await listOf(db, { id });
      if (!list?.known) return;
      await remove(list.room);
      await setKnown(list.room, false);
    },
    shares: async (id) => (await listOf(db, { id }))?.shares ?? 0,
    async noteShare(id) {
      const room = await roomKey(db, id);
      await db.updateTable("readerLists").set({ shares: sql`shares + 1` }).where("room", "=", room).execute();
    },
  };
}
