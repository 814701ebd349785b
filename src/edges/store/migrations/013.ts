// When a gap may be tried again: each has a backoff of its own. And the edits of a message, by what they replace.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "alter table gaps add column attempts integer not null default 0",
    "alter table gaps add column next_attempt_at bigint not null default 0",
    "create index inbox_replaces on inbox (replaces) where replaces is not null",
  ]);
