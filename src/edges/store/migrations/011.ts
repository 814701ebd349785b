// Rooms by their members, where they are few: a count is only the homeserver's hint.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) => run(db, ["alter table room_states add column members json"]);
