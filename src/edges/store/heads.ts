import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { LONGEST_WAIT } from "../../delivery/backoff.ts";
import type { DeliveryClass, NextRow, OutboxId, OutboxRow, WhichHeads } from "../../ports/index.ts";
import { outboxRows } from "./outboxRows.ts";
import { places } from "./place.ts";
import { prepared, preparedOne } from "./prepared.ts";
import { rooms, withKeys } from "./rooms.ts";
import type { Schema } from "./schema.ts";

/** Replies go first (docs/design.md §7.5). */
const ORDER: readonly DeliveryClass[] = ["reply", "announcement", "digest", "edit", "notice"];

/**
 * A row may go once it is meant to be said; an edit needs an event to point to, and one that people still see. Once
 * attempted it has to be settled anyway. In the terms of the tables: `row` is an alias of `outbox`.
 */
function ready(row: "outbox" | "before", now: number): RawBuilder<SqlBool> {
  const of = sql.raw(row);
  return sql`(${of}.state = 'attempted' or (${of}.not_before <= ${now} and (${of}.edits is null or exists (
    select 1 from outbox original
    where original.id = ${of}.edits and original.event is not null and not original.redacted))))`;
}

/**
 * A row is the head of its place and class when none of them is under way before it, and none that could go is older.
 * `settled_at is null` names the partial indexes to SQLite.
 */
function first(now: number): RawBuilder<SqlBool> {
  return sql`(
  not exists (
    select 1 from outbox attempted
    where attempted.state = 'attempted' and attempted.place = outbox.place and attempted.class = outbox.class
      and attempted.id <> outbox.id and (outbox.state = 'queued' or attempted.id < outbox.id))
  and (outbox.state = 'attempted' or not exists (
    select 1 from outbox before
    where before.settled_at is null and before.place = outbox.place and before.class = outbox.class
      and before.id < outbox.id and ${ready("before", now)})))`;
}

/** `reachable` names the indexes that leave out the rows of places which do not take messages. */
const unsettled = sql<SqlBool>`outbox.settled_at is null and outbox.reachable`;

/** What is put off for longer than anything ever is was put off by a clock that was wrong (docs/design.md §7.9). */
function due(now: number): RawBuilder<SqlBool> {
  return sql`(outbox.next_attempt_at <= ${now} or outbox.next_attempt_at > ${now} + ${sql.lit(LONGEST_WAIT)})`;
}

interface Line {
  readonly of: DeliveryClass;
  readonly now: number;
  readonly limit: number;
}

/** Walks the line of a class in the order of ids and stops at `limit`: what is settled is never looked at. */
export function headsOfClass(db: Kysely<Schema>, { of, now, limit }: Line) {
  return outboxRows(db)
    .where(unsettled)
    .where("outbox.class", "=", of)
    .where(due(now))
    .where(ready("outbox", now))
    .where(first(now))
    .orderBy("outbox.id")
    .limit(limit);
}

const line = prepared(headsOfClass);

export async function headsDue(
  db: Kysely<Schema>,
  now: number,
  limit: number,
  { except = new Set(), onlyReplies = false }: WhichHeads = {},
): Promise<NextRow[]> {
  const rows: OutboxRow[] = [];
  for (const of of onlyReplies ? ORDER.slice(0, 1) : ORDER) {
    const left = limit - rows.length;
    if (left <= 0) break;
    const found = await line(db, { of, now, limit: left + except.size });
    rows.push(...found.filter(({ id }) => !except.has(id)).slice(0, left));
  }
  return await withSurroundings(db, rows);
}

export async function nextDue(db: Kysely<Schema>, now: number): Promise<number | null> {
  const [retried, begun] = [await retry(db, { now }), await beginning(db, { now })];
  return retried === null || begun === null
    ? ((retried ?? begun)?.at ?? null)
    : Math.min(retried.at, begun.at);
}

/** In no order: for one by id SQLite would walk through every row that was ever sent. */
export function anyUnsettled(db: Kysely<Schema>, { limit }: { readonly limit: number }) {
  return db.selectFrom("outbox").select("id").where(unsettled).limit(limit);
}

const some = prepared(anyUnsettled);

/** Whether a row that is not settled, and whose place takes messages, is there beside these. */
export async function waitsBeside(db: Kysely<Schema>, except: ReadonlySet<OutboxId>): Promise<boolean> {
  return (await some(db, { limit: except.size + 1 })).some(({ id }) => !except.has(id));
}

const firstOfItsLine = preparedOne((db, { id, now }: { id: OutboxId; now: number }) =>
  db
    .selectFrom("outbox")
    .select("outbox.id")
    .where("outbox.id", "=", id)
    .where("outbox.state", "=", sql.lit("queued"))
    .where(unsettled)
    .where(ready("outbox", now))
    .where(first(now)),
);

export async function isFirst(db: Kysely<Schema>, id: OutboxId, now: number): Promise<boolean> {
  return (await firstOfItsLine(db, { id, now })) !== null;
}

const retry = preparedOne((db, { now }: { now: number }) =>
  db
    .selectFrom("outbox")
    .select("nextAttemptAt as at")
    .where(unsettled)
    .where("nextAttemptAt", ">", now)
    .where(ready("outbox", now))
    .where(first(now))
    .orderBy("nextAttemptAt")
    .limit(1),
);

const beginning = preparedOne((db, { now }: { now: number }) =>
  db
    .selectFrom("outbox")
    .select("notBefore as at")
    .where(unsettled)
    .where(sql<SqlBool>`not_before > 0`)
    .where("notBefore", ">", now)
    .orderBy("notBefore")
    .limit(1),
);

async function withSurroundings(db: Kysely<Schema>, rows: readonly OutboxRow[]): Promise<NextRow[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ place }) => place))];
  const placeById = new Map(
    (await places(db).where("places.id", "in", ids).execute()).map((place) => [place.id, place]),
  );
  const roomOf = ({ room, place }: OutboxRow) => room ?? placeById.get(place)?.room ?? null;
  const roomIds = [...new Set(rows.flatMap((row) => roomOf(row) ?? []))];
  const roomById = new Map(
    (await rooms(db).where("rooms.roomId", "in", roomIds).execute()).map((room) => [room.id, withKeys(room)]),
  );
  const gaps = await db
    .selectFrom("gaps")
    .innerJoin("rooms", "rooms.id", "gaps.room")
    .select(({ fn }) => [
      "rooms.roomId as room",
      fn.min("gaps.openedAt").as("since"),
      fn.max("gaps.openedAt").as("last"),
    ])
    .where("rooms.roomId", "in", roomIds)
    .groupBy("rooms.roomId")
    .execute();
  const open = new Map(gaps.map((gap) => [gap.room, gap]));
  return rows.map((row) => {
    const place = placeById.get(row.place);
    if (!place) throw new Error(`Outbox row ${row.id} belongs to no place.`);
    const room = roomOf(row);
    const gap = room === null ? undefined : open.get(room);
    return {
      row,
      place,
      room: room === null ? null : (roomById.get(room) ?? null),
      gap: gap?.since ?? null,
      lastGap: gap?.last ?? null,
    };
  });
}
