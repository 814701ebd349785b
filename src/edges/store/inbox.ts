import type { Kysely, Selectable } from "kysely";
import type { Command, InboxTable } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function inboxTable(db: Kysely<Schema>): InboxTable {
  return {
    async add(commands) {
      for (const batch of batches(commands, 10)) {
        await db
          .insertInto("inbox")
          .values(batch.map(rowOf))
          .onConflict((conflict) => conflict.column("event").doNothing())
          .execute();
      }
    },
    async waiting(limit) {
      const rows = await db
        .selectFrom("inbox")
        .selectAll()
        .where("outcome", "is", null)
        .where("room", "not in", (query) => query.selectFrom("gaps").select("gaps.room"))
        .orderBy("sent_at")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(commandOf);
    },
    async done(event, outcome, at) {
      const { numUpdatedRows } = await db
        .updateTable("inbox")
        .set({ outcome, done_at: at, text: null })
        .where("event", "=", event)
        .where("outcome", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n)
        throw new Error(`The command ${event} is not waiting: it cannot be done again.`);
    },
    async outcomeOf(event) {
      const row = await db
        .selectFrom("inbox")
        .select("outcome")
        .where("event", "=", event)
        .executeTakeFirst();
      return row?.outcome ?? null;
    },
    async senderOf(event) {
      const row = await db.selectFrom("inbox").select("sender").where("event", "=", event).executeTakeFirst();
      return row?.sender ?? null;
    },
    async prune(before) {
      await db.deleteFrom("inbox").where("received_at", "<", before).execute();
    },
  };
}

function rowOf(command: Command) {
  return {
    event: command.event,
    room: command.room,
    sender: command.sender,
    text: command.text,
    in_reply_to: command.inReplyTo,
    thread: command.thread,
    replaces: command.replaces,
    sent_at: command.sentAt,
    received_at: command.receivedAt,
    age: command.age,
  };
}

function commandOf(row: Selectable<Schema["inbox"]>): Command {
  if (row.text === null) throw new Error(`The text of command ${row.event} is erased already.`);
  return {
    event: row.event,
    room: row.room,
    sender: row.sender,
    text: row.text,
    inReplyTo: row.in_reply_to,
    thread: row.thread,
    replaces: row.replaces,
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    age: row.age,
  };
}
