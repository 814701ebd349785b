// What may go once it is old: answers and notices, what was dropped, and edits that later ones replaced.

import { type Migration, run } from "./words.ts";

export const up: Migration = (db) =>
  run(db, [
    "drop index outbox_replies",
    `create index outbox_passing on outbox (settled_at)
      where class in ('reply', 'notice', 'edit') or state = 'dropped'`,
    "create index outbox_seen on outbox (seen_at) where state = 'dead' and content is not null",
  ]);
