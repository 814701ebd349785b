import { type Kysely, sql } from "kysely";
import type { DirectRoom } from "../../ports/index.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

/**
 * For each of these people the room in which they and the account are alone, and messages flow, as the state of its place
 * says; of several, the one that was joined last. The places of a person are found by an index; that they are alone there
 * is asked of the room's state (`isDirectWith` in rooms/permission.ts is the rule).
 */
export async function directRooms(
  db: Kysely<Schema>,
  people: readonly UserId[],
): Promise<Map<UserId, DirectRoom>> {
  const account = await db
    .selectFrom("accounts")
    .select("userId")
    .where("id", "=", ACCOUNT)
    .executeTakeFirst();
  const me = account?.userId ?? null;
  const found = new Map<UserId, DirectRoom>();
  if (me === null) return found;
  for (const batch of batches(people, 1)) {
    for (const { members, person, ...room } of await placesOf(db, batch).execute()) {
      const alone = members?.length === 2 && members.includes(me) && person && members.includes(person);
      if (alone) found.set(person, { person, ...room });
    }
  }
  return found;
}

/** Where messages flow to people, in rooms without an address; what was joined last comes last. */
export function placesOf(db: Kysely<Schema>, people: readonly UserId[]) {
  return db
    .selectFrom("places")
    .innerJoin("rooms", "rooms.id", "places.room")
    .innerJoin("roomStates", (join) =>
      join.onRef("roomStates.account", "=", "places.account").onRef("roomStates.room", "=", "places.room"),
    )
    .select(["places.id as place", "places.person", "rooms.roomId as room", "roomStates.members"])
    .where("places.person", "in", people)
    .where("places.state", "=", "active")
    .where("roomStates.membership", "=", "join")
    .where(sql<string>`cast(room_states.aliases as text)`, "=", "[]")
    .orderBy("roomStates.joinedAt")
    .orderBy("places.id");
}
