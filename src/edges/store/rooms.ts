import type { Kysely } from "kysely";
import type { RoomTable } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { preparedOne } from "./prepared.ts";
import { roomKey } from "./roomKeys.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

/** Servers to join a room through that are kept, the latest first. */
const SERVERS_KEPT = 5;

const throughOf = preparedOne((db, { id }: { id: RoomId }) =>
  db.selectFrom("rooms").select("via").where("roomId", "=", id),
);

const byId = preparedOne((db, { id }: { id: RoomId }) => rooms(db).where("rooms.roomId", "=", id));

export function roomTable(db: Kysely<Schema>): RoomTable {
  return {
    get: (id) => byId(db, { id }),
    all: () => rooms(db).orderBy("rooms.roomId").execute(),
    async save({ id, ...state }) {
      const room = await roomKey(db, id);
      await db
        .insertInto("roomStates")
        .values({ account: ACCOUNT, room, ...state })
        .onConflict((conflict) => conflict.columns(["account", "room"]).doUpdateSet(state))
        .execute();
    },
    via: async (id) => (await throughOf(db, { id }))?.via ?? [],
    async learnVia(id, servers) {
      const room = await roomKey(db, id);
      const known = (await throughOf(db, { id }))?.via ?? [];
      const via = [...new Set([...servers, ...known])].slice(0, SERVERS_KEPT);
      await db.updateTable("rooms").set({ via }).where("id", "=", room).execute();
    },
  };
}

/** Rooms as our account knows them. */
export function rooms(db: Kysely<Schema>) {
  return db
    .selectFrom("roomStates")
    .innerJoin("rooms", "rooms.id", "roomStates.room")
    .where("roomStates.account", "=", ACCOUNT)
    .select([
      "rooms.roomId as id",
      "roomStates.membership",
      "roomStates.encrypted",
      "roomStates.joinedAt",
      "roomStates.memberCount",
      "roomStates.members",
      "roomStates.power",
      "roomStates.creators",
      "roomStates.successor",
      "roomStates.predecessor",
      "roomStates.inviter",
      "roomStates.aliases",
      "roomStates.name",
      "roomStates.leaveReason",
      "roomStates.type",
      "roomStates.admission",
      "roomStates.stateEvents",
    ]);
}
