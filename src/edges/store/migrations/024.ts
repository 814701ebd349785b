// Under which names of fields, and which rule of what is open, the last scan read the folder.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, ["alter table store add column conventions text not null default ''"]);
