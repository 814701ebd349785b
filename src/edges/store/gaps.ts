import type { Kysely } from "kysely";
import type { GapTable } from "../../ports/index.ts";
import { prepared } from "./prepared.ts";
import { roomKey } from "./roomKeys.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

const all = prepared((db) =>
  db
    .selectFrom("gaps")
    .innerJoin("rooms", "rooms.id", "gaps.room")
    .select([
      "gaps.id",
      "rooms.roomId as room",
      "fromToken as from",
      "untilToken as until",
      "openedAt",
      "attempts",
      "nextAttemptAt",
    ])
    .orderBy("gaps.id"),
);

export function gapTable(db: Kysely<Schema>): GapTable {
  return {
    async open({ room, from, until, openedAt }) {
      await db
        .insertInto("gaps")
        .values({
          account: ACCOUNT,
          room: await roomKey(db, room),
          fromToken: from,
          untilToken: until,
          openedAt,
          attempts: 0,
          nextAttemptAt: 0,
        })
        .execute();
    },
    all: () => all(db, {}),
    async advance(id, from) {
      await db
        .updateTable("gaps")
        .set({ fromToken: from, attempts: 0, nextAttemptAt: 0 })
        .where("id", "=", id)
        .execute();
    },
    async retry(id, next) {
      await db
        .updateTable("gaps")
        .set((gap) => ({ attempts: gap("attempts", "+", 1), nextAttemptAt: next }))
        .where("id", "=", id)
        .execute();
    },
    async close(id) {
      await db.deleteFrom("gaps").where("id", "=", id).execute();
    },
  };
}
