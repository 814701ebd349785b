import type { Kysely } from "kysely";
import type { AuditTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function auditTable(db: Kysely<Schema>): AuditTable {
  const standing = () =>
    db
      .selectFrom("audit")
      .select(["id", "place", "at", "person", "cause", "deed", "subscription"])
      .where("undone", "=", false);
  return {
    async add(entries) {
      for (const batch of batches(entries, 6)) await db.insertInto("audit").values(batch).execute();
    },
    ofCause: (cause) => standing().where("cause", "=", cause).orderBy("id").execute(),
    ofPlace: (place, limit) =>
      standing().where("place", "=", place).orderBy("id", "desc").limit(limit).execute(),
    async forget(place) {
      await db.deleteFrom("audit").where("place", "=", place).execute();
    },
    async takeBack(ids) {
      for (const batch of batches(ids, 1))
        await db.updateTable("audit").set({ undone: true }).where("id", "in", batch).execute();
    },
  };
}
