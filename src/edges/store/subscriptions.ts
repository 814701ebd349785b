import type { Kysely } from "kysely";
import type { SubscriptionTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function subscriptionTable(db: Kysely<Schema>): SubscriptionTable {
  const select = () => db.selectFrom("subscriptions").selectAll().orderBy("id");
  return {
    all: () => select().execute(),
    ofPlace: (place) => select().where("place", "=", place).execute(),
    begin: (subscription) =>
      db.insertInto("subscriptions").values(subscription).returningAll().executeTakeFirstOrThrow(),
    async beginAll(subscriptions) {
      for (const batch of batches(subscriptions, 7)) {
        await db.insertInto("subscriptions").values(batch).execute();
      }
    },
    async setNotify(ids, notify) {
      for (const batch of batches(ids, 1)) {
        await db.updateTable("subscriptions").set({ notify }).where("id", "in", batch).execute();
      }
    },
    async end(id) {
      await db.deleteFrom("subscriptions").where("id", "=", id).execute();
    },
  };
}
