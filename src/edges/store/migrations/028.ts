// The offers that people follow, with what they were told of each last.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { clustered }) =>
  run(db, [
    `create table follows (
      person text not null,
      offer integer not null references offers,
      cause text not null,
      at bigint not null,
      seen json not null,
      told integer not null,
      ended text,
      ended_at bigint,
      primary key (person, offer)) ${clustered}`,
    "create index follows_offer on follows (offer)",
  ]);
