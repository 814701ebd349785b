import { type Kysely, sql } from "kysely";
import type { Command, CommandOutcome, GapHold, InboxTable } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { prepared, preparedOne } from "./prepared.ts";
import { roomKeys } from "./roomKeys.ts";
import type { RoomKey, Schema } from "./schema.ts";

const KNOWN = [
  "event",
  "rooms.roomId as room",
  "sender",
  "inReplyTo",
  "thread",
  "replaces",
  "sentAt",
  "receivedAt",
  "age",
] as const;

/** One command, which is what comes most often. */
const adding = prepared((db, command: Omit<Command, "room"> & { readonly room: RoomKey }) =>
  db
    .insertInto("inbox")
    .values({
      event: command.event,
      room: command.room,
      sender: command.sender,
      inReplyTo: command.inReplyTo,
      thread: command.thread,
      replaces: command.replaces,
      text: command.text,
      sentAt: command.sentAt,
      receivedAt: command.receivedAt,
      age: command.age,
    })
    .onConflict((conflict) => conflict.column("event").doNothing()),
);

/** Gaps hold back all commands of their room while they are young, and later on what is late anyway. */
const waiting = prepared((db, { limit, youngest, now, late }: GapHold & { limit: number }) =>
  db
    .selectFrom("inbox")
    .innerJoin("rooms", "rooms.id", "inbox.room")
    .select([...KNOWN, "text"])
    .where("outcome", "is", null)
    .where((row) =>
      row.or([
        row("inbox.room", "not in", row.selectFrom("gaps").select("gaps.room")),
        row.and([
          row(
            "inbox.room",
            "not in",
            row
              .selectFrom("gaps")
              .select("gaps.room")
              .where("gaps.openedAt", ">=", youngest)
              .where("gaps.openedAt", "<=", now),
          ),
          row(row("receivedAt", "-", row.ref("age")), ">=", late),
        ]),
      ]),
    )
    .orderBy("sentAt")
    .orderBy("inbox.id")
    .limit(limit),
);

const known = (db: Kysely<Schema>) =>
  db
    .selectFrom("inbox")
    .innerJoin("rooms", "rooms.id", "inbox.room")
    .select([...KNOWN, "outcome", "doneAt"]);

const ofEvent = preparedOne((db, { event }: { event: EventId }) => known(db).where("event", "=", event));

const settle = prepared(
  (db, { event, outcome, at }: { event: EventId; outcome: CommandOutcome; at: number }) =>
    db
      .updateTable("inbox")
      .set({ outcome, doneAt: at, text: sql.lit(null) })
      .where("event", "=", event)
      .where("outcome", "is", null)
      .returning("event"),
);

export function inboxTable(db: Kysely<Schema>): InboxTable {
  return {
    async add(commands) {
      const keys = await roomKeys(
        db,
        commands.map(({ room }) => room),
      );
      const rows = commands.flatMap((command) => {
        const room = keys.get(command.room);
        return room === undefined ? [] : [{ ...command, room }];
      });
      const [only, ...others] = rows;
      if (only && others.length === 0) {
        await adding(db, only);
        return;
      }
      for (const batch of batches(rows, 10)) {
        await db
          .insertInto("inbox")
          .values(batch)
          .onConflict((conflict) => conflict.column("event").doNothing())
          .execute();
      }
    },
    waiting: async (limit, hold) => (await waiting(db, { limit, ...hold })).map(withText),
    async done(event, outcome, at) {
      if ((await settle(db, { event, outcome, at })).length !== 1)
        throw new Error(`The command ${event} is not waiting: it cannot be done again.`);
    },
    outcomeOf: async (event) => (await ofEvent(db, { event }))?.outcome ?? null,
    get: (event) => ofEvent(db, { event }),
    about: (room, message) =>
      known(db)
        .where("rooms.roomId", "=", room)
        .where((row) => row.or([row("event", "=", message), row("replaces", "=", message)]))
        .execute(),
    async withdraw(event, at) {
      await db
        .updateTable("inbox")
        .set((row) => ({
          outcome: "withdrawn",
          text: null,
          doneAt: row.fn.coalesce("doneAt", row.val(at)),
        }))
        .where("event", "=", event)
        .execute();
    },
    async counts() {
      const rows = await db
        .selectFrom("inbox")
        .select((row) => ["outcome", row.fn.countAll<number>().as("rows")])
        .groupBy("outcome")
        .execute();
      return Object.fromEntries(rows.map(({ outcome, rows: count }) => [outcome ?? "waiting", count]));
    },
    async prune(before, limit) {
      const old = db.selectFrom("inbox").select("id").where("receivedAt", "<", before).limit(limit);
      const { numDeletedRows } = await db.deleteFrom("inbox").where("id", "in", old).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function withText(row: Omit<Command, "text"> & { text: string | null }): Command {
  if (row.text === null) throw new Error(`The text of command ${row.event} is erased already.`);
  return { ...row, text: row.text };
}
