// The search index as it was written down last, and the offers that have changed since: a start then reads no word
// again (docs/decisions/025-index-snapshot.md).

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { bytes }) =>
  run(db, [
    `create table index_snapshot (id integer primary key check (id = 1), version text not null, content ${bytes} not null)`,
    "create table unindexed (offer integer primary key)",
  ]);
