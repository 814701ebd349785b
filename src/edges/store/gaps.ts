import type { Kysely } from "kysely";
import type { GapTable } from "../../ports/index.ts";
import { roomKey } from "./roomKeys.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

export function gapTable(db: Kysely<Schema>): GapTable {
  return {
    async open({ room, from, until, openedAt }) {
      await db
        .insertInto("gaps")
        .values({
          account: ACCOUNT,
          room: await roomKey(db, room),
          fromToken: from,
          untilToken: until,
          openedAt,
        })
        .execute();
    },
    all: () =>
      db
        .selectFrom("gaps")
        .innerJoin("rooms", "rooms.id", "gaps.room")
        .select(["gaps.id", "rooms.roomId as room", "fromToken as from", "untilToken as until", "openedAt"])
        .orderBy("gaps.id")
        .execute(),
    async advance(id, from) {
      await db.updateTable("gaps").set({ fromToken: from }).where("id", "=", id).execute();
    },
    async close(id) {
      await db.deleteFrom("gaps").where("id", "=", id).execute();
    },
  };
}
