import type { Selectable } from "kysely";
import type { OutboxRow } from "../../ports/index.ts";
import { fromJson } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function outboxRowOf(row: Selectable<Schema["outbox"]>): OutboxRow {
  return {
    id: row.id,
    key: row.key,
    place: row.place,
    class: row.class,
    state: row.state,
    edits: row.edits,
    revision: row.revision,
    notify: row.notify === 1,
    held: row.held === 1,
    content: row.content === null ? null : fromJson(row.content),
    room: row.room,
    transactionId: row.transaction_id,
    device: row.device,
    event: row.event,
    redacted: row.redacted === 1,
    attempts: row.attempts,
    attemptedAt: row.attempted_at,
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    error: row.error,
  };
}
