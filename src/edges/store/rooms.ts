import type { Kysely, Selectable } from "kysely";
import type { RoomTable } from "../../ports/index.ts";
import type { Room } from "../../rooms/room.ts";
import { flag, fromJson } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function roomTable(db: Kysely<Schema>): RoomTable {
  return {
    async get(id) {
      const row = await db.selectFrom("rooms").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? roomOf(row) : null;
    },
    async all() {
      return (await db.selectFrom("rooms").selectAll().orderBy("id").execute()).map(roomOf);
    },
    async save(room) {
      const { id, ...rest } = rowOf(room);
      await db
        .insertInto("rooms")
        .values({ id, ...rest })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(rest))
        .execute();
    },
  };
}

function rowOf(room: Room): Schema["rooms"] {
  return {
    id: room.id,
    membership: room.membership,
    encrypted: room.encrypted === null ? null : flag(room.encrypted),
    joined_at: room.joinedAt,
    member_count: room.memberCount,
    power: room.power === null ? null : JSON.stringify(room.power),
    creators: JSON.stringify(room.creators),
    successor: room.successor,
    predecessor: room.predecessor,
    inviter: room.inviter,
    aliases: JSON.stringify(room.aliases),
    name: room.name,
    leave_reason: room.leaveReason,
  };
}

export function roomOf(row: Selectable<Schema["rooms"]>): Room {
  return {
    id: row.id,
    membership: row.membership,
    encrypted: row.encrypted === null ? null : row.encrypted === 1,
    joinedAt: row.joined_at,
    memberCount: row.member_count,
    power: row.power === null ? null : fromJson(row.power),
    creators: fromJson(row.creators),
    successor: row.successor,
    predecessor: row.predecessor,
    inviter: row.inviter,
    aliases: fromJson(row.aliases),
    name: row.name,
    leaveReason: row.leave_reason,
  };
}
