import type { Kysely, Selectable } from "kysely";
import type { Gap, GapTable } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

export function gapTable(db: Kysely<Schema>): GapTable {
  return {
    async open({ room, from, until, openedAt }) {
      await db
        .insertInto("gaps")
        .values({ room, from_token: from, until_token: until, opened_at: openedAt })
        .execute();
    },
    async all() {
      return (await db.selectFrom("gaps").selectAll().orderBy("id").execute()).map(gapOf);
    },
    async advance(id, from) {
      await db.updateTable("gaps").set({ from_token: from }).where("id", "=", id).execute();
    },
    async close(id) {
      await db.deleteFrom("gaps").where("id", "=", id).execute();
    },
  };
}

function gapOf(row: Selectable<Schema["gaps"]>): Gap {
  return {
    id: row.id,
    room: row.room,
    from: row.from_token,
    until: row.until_token,
    openedAt: row.opened_at,
  };
}
