import type { Kysely } from "kysely";
import type { OfferKey } from "../../offers/offer.ts";
import type { ToldTable } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { batches, flag } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function toldTable(db: Kysely<Schema>): ToldTable {
  return {
    async ofOffer(offer, opening) {
      const rows = await db
        .selectFrom("told")
        .select(["place", "state"])
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .execute();
      return new Map(rows.map(({ place, state }) => [place, state]));
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
              silent: flag(silent),
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
    async forget(rows) {
      const openings = new Map<string, { offer: OfferKey; opening: number; places: PlaceId[] }>();
      for (const { offer, opening, place } of rows) {
        const key = JSON.stringify([offer, opening]);
        const known = openings.get(key);
        if (known) known.places.push(place);
        else openings.set(key, { offer, opening, places: [place] });
      }
      for (const { offer, opening, places } of openings.values()) {
        for (const batch of batches(places, 1)) {
          await db
            .deleteFrom("told")
            .where("offer", "=", offer)
            .where("opening", "=", opening)
            .where("place", "in", batch)
            .execute();
        }
      }
    },
  };
}
