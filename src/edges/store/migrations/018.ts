// Servers to join a room through, what brought us there, and the events on which its state stands.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "alter table rooms add column via json",
    "alter table room_states add column type text",
    "alter table room_states add column admission text not null default 'welcome'",
    "alter table room_states add column state_events json not null default '{}'",
  ]);
