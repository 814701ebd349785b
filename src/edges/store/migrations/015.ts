// The folder that a silent first run found empty: when another one is mounted in its place, what that holds is no news.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) => run(db, ["alter table store add column empty_folder text"]);
