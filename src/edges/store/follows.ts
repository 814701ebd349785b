import type { Kysely } from "kysely";
import type { Follow, FollowTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function followTable(db: Kysely<Schema>): FollowTable {
  const standing = () =>
    db
      .selectFrom("follows")
      .select(["person", "offer", "cause", "at", "seen", "told"])
      .where("ended", "is", null)
      .orderBy("at")
      .orderBy("offer");
  const one = ({ person, offer }: Pick<Follow, "person" | "offer">) =>
    db.updateTable("follows").where("person", "=", person).where("offer", "=", offer);
  return {
    ofPerson: (person) => standing().where("person", "=", person).execute(),
    async ofOffers(offers) {
      if (offers === "all") return standing().execute();
      const found: Follow[] = [];
      for (const batch of batches(offers, 1))
        found.push(...(await standing().where("offer", "in", batch).execute()));
      return found;
    },
    async people() {
      const rows = await db
        .selectFrom("follows")
        .select("person")
        .distinct()
        .where("ended", "is", null)
        .execute();
      return rows.map(({ person }) => person);
    },
    async begin({ person, offer, ...begun }) {
      const row = { ...begun, ended: null, endedAt: null };
      await db
        .insertInto("follows")
        .values({ person, offer, ...row })
        .onConflict((conflict) => conflict.columns(["person", "offer"]).doUpdateSet(row))
        .execute();
    },
    async end(person, offer, ended, endedAt) {
      await one({ person, offer }).set({ ended, endedAt }).execute();
    },
    async takeBack(cause) {
      const begun = await db.deleteFrom("follows").where("cause", "=", cause).executeTakeFirst();
      const back = { ended: null, endedAt: null };
      const ended = await db.updateTable("follows").set(back).where("ended", "=", cause).executeTakeFirst();
      return begun.numDeletedRows + ended.numUpdatedRows > 0n;
    },
    async tell({ person, offer, seen, told }) {
      await one({ person, offer }).set({ seen, told }).execute();
    },
    async prune(before, limit) {
      // One row is named by two columns: all that a person ended before then goes at once.
      const old = db.selectFrom("follows").select("person").where("endedAt", "<", before).limit(limit);
      const { numDeletedRows } = await db
        .deleteFrom("follows")
        .where("endedAt", "<", before)
        .where("person", "in", old)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
