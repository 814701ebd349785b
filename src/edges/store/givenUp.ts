import { type Kysely, type SqlBool, sql } from "kysely";
import type { GivenUp, OutboxId } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Schema } from "./schema.ts";

/** Names the partial index of what was given up and not seen. */
const unseen = sql<SqlBool>`outbox.state = 'dead' and outbox.seen_at is null`;

export async function givenUp(db: Kysely<Schema>, place?: PlaceId): Promise<GivenUp[]> {
  let query = db
    .selectFrom("outbox")
    .select((row) => [
      sql<string>`coalesce(outbox.error, '')`.as("cause"),
      row.fn.countAll<number>().as("rows"),
      row.fn.count<number>("outbox.place").distinct().as("places"),
      row.fn.min<OutboxId>("outbox.id").as("first"),
      sql<number>`min(outbox.settled_at)`.as("since"),
    ])
    .where(unseen)
    .groupBy("outbox.error")
    .orderBy("since");
  if (place !== undefined) query = query.where("outbox.place", "=", place);
  const found: GivenUp[] = [];
  for (const { first, ...cause } of await query.execute())
    found.push({ ...cause, example: await nameOf(db, first) });
  return found;
}

async function nameOf(db: Kysely<Schema>, row: OutboxId): Promise<string> {
  const where = await db
    .selectFrom("outbox")
    .innerJoin("places", "places.id", "outbox.place")
    .leftJoin("rooms", (join) =>
      join.on("rooms.id", "=", (on) => on.fn.coalesce("outbox.room", "places.room")),
    )
    .select(["places.id", "places.alias", "rooms.roomId"])
    .where("outbox.id", "=", row)
    .executeTakeFirstOrThrow();
  return where.alias ?? where.roomId ?? `n° ${where.id}`;
}

export async function isKnownLoss(db: Kysely<Schema>, id: OutboxId, cause: string): Promise<boolean> {
  const other = await db
    .selectFrom("outbox")
    .select("id")
    .where(unseen)
    .where("error", "=", cause)
    .where("id", "!=", id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

export async function markSeen(db: Kysely<Schema>, at: number, place?: PlaceId): Promise<void> {
  let seen = db.updateTable("outbox").set({ seenAt: at }).where(unseen);
  if (place !== undefined) seen = seen.where("place", "=", place);
  await seen.execute();
}
