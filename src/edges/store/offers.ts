import { type Kysely, sql } from "kysely";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { completed } from "../../offers/completed.ts";
import type { OfferTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function offerTable(db: Kysely<Schema>): OfferTable {
  const open = () =>
    db
      .selectFrom("offers")
      .where("status", "<>", sql.lit("removed"))
      .where("stood", "=", sql.lit("open"))
      .orderBy("key");
  return {
    all: async () => (await db.selectFrom("offers").selectAll().orderBy("key").execute()).map(whole),
    open: async () => (await open().selectAll().execute()).map(whole),
    openKeys: async () => (await open().select("key").execute()).map(({ key }) => key),
    get: async (key) => {
      const row = await db.selectFrom("offers").selectAll().where("key", "=", key).executeTakeFirst();
      return row === undefined ? null : whole(row);
    },
    async save(offers) {
      for (const batch of batches(offers, 10)) {
        await db
          .insertInto("offers")
          .values(batch)
          .onConflict((conflict) =>
            conflict.column("key").doUpdateSet((row) => ({
              id: row.ref("excluded.id"),
              status: row.ref("excluded.status"),
              opening: row.ref("excluded.opening"),
              offer: row.ref("excluded.offer"),
              fingerprint: row.ref("excluded.fingerprint"),
              stood: row.ref("excluded.stood"),
              openedAt: row.ref("excluded.openedAt"),
              closedAt: row.ref("excluded.closedAt"),
              missingSince: row.ref("excluded.missingSince"),
            })),
          )
          .execute();
      }
      for (const batch of batches(offers, 1)) {
        await db
          .insertInto("unindexed")
          .values(batch.map(({ key }) => ({ offer: key })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async aliases() {
      const rows = await db.selectFrom("offerAliases").selectAll().execute();
      return new Map(rows.map(({ id, offer }) => [id, offer]));
    },
    async alias(names) {
      for (const batch of batches(names, 2)) {
        await db
          .insertInto("offerAliases")
          .values(batch.map(({ id, key }) => ({ id, offer: key })))
          .onConflict((conflict) =>
            conflict.column("id").doUpdateSet((row) => ({ offer: row.ref("excluded.offer") })),
          )
          .execute();
      }
    },
    newcomers: () => db.selectFrom("newcomers").selectAll().orderBy("id").execute(),
    async replaceNewcomers(newcomers) {
      await db.deleteFrom("newcomers").execute();
      for (const batch of batches(newcomers, 3)) {
        await db.insertInto("newcomers").values(batch).execute();
      }
    },
  };
}

function whole(row: KnownOffer): KnownOffer {
  const offer = completed(row.offer);
  return offer === row.offer ? row : { ...row, offer };
}
