// Keys of encrypted rooms: the object stores of the crypto library, what stands in them, and what their indexes say of it.
// Nothing here means anything to this program itself.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { id, bytes, clustered }) =>
  run(db, [
    "create table crypto_databases (name text not null primary key, version integer not null)",
    `create table crypto_stores (
      id ${id},
      of text not null references crypto_databases,
      name text not null,
      unique (of, name))`,
    `create table crypto_indexes (
      id ${id},
      store integer not null references crypto_stores,
      name text not null,
      paths json not null,
      compound boolean not null,
      uniq boolean not null,
      unique (store, name))`,
    `create table crypto_records (
      store integer not null,
      key ${bytes} not null,
      value ${bytes} not null,
      primary key (store, key)) ${clustered}`,
    `create table crypto_entries (
      within integer not null,
      key ${bytes} not null,
      record ${bytes} not null,
      primary key (within, key, record)) ${clustered}`,
    // Under which event a message was opened: under another it is a replay.
    `create table crypto_openings (
      session text not null,
      place integer not null,
      event text not null,
      at bigint not null,
      primary key (session, place)) ${clustered}`,
    "create index crypto_openings_age on crypto_openings (at)",
  ]);
