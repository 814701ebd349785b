import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";

/** Answers that nothing refers to any more: edits go with their answer, once they are as old. */
export async function pruneReplies(db: Kysely<Schema>, before: number): Promise<void> {
  const old = (of: "reply" | "outbox") => sql<boolean>`${sql.ref(`${of}.class`)} = 'reply'
    and ${sql.ref(`${of}.edits`)} is null
    and ${sql.ref(`${of}.settledAt`)} < ${before}
    and not exists (select 1 from lists where lists.reply = ${sql.ref(`${of}.id`)})
    and not exists (
      select 1 from outbox edit
      where edit.edits = ${sql.ref(`${of}.id`)} and (edit.settled_at is null or edit.settled_at >= ${before}))`;
  await db
    .deleteFrom("outbox")
    .where("edits", "in", (query) =>
      query.selectFrom("outbox as reply").select("reply.id").where(old("reply")),
    )
    .execute();
  await db.deleteFrom("outbox").where(old("outbox")).execute();
}
