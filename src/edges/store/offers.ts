import type { Kysely, Selectable } from "kysely";
import type { KnownOffer } from "../../offers/catalogue.ts";
import type { OfferTable } from "../../ports/index.ts";
import { batches, fromJson } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function offerTable(db: Kysely<Schema>): OfferTable {
  return {
    async all() {
      return (await db.selectFrom("offers").selectAll().orderBy("key").execute()).map(offerOf);
    },
    async get(key) {
      const row = await db.selectFrom("offers").selectAll().where("key", "=", key).executeTakeFirst();
      return row ? offerOf(row) : null;
    },
    async save(offers) {
      for (const batch of batches(offers, 10)) {
        await db
          .insertInto("offers")
          .values(batch.map(rowOf))
          .onConflict((conflict) =>
            conflict.column("key").doUpdateSet((row) => ({
              id: row.ref("excluded.id"),
              status: row.ref("excluded.status"),
              opening: row.ref("excluded.opening"),
              offer: row.ref("excluded.offer"),
              fingerprint: row.ref("excluded.fingerprint"),
              stood: row.ref("excluded.stood"),
              opened_at: row.ref("excluded.opened_at"),
              closed_at: row.ref("excluded.closed_at"),
              missing_since: row.ref("excluded.missing_since"),
            })),
          )
          .execute();
      }
    },
    async aliases() {
      const rows = await db.selectFrom("offer_aliases").selectAll().execute();
      return new Map(rows.map(({ id, offer }) => [id, offer]));
    },
    async alias(names) {
      for (const batch of batches(names, 2)) {
        await db
          .insertInto("offer_aliases")
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
        const rows = batch.map(({ id, fingerprint, since }) => ({ id, fingerprint, since }));
        await db.insertInto("newcomers").values(rows).execute();
      }
    },
  };
}

function rowOf(known: KnownOffer): Schema["offers"] {
  return {
    key: known.key,
    id: known.id,
    status: known.status,
    opening: known.opening,
    offer: JSON.stringify(known.offer),
    fingerprint: known.fingerprint,
    stood: known.stood,
    opened_at: known.openedAt,
    closed_at: known.closedAt,
    missing_since: known.missingSince,
  };
}

function offerOf(row: Selectable<Schema["offers"]>): KnownOffer {
  return {
    key: row.key,
    id: row.id,
    status: row.status,
    opening: row.opening,
    offer: fromJson(row.offer),
    fingerprint: row.fingerprint,
    stood: row.stood,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    missingSince: row.missing_since,
  };
}
