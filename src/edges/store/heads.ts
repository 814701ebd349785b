import { type Kysely, type RawBuilder, type Selectable, type SqlBool, sql } from "kysely";
import type { DeliveryClass, Head } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { outboxRowOf } from "./outboxRow.ts";
import { placeOf } from "./place.ts";
import { roomOf } from "./rooms.ts";
import type { Schema } from "./schema.ts";

/** Replies go first (DESIGN §7.5). */
const ORDER: readonly DeliveryClass[] = ["reply", "announcement", "edit", "notice"];

/** Announcements, edits and welcomes flow in active places only; a reply has its own room. */
const flows: RawBuilder<SqlBool> = sql`(row.class = 'reply' or place.state = 'active')`;

/** An edit has an event to point to, and one that people still see; once attempted it has to be settled anyway. */
function ready(row: "row" | "before"): RawBuilder<SqlBool> {
  const of = sql.raw(row);
  return sql`(${of}.class <> 'edit' or ${of}.state = 'attempted' or exists (
    select 1 from outbox original
    where original.id = ${of}.edits and original.event is not null and original.redacted = 0))`;
}

/**
 * A row is the head of its place and class when none of them is under way before it, and none that could go is older.
 * `settled_at is null` names the partial indexes to SQLite.
 */
const first: RawBuilder<SqlBool> = sql`(
  not exists (
    select 1 from outbox attempted
    where attempted.state = 'attempted' and attempted.place = row.place and attempted.class = row.class
      and attempted.id <> row.id and (row.state = 'queued' or attempted.id < row.id))
  and (row.state = 'attempted' or not exists (
    select 1 from outbox before
    where before.settled_at is null and before.place = row.place and before.class = row.class
      and before.id < row.id and ${ready("before")})))`;

function heads(db: Kysely<Schema>) {
  return db
    .selectFrom("outbox as row")
    .innerJoin("places as place", "place.id", "row.place")
    .where("row.settled_at", "is", null)
    .where(flows)
    .where(ready("row"))
    .where(first);
}

/** Walks the line of each class in the order of ids and stops at `limit`: what is settled is never looked at. */
export function headsOfClass(db: Kysely<Schema>, of: DeliveryClass, now: number, limit: number) {
  return heads(db)
    .selectAll("row")
    .where("row.class", "=", of)
    .where("row.next_attempt_at", "<=", now)
    .orderBy("row.id")
    .limit(limit);
}

export async function headsDue(db: Kysely<Schema>, now: number, limit: number): Promise<Head[]> {
  const rows: Selectable<Schema["outbox"]>[] = [];
  for (const of of ORDER) {
    if (rows.length >= limit) break;
    rows.push(...(await headsOfClass(db, of, now, limit - rows.length).execute()));
  }
  return await withSurroundings(db, rows);
}

export async function nextDue(db: Kysely<Schema>, now: number): Promise<number | null> {
  const next = await heads(db)
    .select("row.next_attempt_at as at")
    .where("row.next_attempt_at", ">", now)
    .orderBy("row.next_attempt_at")
    .limit(1)
    .executeTakeFirst();
  return next?.at ?? null;
}

async function withSurroundings(
  db: Kysely<Schema>,
  rows: readonly Selectable<Schema["outbox"]>[],
): Promise<Head[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ place }) => place))];
  const places = await db.selectFrom("places").selectAll().where("id", "in", ids).execute();
  const placeById = new Map(places.map((row) => [row.id, placeOf(row)]));
  const roomIds = [...rows.map(({ room }) => room), ...places.map(({ room }) => room)].filter(
    (room): room is RoomId => room !== null,
  );
  const rooms = await db.selectFrom("rooms").selectAll().where("id", "in", roomIds).execute();
  const roomById = new Map(rooms.map((row) => [row.id, roomOf(row)]));
  const gaps = await db.selectFrom("gaps").select("room").where("room", "in", roomIds).execute();
  const open = new Set(gaps.map(({ room }) => room));
  return rows.map((row) => {
    const place = placeById.get(row.place);
    if (!place) throw new Error(`Outbox row ${row.id} belongs to no place.`);
    const room = row.room ?? place.room;
    return {
      row: outboxRowOf(row),
      place,
      room: room === null ? null : (roomById.get(room) ?? null),
      gap: room !== null && open.has(room),
    };
  });
}
