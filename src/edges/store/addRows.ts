import { type Insertable, type Kysely, sql } from "kysely";
import type { NewOutboxRow, OutboxId } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { prepared } from "./prepared.ts";
import { roomKeys } from "./roomKeys.ts";
import type { RoomKey, Schema } from "./schema.ts";

/** Parameters of one row: as many as `columnsOf` gives values, and two for `reachable`. */
const COLUMNS = 21;

/** Queues rows: an id for each in its order, null for one whose key is there already. */
export async function addRows(
  db: Kysely<Schema>,
  rows: readonly NewOutboxRow[],
): Promise<(OutboxId | null)[]> {
  const rooms = await roomKeys(
    db,
    rows.flatMap(({ room }) => (room === undefined ? [] : [room])),
  );
  const ids = new Map<string, OutboxId>();
  for (const batch of batches(
    rows.map((row) => withDefaults(row, rooms)),
    COLUMNS,
  )) {
    const [only, ...others] = batch;
    const added = only && others.length === 0 ? await addingOne(db, only) : await adding(db, batch).execute();
    for (const { key, id } of added) ids.set(key, id);
  }
  return rows.map(({ key }) => ids.get(key) ?? null);
}

type Values = ReturnType<typeof withDefaults>;

function adding(db: Kysely<Schema>, rows: readonly Values[]) {
  return db
    .insertInto("outbox")
    .values(rows.map(columnsOf))
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning(["key", "id"]);
}

/** A reply, which is what is queued most often and somebody waits for. */
const addingOne = prepared((db, row: Values) => adding(db, [row]));

function withDefaults(row: NewOutboxRow, rooms: ReadonlyMap<RoomId, RoomKey>) {
  return {
    key: row.key,
    place: row.place,
    class: row.class,
    type: row.type ?? "m.room.message",
    edits: row.edits ?? null,
    revision: row.revision ?? 0,
    notify: row.notify,
    held: row.held ?? false,
    content: row.content ?? null,
    room: (row.room && rooms.get(row.room)) ?? null,
    notBefore: row.notBefore ?? 0,
    createdAt: row.createdAt,
  };
}

function columnsOf(row: Values) {
  return {
    key: row.key,
    place: row.place,
    class: row.class,
    state: "queued",
    type: row.type,
    edits: row.edits,
    revision: row.revision,
    notify: row.notify,
    held: row.held,
    // A reply has its own room, and does not wait for its place.
    reachable: sql<boolean>`${row.class} = 'reply' or (select state = 'active' from places where id = ${row.place})`,
    content: row.content,
    room: row.room,
    redacted: false,
    attempts: 0,
    notBefore: row.notBefore,
    // Due at once, whatever the clock of who looks (a scan of tomorrow is delivered today).
    nextAttemptAt: 0,
    createdAt: row.createdAt,
  } satisfies Record<string, unknown> as Insertable<Schema["outbox"]>;
}
