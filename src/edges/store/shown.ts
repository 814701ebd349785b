import type { Kysely } from "kysely";
import type { OutboxId, Shown } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

/** Finds what a room shows of a message now: the last edit sent that nobody took back, else the message; or nothing. */
export async function shown(db: Kysely<Schema>, message: OutboxId): Promise<Shown | null> {
  const original = await db
    .selectFrom("outbox")
    .select(["state", "redacted", "shown", "marks"])
    .where("id", "=", message)
    .executeTakeFirst();
  if (original?.state !== "sent" || original.redacted) return null;
  const edit = await db
    .selectFrom("outbox")
    .select(["shown", "marks"])
    .where("edits", "=", message)
    .where("state", "=", "sent")
    .where("redacted", "=", false)
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  const { shown: hash, marks } = edit ?? original;
  return hash === null ? null : { hash, marks: marks ?? [] };
}
