import type { Kysely } from "kysely";
import type { AdoptedMessage, OutboxId } from "../../ports/index.ts";
import { roomKey } from "./roomKeys.ts";
import type { Schema } from "./schema.ts";

/** Adds a message that stands in a room already. Null when its key, its transaction id or its event is there already. */
export async function addSent(db: Kysely<Schema>, message: AdoptedMessage): Promise<OutboxId | null> {
  const { room, at, ...columns } = message;
  const added = await db
    .insertInto("outbox")
    .values({
      ...columns,
      room: await roomKey(db, room),
      state: "sent",
      type: "m.room.message",
      edits: null,
      revision: 0,
      held: false,
      reachable: true,
      content: null,
      redacted: false,
      attempts: 0,
      attemptedAt: at,
      notBefore: 0,
      nextAttemptAt: 0,
      createdAt: at,
      settledAt: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return added?.id ?? null;
}
