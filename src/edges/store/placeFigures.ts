import { type Kysely, type SqlBool, sql } from "kysely";
import { COPY_KEY } from "../../delivery/merge.ts";
import type { PlaceFigures } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Schema } from "./schema.ts";

const announced = sql<SqlBool>`state = 'sent' and class in ('announcement', 'digest')`;

export async function placeFigures(db: Kysely<Schema>, place: PlaceId): Promise<PlaceFigures> {
  const said = await db
    .selectFrom("outbox")
    .select(({ fn }) => [fn.countAll<number>().as("announced"), fn.max("settledAt").as("lastAnnounced")])
    .where("place", "=", place)
    .where(announced)
    // What somebody asked to hear once more was announced before, or elsewhere.
    .where("key", "not like", `${COPY_KEY}%`)
    .executeTakeFirstOrThrow();
  const waiting = await db
    .selectFrom("outbox")
    .select(({ fn }) => [fn.countAll<number>().as("waiting"), fn.min("createdAt").as("waitingSince")])
    .where("place", "=", place)
    .where("settledAt", "is", null)
    .where("class", "!=", "reply")
    .executeTakeFirstOrThrow();
  return { ...said, ...waiting };
}
