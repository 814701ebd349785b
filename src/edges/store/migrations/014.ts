// The part of a list that says everything that was asked: what says less is announced on every page (docs/design.md §5).

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "alter table lists add column exact integer not null default 0",
    // Lists of before held nothing that was told apart.
    "update lists set exact = 400",
  ]);
