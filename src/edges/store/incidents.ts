import type { Kysely } from "kysely";
import type { IncidentTable } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

export function incidentTable(db: Kysely<Schema>): IncidentTable {
  return {
    async add({ kind, about, cause, at }) {
      await db
        .insertInto("incidents")
        .values({ kind, about, cause, times: 1, since: at })
        .onConflict((conflict) =>
          conflict.columns(["kind", "about"]).doUpdateSet((row) => {
            const seen = row("incidents.seenAt", "is not", null);
            const again = row("incidents.times", "+", 1);
            return {
              cause,
              times: row.case().when(seen).then(1).else(again).end(),
              since: row.case().when(seen).then(at).else(row.ref("incidents.since")).end(),
              seenAt: null,
            };
          }),
        )
        .execute();
    },
    unseen: () =>
      db
        .selectFrom("incidents")
        .select(["kind", "about", "cause", "times", "since"])
        .where("seenAt", "is", null)
        .orderBy("since")
        .orderBy("kind")
        .orderBy("about")
        .execute(),
    async markSeen(at) {
      await db.updateTable("incidents").set({ seenAt: at }).where("seenAt", "is", null).execute();
    },
    async prune(before, limit) {
      const old = db.selectFrom("incidents").select("id").where("seenAt", "<", before).limit(limit);
      const { numDeletedRows } = await db.deleteFrom("incidents").where("id", "in", old).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
