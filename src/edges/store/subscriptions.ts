import type { Kysely, Selectable } from "kysely";
import type { SubscriptionTable } from "../../ports/index.ts";
import type { Subscription } from "../../rooms/subscription.ts";
import { flag } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function subscriptionTable(db: Kysely<Schema>): SubscriptionTable {
  const select = () => db.selectFrom("subscriptions").selectAll().orderBy("id");
  return {
    async all() {
      return (await select().execute()).map(subscriptionOf);
    },
    async ofPlace(place) {
      return (await select().where("place", "=", place).execute()).map(subscriptionOf);
    },
    async begin({ place, filter, schedule, origin, author, notify, since }) {
      const row = await db
        .insertInto("subscriptions")
        .values({ place, filter, schedule, origin, author, notify: flag(notify), since })
        .returningAll()
        .executeTakeFirstOrThrow();
      return subscriptionOf(row);
    },
    async setNotify(id, notify) {
      await db
        .updateTable("subscriptions")
        .set({ notify: flag(notify) })
        .where("id", "=", id)
        .execute();
    },
    async end(id) {
      await db.deleteFrom("subscriptions").where("id", "=", id).execute();
    },
  };
}

function subscriptionOf(row: Selectable<Schema["subscriptions"]>): Subscription {
  return { ...row, notify: row.notify === 1 };
}
