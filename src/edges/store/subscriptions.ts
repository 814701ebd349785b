import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { NewSubscription, SubscriptionTable } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function subscriptionTable(db: Kysely<Schema>): SubscriptionTable {
  const select = () => db.selectFrom("subscriptions").selectAll().orderBy("id");
  return {
    all: () => select().execute(),
    get: async (id) => (await select().where("id", "=", id).executeTakeFirst()) ?? null,
    ofPlace: (place) => select().where("place", "=", place).execute(),
    async places() {
      const rows = await db.selectFrom("subscriptions").select("place").distinct().execute();
      return new Set(rows.map(({ place }) => place));
    },
    async begin(subscription) {
      const [row] = await numbered(db, [subscription]);
      if (row === undefined) throw new Error("A subscription was to begin, and none did.");
      const begun = await db.insertInto("subscriptions").values(row).returningAll().executeTakeFirstOrThrow();
      await noteNumbers(db, [row]);
      return begun;
    },
    async beginAll(subscriptions) {
      for (const batch of batches(subscriptions, 11)) {
        const rows = await numbered(db, batch);
        await db.insertInto("subscriptions").values(rows).execute();
        await noteNumbers(db, rows);
      }
    },
    async setNotify(ids, notify) {
      for (const batch of batches(ids, 1)) {
        await db.updateTable("subscriptions").set({ notify }).where("id", "in", batch).execute();
      }
    },
    async setShown(id, shown) {
      await db.updateTable("subscriptions").set({ shown }).where("id", "=", id).execute();
    },
    nextNumber: async (place) => ((await lastNumbers(db, [place])).get(place) ?? 0) + 1,
    async end(id) {
      await db.deleteFrom("subscriptions").where("id", "=", id).execute();
    },
  };
}

/** The highest number that each of these places ever gave. */
async function lastNumbers(db: Kysely<Schema>, places: readonly PlaceId[]): Promise<Map<PlaceId, number>> {
  const last = await db
    .selectFrom("places")
    .select(["id", "numbered"])
    .where("id", "in", [...new Set(places)])
    .execute();
  return new Map(last.map(({ id, numbered }) => [id, numbered]));
}

/** Gives each subscription the next number of its place, in their order. */
async function numbered(db: Kysely<Schema>, begun: readonly NewSubscription[]) {
  const last = await lastNumbers(
    db,
    begun.map(({ place }) => place),
  );
  return begun.map((one) => {
    const number = one.number ?? (last.get(one.place) ?? 0) + 1;
    last.set(one.place, Math.max(number, last.get(one.place) ?? 0));
    // What is there when it begins is no news to its digests.
    const covered = one.covered ?? sql<number>`(select coalesce(max(number), 0) from changes)`;
    const said = { number, shown: one.shown ?? one.filter, cause: one.cause ?? null };
    return { ...one, ...said, covered, lastWindow: one.lastWindow ?? one.since };
  });
}

/** A number that was given is not given again, also when its subscription ends. */
async function noteNumbers(db: Kysely<Schema>, rows: readonly { readonly place: PlaceId }[]): Promise<void> {
  const places = [...new Set(rows.map(({ place }) => place))];
  const highest = (place: ExpressionBuilder<Schema, "places">) =>
    place
      .selectFrom("subscriptions")
      .select(({ fn }) => fn.max<number>("number").as("highest"))
      .whereRef("subscriptions.place", "=", "places.id");
  await db
    .updateTable("places")
    .set((place) => ({ numbered: highest(place) }))
    .where("id", "in", places)
    .where((place) => place("numbered", "<", highest(place)))
    .execute();
}
