import { type Kysely, sql } from "kysely";
import type { OutboxId } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

/** Settled rows of any age that say nothing any more, but not while something refers to them. */
const PASSING = sql<boolean>`(class in ('reply', 'notice', 'edit') or state = 'dropped')
  and (state <> 'dead' or seen_at is not null)
  and not exists (select 1 from lists where lists.reply = outbox.id)
  and not exists (select 1 from decisions where decisions.message = outbox.id)
  and (class <> 'edit' or state <> 'sent' or exists (
    select 1 from outbox later
    where later.edits = outbox.edits and later.state = 'sent' and later.revision > outbox.revision
  ) or exists (
    select 1 from outbox reply where reply.id = outbox.edits and reply.class in ('reply', 'notice')
  ))
  and not exists (
    select 1 from outbox edit where edit.edits = outbox.id)`;

/**
 * What was settled before then and says nothing any more goes, `limit` rows at most; how many went is returned. Edits go
 * before what they edit. What stays: announcements, digests and welcomes that were sent, each with its last edit, and
 * what was given up; of that only the text goes, once it was seen as long ago.
 */
export async function pruneOutbox(db: Kysely<Schema>, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom("outbox")
    .select("id")
    .where("settledAt", "<", before)
    .where(PASSING)
    .limit(limit)
    .execute();
  const ids = old.map(({ id }) => id);
  for (const batch of batches<OutboxId>(ids, 1))
    await db.deleteFrom("outbox").where("id", "in", batch).execute();
  await db
    .updateTable("outbox")
    .set({ content: null, sealed: null })
    .where("state", "=", sql.lit("dead"))
    .where("content", "is not", null)
    .where("seenAt", "<", before)
    .execute();
  return ids.length;
}
