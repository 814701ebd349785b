import type { Kysely } from "kysely";
import type { IndexSnapshotTable } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

/** The only row. */
const ID = 1;

export function indexSnapshotTable(db: Kysely<Schema>): IndexSnapshotTable {
  return {
    async get(version) {
      const row = await db
        .selectFrom("indexSnapshot")
        .select("content")
        .where("version", "=", version)
        .executeTakeFirst();
      if (!row) return null;
      const changed = await db.selectFrom("unindexed").select("offer").execute();
      return { content: row.content, changed: new Set(changed.map(({ offer }) => offer)) };
    },
    async save(version, content) {
      await db
        .insertInto("indexSnapshot")
        .values({ id: ID, version, content })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ version, content }))
        .execute();
      await db.deleteFrom("unindexed").execute();
    },
  };
}
