import { type Kysely, sql } from "kysely";
import type { DirectRoom } from "../../ports/index.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

/**
 * For each of these people the room in which they and the account are alone (`isDirectWith` in rooms/permission.ts is the
 * rule), and where messages flow, as the state of its place says; of several, the one that was joined last.
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
  for (const batch of batches(people, 2)) {
    const pairs = batch.flatMap((person) => [JSON.stringify([person, me]), JSON.stringify([me, person])]);
    const rows = await db
      .selectFrom("roomStates")
      .innerJoin("rooms", "rooms.id", "roomStates.room")
      .innerJoin("places", "places.room", "roomStates.room")
      .select(["places.id as place", "rooms.roomId as room", "roomStates.members"])
      .where("roomStates.account", "=", ACCOUNT)
      .where("roomStates.membership", "=", "join")
      .where("places.state", "=", "active")
      .where(sql<string>`cast(room_states.members as text)`, "in", pairs)
      .where(sql<string>`cast(room_states.aliases as text)`, "=", "[]")
      .orderBy("roomStates.joinedAt")
      .orderBy("places.id")
      .execute();
    for (const { place, room, members } of rows) {
      const person = members?.find((one) => one !== me);
      if (person !== undefined) found.set(person, { person, place, room });
    }
  }
  return found;
}
