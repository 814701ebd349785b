import type { Kysely } from "kysely";
import type { UnopenedTable } from "../../ports/index.ts";
import { roomKey } from "./roomKeys.ts";
import type { Schema } from "./schema.ts";

/** Keys that are looked for in one statement. */
const SESSIONS = 500;

export function unopenedTable(db: Kysely<Schema>): UnopenedTable {
  return {
    async add({ event, room, session, answerable, receivedAt }) {
      await db
        .insertInto("unopened")
        .values({
          event: event.id,
          room: await roomKey(db, room),
          session,
          content: event,
          answerable,
          lookedUp: false,
          receivedAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async waiting(sessions, limit) {
      let query = db
        .selectFrom("unopened")
        .innerJoin("rooms", "rooms.id", "unopened.room")
        .select([
          "unopened.content as event",
          "rooms.roomId as room",
          "unopened.session",
          "unopened.answerable",
          "unopened.lookedUp",
          "unopened.receivedAt",
        ])
        .orderBy("unopened.receivedAt")
        .limit(limit);
      if (sessions !== "all") {
        if (sessions.length === 0) return [];
        const names = sessions.slice(0, SESSIONS).map(({ session }) => session);
        query = query.where("unopened.session", "in", names);
      }
      return await query.execute();
    },
    async count() {
      return await db
        .selectFrom("unopened")
        .select(({ fn }) => [fn.countAll<number>().as("rows"), fn.min("receivedAt").as("since")])
        .executeTakeFirstOrThrow();
    },
    async remove(event) {
      await db.deleteFrom("unopened").where("event", "=", event).execute();
    },
    async noteLook(session) {
      await db.updateTable("unopened").set({ lookedUp: true }).where("session", "=", session).execute();
    },
  };
}
