import type { Kysely } from "kysely";
import type { ParseTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function parseTable(db: Kysely<Schema>): ParseTable {
  return {
    all: () => db.selectFrom("parses").selectAll().execute(),
    async save(parses) {
      for (const batch of batches(parses, 5)) {
        await db
          .insertInto("parses")
          .values(batch)
          .onConflict((conflict) =>
            conflict.column("file").doUpdateSet((row) => ({
              content: row.ref("excluded.content"),
              seen: row.ref("excluded.seen"),
              offer: row.ref("excluded.offer"),
              reading: row.ref("excluded.reading"),
            })),
          )
          .execute();
      }
    },
    async remove(files) {
      for (const batch of batches(files, 1)) {
        await db.deleteFrom("parses").where("file", "in", batch).execute();
      }
    },
  };
}
