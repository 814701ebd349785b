import type { Kysely } from "kysely";
import type { KeysStanding, RoomTable } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { Room } from "../../rooms/room.ts";
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
    async get(id) {
      const room = await byId(db, { id });
      return room && withKeys(room);
    },
    all: async () => (await rooms(db).orderBy("rooms.roomId").execute()).map(withKeys),
    async save({ id, sealable: _, rotation, ...known }) {
      const [rotateAfter, rotateMessages] = [rotation?.milliseconds ?? null, rotation?.messages ?? null];
      const state = { ...known, rotateAfter, rotateMessages };
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

/** A row of `rooms`. */
type Known = Omit<Room, "sealable" | "rotation"> & {
  readonly keysStanding: KeysStanding;
  readonly rotateAfter: number | null;
  readonly rotateMessages: number | null;
};

/** A room as it is known with how our keys stand: of a room where we are not, it is not said in which way it is encrypted. */
export function withKeys({ keysStanding, rotateAfter, rotateMessages, ...room }: Known): Room {
  const rotation =
    rotateAfter === null || rotateMessages === null
      ? null
      : { milliseconds: rotateAfter, messages: rotateMessages };
  const readable = rotation !== null || room.membership !== "join";
  return { ...room, rotation, sealable: room.encrypted === true && keysStanding === "good" && readable };
}

/** Rooms as our account knows them; `withKeys` makes them those of the port. */
export function rooms(db: Kysely<Schema>) {
  return db
    .selectFrom("roomStates")
    .innerJoin("rooms", "rooms.id", "roomStates.room")
    .innerJoin("accounts", "accounts.id", "roomStates.account")
    .where("roomStates.account", "=", ACCOUNT)
    .select([
      "rooms.roomId as id",
      "roomStates.membership",
      "roomStates.encrypted",
      "roomStates.rotateAfter",
      "roomStates.rotateMessages",
      "roomStates.visibility",
      "accounts.keysStanding",
      "roomStates.joinedAt",
      "roomStates.memberCount",
      "roomStates.members",
      "roomStates.power",
      "roomStates.creators",
      "roomStates.mark",
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
