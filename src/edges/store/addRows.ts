import { type Insertable, type Kysely, sql } from "kysely";
import type { NewOutboxRow, OutboxId } from "../../ports/index.ts";
import type { PlaceId, RoomId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { roomKeys } from "./roomKeys.ts";
import type { RoomKey, Schema } from "./schema.ts";

/** Parameters of one row: as many as `columnsOf` gives values. */
const COLUMNS = 20;

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
  for (const batch of batches(rows, COLUMNS)) {
    const added = await db
      .insertInto("outbox")
      .values(batch.map((row) => columnsOf(row, rooms)))
      .onConflict((conflict) => conflict.column("key").doNothing())
      .returning(["key", "id"])
      .execute();
    for (const { key, id } of added) ids.set(key, id);
  }
  return rows.map(({ key }) => ids.get(key) ?? null);
}

function columnsOf(row: NewOutboxRow, rooms: ReadonlyMap<RoomId, RoomKey>) {
  return {
    key: row.key,
    place: row.place,
    class: row.class,
    state: "queued",
    type: row.type ?? "m.room.message",
    edits: row.edits ?? null,
    revision: row.revision ?? 0,
    notify: row.notify,
    held: row.held ?? false,
    // A reply has its own room, and does not wait for its place.
    reachable: row.class === "reply" ? true : flowing(row.place),
    content: row.content ?? null,
    room: (row.room && rooms.get(row.room)) ?? null,
    redacted: false,
    attempts: 0,
    notBefore: row.notBefore ?? 0,
    // Due at once, whatever the clock of who looks (a scan of tomorrow is delivered today).
    nextAttemptAt: 0,
    createdAt: row.createdAt,
  } satisfies Record<string, unknown> as Insertable<Schema["outbox"]>;
}

function flowing(place: PlaceId) {
  return sql<boolean>`(select state = 'active' from places where id = ${place})`;
}
