// Whose place it is where a person and the bot are alone, and the rooms that the bot opens for people.

import { sql } from "kysely";
import { type Migration, run } from "./words.ts";

export const up: Migration = async (db, { id }) => {
  await run(db, [
    "alter table places add column person text",
    "create index places_person on places (person) where person is not null",
    "alter table room_states add column mark text",
    `create table direct_wishes (
      id ${id},
      place integer not null unique references places,
      mark text not null unique,
      state text not null,
      room integer unique references rooms,
      cause text not null,
      asked_in integer not null references rooms,
      thread text,
      since bigint not null,
      error text,
      named boolean not null check (named in (true, false)))`,
  ]);
  const rooms = await sql<{ id: number; members: unknown; aliases: unknown; me: string }>`
    select places.id, room_states.members, room_states.aliases, accounts.user_id as me
    from places
    join accounts on accounts.id = places.account
    join room_states on room_states.account = places.account and room_states.room = places.room
    where room_states.membership = 'join'`.execute(db);
  for (const { id: place, members, aliases, me } of rooms.rows) {
    const others = listOf(members).filter((one) => one !== me);
    if (others.length === 1 && listOf(members).length === 2 && listOf(aliases).length === 0)
      await sql`update places set person = ${others[0]} where id = ${place}`.execute(db);
  }
};

/** Some drivers read JSON, others give its text. */
function listOf(value: unknown): readonly unknown[] {
  const read: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(read) ? read : [];
}
