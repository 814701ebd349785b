// Encrypted rooms: how their keys change and who may read, who is in them, what waits for its key, and the standing of the
// account's own keys.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { clustered }) =>
  run(db, [
    // Milliseconds, and messages, after which a key is changed; null where the room is not encrypted in the way we know.
    "alter table room_states add column rotate_after bigint",
    "alter table room_states add column rotate_messages integer",
    "alter table room_states add column visibility text not null default 'shared'",
    // What an older program knew of such a room was only that it is encrypted; all are in this way.
    "update room_states set rotate_after = 604800000, rotate_messages = 100 where encrypted",
    "alter table accounts add column keys_device text",
    "alter table accounts add column keys_standing text not null default 'none'",
    "alter table outbox add column sealed_for integer",
    // The key that a room seals with: for how many more messages, and until when.
    `create table crypto_serving (
      room text not null primary key,
      session text not null,
      messages integer not null,
      until bigint not null)`,
    // `known`: all of them are in `readers`. `changes` counts what was heard of members, also while they were asked for.
    // `shares` counts how often keys were sent to some of them: what was sealed before is not readable for those.
    `create table reader_lists (
      room integer not null primary key references rooms,
      known boolean not null,
      changes integer not null,
      shares integer not null)`,
    `create table readers (
      room integer not null references rooms,
      person text not null,
      invited boolean not null,
      primary key (room, person)) ${clustered}`,
    `create table unopened (
      event text not null primary key,
      room integer not null references rooms,
      session text not null,
      content json not null,
      answerable boolean not null,
      looked_up boolean not null,
      received_at bigint not null)`,
    "create index unopened_session on unopened (session)",
    "create index unopened_age on unopened (received_at)",
  ]);
