import { type Kysely, type SqlBool, sql } from "kysely";
import type { GivenUp, OutboxId, OutboxRow } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { outboxRows } from "./outboxRows.ts";
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

/** Those of which a word may still be said; the others of their place and class wait for the oldest. */
export function lost(db: Kysely<Schema>): Promise<OutboxRow[]> {
  return outboxRows(db)
    .where(unseen)
    .where("outbox.class", "in", ["announcement", "digest"])
    .orderBy("outbox.id")
    .execute();
}

export async function revive(db: Kysely<Schema>, ids: readonly OutboxId[], now: number): Promise<void> {
  for (const batch of batches(ids, 1)) {
    await db
      .updateTable("outbox")
      .set({
        state: sql`case when transaction_id is null then 'queued' else 'attempted' end`,
        settledAt: null,
        error: null,
        attempts: 0,
        nextAttemptAt: 0,
        // It waits from now on, and not since it was given up.
        notBefore: now,
        reachable: sql`(select state = 'active' from places where places.id = outbox.place)`,
      })
      .where("id", "in", batch)
      .where("state", "=", "dead")
      .execute();
  }
}
