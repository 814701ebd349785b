import type { Kysely } from "kysely";
import type { DirectWishTable } from "../../ports/index.ts";
import { roomKey } from "./roomKeys.ts";
import type { Schema } from "./schema.ts";

export function directWishTable(db: Kysely<Schema>): DirectWishTable {
  const wishes = () =>
    db
      .selectFrom("directWishes")
      .innerJoin("rooms as asked", "asked.id", "directWishes.askedIn")
      .leftJoin("rooms", "rooms.id", "directWishes.room")
      .select([
        "directWishes.id",
        "directWishes.place",
        "directWishes.mark",
        "directWishes.state",
        "rooms.roomId as room",
        "directWishes.cause",
        "asked.roomId as askedIn",
        "directWishes.thread",
        "directWishes.since",
        "directWishes.error",
        "directWishes.named",
      ]);
  return {
    all: () => wishes().orderBy("directWishes.id").execute(),
    ofPlace: async (place) =>
      (await wishes().where("directWishes.place", "=", place).executeTakeFirst()) ?? null,
    ofMark: async (mark) => (await wishes().where("directWishes.mark", "=", mark).executeTakeFirst()) ?? null,
    ofRoom: async (room) => (await wishes().where("rooms.roomId", "=", room).executeTakeFirst()) ?? null,
    async add({ room, askedIn, ...wish }) {
      const row = {
        ...wish,
        room: room === null ? null : await roomKey(db, room),
        askedIn: await roomKey(db, askedIn),
      };
      await db.insertInto("directWishes").values(row).execute();
    },
    async change(id, { room, askedIn, ...change }) {
      const row = {
        ...change,
        ...(room === undefined ? {} : { room: room === null ? null : await roomKey(db, room) }),
        ...(askedIn === undefined ? {} : { askedIn: await roomKey(db, askedIn) }),
      };
      await db.updateTable("directWishes").set(row).where("id", "=", id).execute();
    },
    async remove(id) {
      await db.deleteFrom("directWishes").where("id", "=", id).execute();
    },
  };
}
