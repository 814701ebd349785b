// Parses without what the offers say already, and with the version of the file that they were read from: a start with
// nothing changed opens no file. They are a cache, so that those of before are dropped.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "drop table parses",
    `create table parses (
      file text not null primary key,
      content text not null,
      seen text,
      offer integer,
      reading json not null)`,
  ]);
