import { type Kysely, sql } from "kysely";
import type { DirectRoom } from "../../ports/index.ts";
import type { PlaceId, UserId } from "../../rooms/identifiers.ts";
import { batches } from "./columns.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

/** Places whose room has these members, as JSON has them, and no address (`isDirectWith` in rooms/permission.ts is the rule). */
function withMembers(db: Kysely<Schema>, members: readonly string[]) {
  return db
    .selectFrom("roomStates")
    .innerJoin("rooms", "rooms.id", "roomStates.room")
    .innerJoin("places", "places.room", "roomStates.room")
    .select(["places.id as place", "rooms.roomId as room", "roomStates.members"])
    .where("roomStates.account", "=", ACCOUNT)
    .where(sql<string>`cast(room_states.members as text)`, "in", members)
    .where(sql<string>`cast(room_states.aliases as text)`, "=", "[]");
}

function either(person: UserId, me: UserId): string[] {
  return [JSON.stringify([person, me]), JSON.stringify([me, person])];
}

async function account(db: Kysely<Schema>): Promise<UserId | null> {
  const row = await db.selectFrom("accounts").select("userId").where("id", "=", ACCOUNT).executeTakeFirst();
  return row?.userId ?? null;
}

/**
 * For each of these people the room in which they and the account are alone, and messages flow, as the state of its place
 * says; of several, the one that was joined last.
 */
export async function directRooms(
  db: Kysely<Schema>,
  people: readonly UserId[],
): Promise<Map<UserId, DirectRoom>> {
  const me = await account(db);
  const found = new Map<UserId, DirectRoom>();
  if (me === null) return found;
  for (const batch of batches(people, 2)) {
    const pairs = batch.flatMap((person) => either(person, me));
    const rows = await withMembers(db, pairs)
      .where("roomStates.membership", "=", "join")
      .where("places.state", "=", "active")
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

export async function allDirectWith(db: Kysely<Schema>, person: UserId): Promise<PlaceId[]> {
  const me = await account(db);
  return me === null ? [] : (await withMembers(db, either(person, me)).execute()).map(({ place }) => place);
}
