// When somebody has seen that a message was given up. Until then it is named where operators look (docs/design.md §7.6).

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "alter table outbox add column seen_at bigint",
    "create index outbox_given_up on outbox (error, settled_at) where state = 'dead' and seen_at is null",
  ]);
