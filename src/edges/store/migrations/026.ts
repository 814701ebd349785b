// Reminders of offers that are open for long, and what administrators say of them.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "alter table store add column reminded bigint",
    `create table confirmations (
      offer integer not null references offers,
      opening integer not null,
      says text not null,
      person text not null,
      cause text not null,
      at bigint not null,
      primary key (offer, opening))`,
  ]);
