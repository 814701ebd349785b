import { type Kysely, sql } from "kysely";
import type { ChangeTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function changeTable(db: Kysely<Schema>): ChangeTable {
  return {
    async add(changes) {
      for (const batch of batches(changes, 4)) {
        const rows = batch.map(({ offer, opening, change, at }) => ({ offer, opening, change, at }));
        await db.insertInto("changes").values(rows).execute();
      }
    },
    after: (number) =>
      db.selectFrom("changes").selectAll().where("number", ">", number).orderBy("number").execute(),
    async prune(limit) {
      const covered = db
        .selectFrom("changes")
        .select("number")
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("subscriptions")
                .select("subscriptions.id")
                .where("schedule", "<>", sql.lit("immediate"))
                .whereRef("subscriptions.covered", "<", "changes.number"),
            ),
          ),
        )
        .orderBy("number")
        .limit(limit);
      const { numDeletedRows } = await db
        .deleteFrom("changes")
        .where("number", "in", covered)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
