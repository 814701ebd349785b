import { type Kysely, type SqlBool, sql } from "kysely";
import type { DigestTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

/** Names the partial index to SQLite. */
const scheduled = sql<SqlBool>`subscriptions.schedule <> 'immediate'`;

/** The last digest of a subscription is still on its way: few rows of a place are unsettled, so that they are looked at. */
const onItsWay = sql<SqlBool>`exists (
  select 1 from outbox
  where outbox.settled_at is null and outbox.place = subscriptions.place and outbox.class = 'digest'
    and outbox.key like 'digest:' || subscriptions.id || ':%')`;

export function digestTable(db: Kysely<Schema>): DigestTable {
  return {
    schedules: () =>
      db
        .selectFrom("subscriptions")
        .select(({ fn }) => [
          "schedule",
          fn.min("lastWindow").as("oldest"),
          fn.max("lastWindow").as("newest"),
        ])
        .where(scheduled)
        .groupBy("schedule")
        .execute(),
    due: (schedule, window, after, limit) =>
      db
        .selectFrom("subscriptions")
        .innerJoin("places", "places.id", "subscriptions.place")
        .select([
          "subscriptions.id",
          "subscriptions.place",
          "subscriptions.filter",
          "subscriptions.notify",
          "subscriptions.covered",
        ])
        .where(scheduled)
        .where("subscriptions.schedule", "=", schedule)
        .where("subscriptions.lastWindow", "<", window)
        .where("subscriptions.id", ">", after)
        .where("places.state", "=", "active")
        .where(({ not }) => not(onItsWay))
        .orderBy("subscriptions.id")
        .limit(limit)
        .execute(),
    async cover(subscriptions, window, covered) {
      for (const batch of batches(subscriptions, 1)) {
        await db
          .updateTable("subscriptions")
          .set({
            lastWindow: window,
            covered: sql<number>`case when covered > ${covered} then covered else ${covered} end`,
          })
          .where("id", "in", batch)
          .execute();
      }
    },
    async rewind(now) {
      await db
        .updateTable("subscriptions")
        .set({ lastWindow: now })
        .where(scheduled)
        .where("lastWindow", ">", now)
        .execute();
    },
  };
}
