// Changes, numbered as they are stored, and how far the digests of each subscription have told of them.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { id }) =>
  run(db, [
    `create table changes (
      number ${id},
      offer integer not null references offers,
      opening integer not null,
      change text not null,
      at bigint not null)`,
    "alter table subscriptions add column covered integer not null default 0",
    "alter table subscriptions add column last_window bigint not null default 0",
    "update subscriptions set last_window = since",
    "create index subscriptions_due on subscriptions (schedule, last_window) where schedule <> 'immediate'",
  ]);
