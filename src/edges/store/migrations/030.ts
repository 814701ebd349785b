// How far this store has sealed with each key of a room: what our own device said beyond that, another copy of it said.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { clustered }) =>
  run(db, [
    `create table crypto_sealed (
      session text not null primary key,
      place integer not null,
      at bigint not null) ${clustered}`,
    "create index crypto_sealed_age on crypto_sealed (at)",
  ]);
