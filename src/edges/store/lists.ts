import type { Kysely } from "kysely";
import type { ListTable, ShownList } from "../../ports/index.ts";
import type { EventId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { prepared, preparedOne } from "./prepared.ts";
import { roomKey } from "./roomKeys.ts";
import type { RoomKey, Schema } from "./schema.ts";

const adding = prepared((db, list: Omit<ShownList, "room"> & { readonly room: RoomKey }) =>
  db.insertInto("lists").values({
    room: list.room,
    person: list.person,
    reply: list.reply,
    offers: list.offers,
    shown: list.shown,
    exact: list.exact,
    closed: list.closed,
    thread: list.thread,
    at: list.at,
  }),
);

/** The newest first: a command that was edited has several lists, and the last one is what people see. */
const newest = (db: Kysely<Schema>) =>
  db
    .selectFrom("lists")
    .innerJoin("rooms", "rooms.id", "lists.room")
    .select([
      "rooms.roomId as room",
      "lists.person",
      "lists.reply",
      "lists.offers",
      "lists.shown",
      "lists.exact",
      "lists.closed",
      "lists.thread",
      "lists.at",
    ])
    .orderBy("lists.id", "desc")
    .limit(1);

const newestIn = (db: Kysely<Schema>, room: RoomId) => newest(db).where("rooms.roomId", "=", room);

const ofEvent = preparedOne((db, { event }: { event: EventId }) =>
  newest(db).innerJoin("outbox", "outbox.id", "lists.reply").where("outbox.event", "=", event),
);
const ofThread = preparedOne((db, { room, thread }: { room: RoomId; thread: EventId }) =>
  newestIn(db, room).where("lists.thread", "=", thread),
);
const lastOf = preparedOne((db, { room, person }: { room: RoomId; person: UserId }) =>
  newestIn(db, room).where("lists.person", "=", person),
);
const lastIn = preparedOne((db, { room }: { room: RoomId }) => newestIn(db, room));

export function listTable(db: Kysely<Schema>): ListTable {
  return {
    async add(list) {
      await adding(db, { ...list, room: await roomKey(db, list.room) });
    },
    ofEvent: async (event) => (await ofEvent(db, { event })) ?? (await announcedList(db, event)),
    ofThread: (room, thread) => ofThread(db, { room, thread }),
    lastOf: (room, person) => lastOf(db, { room, person }),
    lastIn: (room) => lastIn(db, { room }),
    async prune(before, limit) {
      const old = db.selectFrom("lists").select("id").where("at", "<", before).limit(limit);
      const { numDeletedRows } = await db.deleteFrom("lists").where("id", "in", old).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** An announcement of several offers, or a digest, as a list that was shown to nobody in particular: its person is the bot. */
async function announcedList(db: Kysely<Schema>, event: EventId): Promise<ShownList | null> {
  const message = await db
    .selectFrom("outbox")
    .innerJoin("rooms", "rooms.id", "outbox.room")
    .select(["outbox.id", "outbox.class", "rooms.roomId as room", "outbox.attemptedAt"])
    .where("event", "=", event)
    .where("class", "in", ["announcement", "digest"])
    .executeTakeFirst();
  if (!message) return null;
  const decisions = await db
    .selectFrom("decisions")
    .select("offer")
    .where("message", "=", message.id)
    .orderBy("position")
    .execute();
  // A digest numbers its only offer too.
  if (decisions.length < (message.class === "digest" ? 1 : 2)) return null;
  const bot = await db.selectFrom("accounts").select("userId").executeTakeFirst();
  return {
    room: message.room,
    person: bot?.userId ?? ("" as UserId),
    reply: message.id,
    offers: decisions.map(({ offer }) => offer),
    shown: decisions.length,
    exact: decisions.length,
    closed: false,
    thread: null,
    at: message.attemptedAt ?? 0,
  };
}
