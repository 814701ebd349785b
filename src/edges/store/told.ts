import { type Kysely, sql } from "kysely";
import type { OfferKey } from "../../offers/offer.ts";
import type { ToldRow, ToldTable } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function toldTable(db: Kysely<Schema>): ToldTable {
  return {
    async get(place, offer, opening) {
      const row = await db
        .selectFrom("told")
        .select(["state", "silent"])
        .where("place", "=", place)
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .executeTakeFirst();
      return row ?? null;
    },
    async ofOffer(offer, opening) {
      const rows = await db
        .selectFrom("told")
        .select(["place", "state"])
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .execute();
      return new Map(rows.map(({ place, state }) => [place, state]));
    },
    async among(offers, places) {
      const found: ToldRow[] = [];
      for (const some of batches(offers, 2)) {
        for (const there of batches(places, 2)) {
          const rows = db
            .selectFrom("told")
            .selectAll()
            .where("offer", "in", some)
            .where("place", "in", there);
          found.push(...(await rows.execute()));
        }
      }
      return found;
    },
    async set(rows) {
      for (const batch of batches(rows, 5)) {
        await db
          .insertInto("told")
          .values(
            batch.map(({ offer, opening, place, state, silent }) => ({
              offer,
              opening,
              place,
              state,
              silent,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(["offer", "opening", "place"]).doUpdateSet((row) => ({
              state: row.ref("excluded.state"),
              silent: row.ref("excluded.silent"),
            })),
          )
          .execute();
      }
    },
    async begin(offers, places) {
      let begun = 0n;
      for (const some of batches(offers, 2)) {
        for (const there of batches(places, 2)) begun += await beginIn(db, some, there);
      }
      return Number(begun);
    },
    async forgetSilent(offers, place) {
      for (const batch of batches(offers, 1)) {
        const present = db.selectFrom("offers").select(["key", "opening"]).where("key", "in", batch);
        await db
          .deleteFrom("told")
          .where("silent", "=", true)
          .where("place", "=", place)
          .where(({ refTuple, eb }) =>
            eb(refTuple("offer", "opening"), "in", present.$asTuple("key", "opening")),
          )
          .execute();
      }
    },
    async forget(rows) {
      const openings = Map.groupBy(rows, ({ offer, opening }) => JSON.stringify([offer, opening]));
      for (const same of openings.values()) {
        for (const batch of batches(same, 1)) {
          const [first] = batch;
          if (!first) continue;
          await db
            .deleteFrom("told")
            .where("offer", "=", first.offer)
            .where("opening", "=", first.opening)
            .where(
              "place",
              "in",
              batch.map(({ place }) => place),
            )
            .execute();
        }
      }
    },
  };
}

/** Every offer in every place, in one statement. */
async function beginIn(
  db: Kysely<Schema>,
  offers: readonly OfferKey[],
  places: readonly PlaceId[],
): Promise<bigint> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("told")
    .columns(["offer", "opening", "place", "state", "silent"])
    .expression((query) =>
      query
        .selectFrom(["offers", "places"])
        .select([
          "offers.key",
          "offers.opening",
          "places.id",
          sql.lit("told").as("state"),
          sql.lit(true).as("silent"),
        ])
        .where("offers.key", "in", offers)
        .where("places.id", "in", places),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows ?? 0n;
}
