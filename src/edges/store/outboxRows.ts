import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Rows of the outbox as its port knows them. */
export function outboxRows(db: Kysely<Schema>) {
  return db
    .selectFrom("outbox")
    .leftJoin("rooms", "rooms.id", "outbox.room")
    .select([
      "outbox.id",
      "outbox.key",
      "outbox.place",
      "outbox.class",
      "outbox.state",
      "outbox.type",
      "outbox.edits",
      "outbox.revision",
      "outbox.notify",
      "outbox.held",
      "outbox.content",
      "outbox.sealed",
      "outbox.sealedFor",
      "outbox.shown",
      "outbox.marks",
      "rooms.roomId as room",
      "outbox.transactionId",
      "outbox.device",
      "outbox.event",
      "outbox.redacted",
      "outbox.attempts",
      "outbox.attemptedAt",
      "outbox.notBefore",
      "outbox.nextAttemptAt",
      "outbox.createdAt",
      "outbox.settledAt",
      "outbox.error",
    ]);
}
