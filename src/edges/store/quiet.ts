import type { Kysely } from "kysely";
import type { QuietTable } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { preparedOne } from "./prepared.ts";
import type { Schema } from "./schema.ts";

const COLUMNS = ["place", "configured", "hours", "pausedFrom", "pausedUntil", "person", "at"] as const;

const ofPlace = preparedOne((db, { place }: { place: PlaceId }) =>
  db.selectFrom("quiet").select(COLUMNS).where("place", "=", place),
);

const NOTHING = { hours: null, pausedFrom: null, pausedUntil: null, person: null, at: null } as const;

export function quietTable(db: Kysely<Schema>): QuietTable {
  const whole = (place: PlaceId) =>
    db.selectFrom("quiet").selectAll().where("place", "=", place).executeTakeFirst();
  return {
    get: (place) => ofPlace(db, { place }),
    all: () => db.selectFrom("quiet").select(COLUMNS).orderBy("place").execute(),
    async setConfigured(hours) {
      await db.updateTable("quiet").set({ configured: null }).where("configured", "is not", null).execute();
      const rows = [...hours].map(([place, configured]) => ({ place, configured }));
      for (const batch of batches(rows, 2)) {
        await db
          .insertInto("quiet")
          .values(batch)
          .onConflict((conflict) =>
            conflict.column("place").doUpdateSet((row) => ({ configured: row.ref("excluded.configured") })),
          )
          .execute();
      }
    },
    async set(place, wish, cause) {
      const before = await whole(place);
      const { hours, pausedFrom, pausedUntil, person, at } = before ?? NOTHING;
      const change = { ...wish, cause, earlier: { hours, pausedFrom, pausedUntil, person, at } };
      await db
        .insertInto("quiet")
        .values({ place, ...change })
        .onConflict((conflict) => conflict.column("place").doUpdateSet(change))
        .execute();
    },
    async isAskedBy(cause) {
      const row = db.selectFrom("quiet").select("place").where("cause", "=", cause);
      return (await row.executeTakeFirst()) !== undefined;
    },
    async takeBack(place, cause) {
      const standing = await whole(place);
      if (!standing || standing.cause !== cause) return false;
      await db
        .updateTable("quiet")
        .set({ ...(standing.earlier ?? NOTHING), cause: null, earlier: null })
        .where("place", "=", place)
        .execute();
      return true;
    },
  };
}

/** Two places prove to be one room: what was asked for last counts. */
export async function mergeQuiet(db: Kysely<Schema>, older: PlaceId, younger: PlaceId): Promise<void> {
  const rows = await db.selectFrom("quiet").selectAll().where("place", "in", [older, younger]).execute();
  const young = rows.find(({ place }) => place === younger);
  if (!young) return;
  const old = rows.find(({ place }) => place === older);
  if (!old) {
    await db.updateTable("quiet").set({ place: older }).where("place", "=", younger).execute();
    return;
  }
  const { place: _, configured, ...asked } = (young.at ?? 0) > (old.at ?? 0) ? young : old;
  await db.deleteFrom("quiet").where("place", "=", younger).execute();
  await db
    .updateTable("quiet")
    .set({ ...asked, configured: old.configured ?? young.configured ?? configured })
    .where("place", "=", older)
    .execute();
}
