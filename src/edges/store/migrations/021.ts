// What happened, is over, and has to be heard of by operators: a log is read by nobody.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { id }) =>
  run(db, [
    `create table incidents (
      id ${id},
      kind text not null,
      about text not null,
      cause text not null,
      times integer not null check (times > 0),
      since bigint not null,
      seen_at bigint,
      unique (kind, about))`,
  ]);
