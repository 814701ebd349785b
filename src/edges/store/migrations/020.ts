// Subscriptions by command: what people call them by, what they read of the filter, what began them; who changed what.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db, { id }) =>
  run(db, [
    "alter table places add column numbered integer not null default 0",
    "alter table subscriptions add column number integer not null default 0",
    "alter table subscriptions add column shown text not null default ''",
    "alter table subscriptions add column cause text",
    `update subscriptions set shown = filter, number = (
      select count(*) from subscriptions as earlier
      where earlier.place = subscriptions.place and earlier.id <= subscriptions.id)`,
    `update places set numbered = (
      select coalesce(max(number), 0) from subscriptions where subscriptions.place = places.id)`,
    "create unique index subscriptions_number on subscriptions (place, number)",
    `create table audit (
      id ${id},
      place integer not null references places,
      at bigint not null,
      person text not null,
      cause text not null,
      deed text not null,
      undone boolean not null default false check (undone in (true, false)),
      subscription json not null)`,
    "create index audit_place on audit (place)",
    "create index audit_cause on audit (cause)",
  ]);
