import type { Kysely, Selectable } from "kysely";
import type { ListTable, ShownList } from "../../ports/index.ts";
import type { EventId, UserId } from "../../rooms/identifiers.ts";
import { flag, fromJson } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function listTable(db: Kysely<Schema>): ListTable {
  /** The newest first: a command that was edited has several lists, and the last one is what people see. */
  const newest = () => db.selectFrom("lists").selectAll("lists").orderBy("lists.id", "desc").limit(1);
  const listOrNull = (row: Selectable<Schema["lists"]> | undefined) => (row ? listOf(row) : null);
  return {
    async add({ room, person, reply, offers, shown, closed, thread, at }) {
      await db
        .insertInto("lists")
        .values({
          room,
          person,
          reply,
          offers: JSON.stringify(offers),
          shown,
          closed: flag(closed),
          thread,
          at,
        })
        .execute();
    },
    async ofEvent(event) {
      const row = await newest()
        .innerJoin("outbox", "outbox.id", "lists.reply")
        .where("outbox.event", "=", event)
        .executeTakeFirst();
      return row ? listOf(row) : await announcedList(db, event);
    },
    ofThread: async (room, thread) =>
      listOrNull(await newest().where("room", "=", room).where("thread", "=", thread).executeTakeFirst()),
    lastOf: async (room, person) =>
      listOrNull(await newest().where("room", "=", room).where("person", "=", person).executeTakeFirst()),
    lastIn: async (room) => listOrNull(await newest().where("room", "=", room).executeTakeFirst()),
    async prune(before) {
      await db.deleteFrom("lists").where("at", "<", before).execute();
    },
  };
}

/** An announcement of several offers, as a list that was shown to nobody in particular: its person is the bot. */
async function announcedList(db: Kysely<Schema>, event: EventId): Promise<ShownList | null> {
  const message = await db
    .selectFrom("outbox")
    .select(["id", "room", "attempted_at"])
    .where("event", "=", event)
    .where("class", "=", "announcement")
    .executeTakeFirst();
  if (!message?.room) return null;
  const decisions = await db
    .selectFrom("decisions")
    .select("offer")
    .where("message", "=", message.id)
    .orderBy("position")
    .execute();
  if (decisions.length < 2) return null;
  const session = await db.selectFrom("session").select("account").executeTakeFirst();
  return {
    room: message.room,
    person: session?.account ?? ("" as UserId),
    reply: message.id,
    offers: decisions.map(({ offer }) => offer),
    shown: decisions.length,
    closed: false,
    thread: null,
    at: message.attempted_at ?? 0,
  };
}

function listOf(row: Selectable<Schema["lists"]>): ShownList {
  return {
    room: row.room,
    person: row.person,
    reply: row.reply,
    offers: fromJson(row.offers),
    shown: row.shown,
    closed: row.closed === 1,
    thread: row.thread,
    at: row.at,
  };
}
