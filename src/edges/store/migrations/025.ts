// When a place is not to be disturbed: hours of the configuration, hours and pauses that people asked for.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    `create table quiet (
      place integer not null primary key references places,
      configured text,
      hours text,
      paused_from bigint,
      paused_until bigint,
      person text,
      at bigint,
      cause text,
      earlier json)`,
  ]);
