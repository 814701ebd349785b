import { type Kysely, type Selectable, sql } from "kysely";
import type { DeliveryState, OutboxTable } from "../../ports/index.ts";
import { batches, flag, fromJson } from "./columns.ts";
import { headsDue, nextDue } from "./heads.ts";
import { outboxRowOf } from "./outboxRow.ts";
import { pruneReplies } from "./pruneReplies.ts";
import type { Schema } from "./schema.ts";
import { adopt, dead, drop, dropEdits, freeze, retry, sent } from "./transitions.ts";

type Row = Selectable<Schema["outbox"]>;

export function outboxTable(db: Kysely<Schema>): OutboxTable {
  const select = () => db.selectFrom("outbox").selectAll();
  const rowOrNull = (row: Row | undefined) => (row ? outboxRowOf(row) : null);
  return {
    async add(row) {
      const added = await db
        .insertInto("outbox")
        .values({
          key: row.key,
          place: row.place,
          class: row.class,
          state: "queued",
          edits: row.edits ?? null,
          revision: row.revision ?? 0,
          notify: flag(row.notify),
          held: flag(row.held ?? false),
          content: row.content ? JSON.stringify(row.content) : null,
          room: row.room ?? null,
          redacted: 0,
          attempts: 0,
          // Due at once, whatever the clock of who looks (a scan of tomorrow is delivered today).
          next_attempt_at: 0,
          created_at: row.createdAt,
        })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .returning("id")
        .executeTakeFirst();
      return added?.id ?? null;
    },
    get: async (id) => rowOrNull(await select().where("id", "=", id).executeTakeFirst()),
    byKey: async (key) => rowOrNull(await select().where("key", "=", key).executeTakeFirst()),
    byTransaction: async (transactionId) =>
      rowOrNull(await select().where("transaction_id", "=", transactionId).executeTakeFirst()),
    byEvent: async (event) => rowOrNull(await select().where("event", "=", event).executeTakeFirst()),
    heads: (now, limit) => headsDue(db, now, limit),
    nextDue: (now) => nextDue(db, now),
    async waiting(place) {
      const rows = await select()
        .where("settled_at", "is", null)
        .where("place", "=", place)
        .where("class", "=", "announcement")
        .where("state", "=", "queued")
        .orderBy("id")
        .execute();
      return rows.map(outboxRowOf);
    },
    waitingEdit: async (message) =>
      rowOrNull(
        await select().where("edits", "=", message).where("state", "=", sql.lit("queued")).executeTakeFirst(),
      ),
    async lastRevision(message) {
      const row = await db
        .selectFrom("outbox")
        .select((of) => of.fn.max("revision").as("last"))
        .where("edits", "=", message)
        .executeTakeFirst();
      return row?.last ?? 0;
    },
    async shownContent(message) {
      const edit = await db
        .selectFrom("outbox")
        .select("content")
        .where("edits", "=", message)
        .where("state", "=", "sent")
        .where("redacted", "=", 0)
        .orderBy("revision", "desc")
        .limit(1)
        .executeTakeFirst();
      const original = await select().where("id", "=", message).executeTakeFirst();
      if (original?.state !== "sent" || original.redacted === 1) return null;
      const content = edit?.content ?? original.content;
      return content === null ? null : fromJson(content);
    },
    async setContent(id, content) {
      await db
        .updateTable("outbox")
        .set({ content: JSON.stringify(content) })
        .where("id", "=", id)
        .where("state", "=", "queued")
        .execute();
    },
    async setNotify(id, notify) {
      const change = { notify: flag(notify) };
      await db.updateTable("outbox").set(change).where("id", "=", id).where("state", "=", "queued").execute();
    },
    freeze: (id, frozen) => freeze(db, id, frozen),
    retry: (id, next, error) => retry(db, id, next, error),
    adopt: (id, device, at, room) => adopt(db, id, device, at, room),
    sent: (id, event, at) => sent(db, id, event, at),
    async drop(ids, reason, at) {
      for (const batch of batches(ids, 1)) await drop(db, batch, reason, at);
    },
    dead: (id, error, at) => dead(db, id, error, at),
    async release(place) {
      await db
        .updateTable("outbox")
        .set({ held: 0 })
        .where("place", "=", place)
        .where("settled_at", "is", null)
        .execute();
    },
    async redacted(event, at) {
      const message = await db
        .updateTable("outbox")
        .set({ redacted: 1 })
        .where("event", "=", event)
        .returning("id")
        .executeTakeFirst();
      if (message) await dropEdits(db, message.id, "the message was redacted", at);
    },
    pruneReplies: (before) => pruneReplies(db, before),
    async counts(place) {
      let query = db
        .selectFrom("outbox")
        .select((row) => ["state", row.fn.countAll<number>().as("rows")])
        .groupBy("state");
      if (place !== undefined) query = query.where("place", "=", place);
      const counts: Record<DeliveryState, number> = { queued: 0, attempted: 0, sent: 0, dropped: 0, dead: 0 };
      for (const { state, rows } of await query.execute()) counts[state] = rows;
      return counts;
    },
  };
}
