import { sql } from "kysely";
import type { Schemaless } from "./schemaless.ts";

/** The tables of the first release. A migration that has been released is never changed: later ones build on it. */
export async function up(db: Schemaless): Promise<void> {
  await offers(db);
  await places(db);
  await outbox(db);
  await told(db);
  await rooms(db);
  await commands(db);
}

async function offers(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("session")
    .addColumn("one", "integer", (column) => column.primaryKey().check(sql`one = 1`))
    .addColumn("token", "text")
    .addColumn("account", "text")
    .addColumn("scanned", "integer", (column) => column.notNull().check(sql`scanned in (0, 1)`))
    .execute();
  await sql`insert into session (one, scanned) values (1, 0)`.execute(db);
  await db.schema
    .createTable("offers")
    .addColumn("key", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('open', 'closed', 'missing', 'removed')`),
    )
    .addColumn("opening", "integer", (column) => column.notNull().check(sql`opening >= 0`))
    .addColumn("offer", "text", (column) => column.notNull())
    .addColumn("fingerprint", "text", (column) => column.notNull())
    .addColumn("stood", "text", (column) => column.notNull().check(sql`stood in ('open', 'closed')`))
    .addColumn("opened_at", "bigint")
    .addColumn("closed_at", "bigint")
    .addColumn("missing_since", "bigint")
    .execute();
  await db.schema
    .createTable("offer_aliases")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("offer", "integer", (column) => column.notNull().references("offers.key"))
    .execute();
  await db.schema
    .createTable("newcomers")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("fingerprint", "text", (column) => column.notNull())
    .addColumn("since", "bigint", (column) => column.notNull())
    .execute();
}

async function places(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("places")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("alias", "text", (column) => column.unique())
    .addColumn("room", "text", (column) => column.unique())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('waiting', 'active', 'suspended')`),
    )
    .addColumn("reason", "text")
    .addColumn("configured", "integer", (column) => column.notNull().check(sql`configured in (0, 1)`))
    .addColumn("mentioned_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("place_names")
    .addColumn("name", "text", (column) => column.notNull().primaryKey())
    .addColumn("place", "integer", (column) => column.notNull().references("places.id"))
    .execute();
  await db.schema.createIndex("place_names_place").on("place_names").column("place").execute();
  await db.schema
    .createTable("subscriptions")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("place", "integer", (column) => column.notNull().references("places.id"))
    .addColumn("filter", "text", (column) => column.notNull())
    .addColumn("schedule", "text", (column) => column.notNull())
    .addColumn("origin", "text", (column) =>
      column.notNull().check(sql`origin in ('configuration', 'command')`),
    )
    .addColumn("author", "text")
    .addColumn("notify", "integer", (column) => column.notNull().check(sql`notify in (0, 1)`))
    .addColumn("since", "bigint", (column) => column.notNull())
    .addUniqueConstraint("subscription_identity", ["place", "filter", "schedule", "origin"])
    .execute();
}

async function outbox(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("outbox")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("key", "text", (column) => column.notNull().unique())
    .addColumn("place", "integer", (column) => column.notNull().references("places.id"))
    .addColumn("class", "text", (column) =>
      column.notNull().check(sql`class in ('reply', 'announcement', 'edit', 'notice')`),
    )
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('queued', 'attempted', 'sent', 'dropped', 'dead')`),
    )
    .addColumn("edits", "integer", (column) => column.references("outbox.id"))
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("notify", "integer", (column) => column.notNull().check(sql`notify in (0, 1)`))
    .addColumn("held", "integer", (column) => column.notNull().check(sql`held in (0, 1)`))
    .addColumn("content", "text")
    .addColumn("room", "text")
    .addColumn("transaction_id", "text", (column) => column.unique())
    .addColumn("device", "text")
    .addColumn("event", "text", (column) => column.unique())
    .addColumn("redacted", "integer", (column) => column.notNull().check(sql`redacted in (0, 1)`))
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("attempted_at", "bigint")
    .addColumn("next_attempt_at", "bigint", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("settled_at", "bigint")
    .addColumn("error", "text")
    .addCheckConstraint("outbox_edit", sql`(class = 'edit') = (edits is not null)`)
    .addCheckConstraint("outbox_settled", sql`(settled_at is null) = (state in ('queued', 'attempted'))`)
    .addCheckConstraint(
      "outbox_frozen",
      sql`state not in ('attempted', 'sent')
        or (content is not null and room is not null and transaction_id is not null and device is not null and attempted_at is not null)`,
    )
    .addCheckConstraint("outbox_sent", sql`(state = 'sent') = (event is not null)`)
    .execute();
  // One partial index for each way in which `heads.ts` and `outbox.ts` look at what is not settled yet.
  const unsettled = sql<boolean>`settled_at is null`;
  await db.schema.createIndex("outbox_line").on("outbox").columns(["class", "id"]).where(unsettled).execute();
  await db.schema
    .createIndex("outbox_place_line")
    .on("outbox")
    .columns(["place", "class", "id"])
    .where(unsettled)
    .execute();
  await db.schema.createIndex("outbox_due").on("outbox").column("next_attempt_at").where(unsettled).execute();
  await db.schema
    .createIndex("outbox_attempted")
    .on("outbox")
    .columns(["place", "class"])
    .where(sql<boolean>`state = 'attempted'`)
    .execute();
  await db.schema
    .createIndex("outbox_waiting_edit")
    .unique()
    .on("outbox")
    .column("edits")
    .where(sql<boolean>`state = 'queued' and edits is not null`)
    .execute();
  await db.schema
    .createIndex("outbox_revisions")
    .unique()
    .on("outbox")
    .columns(["edits", "revision"])
    .where(sql<boolean>`edits is not null`)
    .execute();
  await db.schema
    .createIndex("outbox_replies")
    .on("outbox")
    .column("settled_at")
    .where(sql<boolean>`class = 'reply'`)
    .execute();
  await db.schema.createIndex("outbox_counts").on("outbox").columns(["place", "state"]).execute();
}

async function told(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("told")
    .addColumn("offer", "integer", (column) => column.notNull().references("offers.key"))
    .addColumn("opening", "integer", (column) => column.notNull())
    .addColumn("place", "integer", (column) => column.notNull().references("places.id"))
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('queued', 'told', 'failed')`),
    )
    .addColumn("silent", "integer", (column) => column.notNull().check(sql`silent in (0, 1)`))
    .addPrimaryKeyConstraint("told_identity", ["offer", "opening", "place"])
    .execute();
  await db.schema.createIndex("told_place").on("told").column("place").execute();
  await db.schema
    .createTable("decisions")
    .addColumn("place", "integer", (column) => column.notNull().references("places.id"))
    .addColumn("offer", "integer", (column) => column.notNull().references("offers.key"))
    .addColumn("opening", "integer", (column) => column.notNull())
    .addColumn("kind", "text", (column) =>
      column.notNull().check(sql`kind in ('published', 'reopened', 'copy')`),
    )
    .addColumn("cause", "text", (column) => column.notNull())
    .addColumn("message", "integer", (column) => column.notNull().references("outbox.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("closed_at", "bigint")
    .addPrimaryKeyConstraint("decision_identity", ["offer", "opening", "place", "kind", "cause"])
    .execute();
  await db.schema.createIndex("decisions_message").on("decisions").columns(["message", "position"]).execute();
  await db.schema.createIndex("decisions_place").on("decisions").column("place").execute();
}

async function rooms(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("rooms")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("membership", "text", (column) =>
      column.notNull().check(sql`membership in ('invite', 'join', 'leave', 'ban')`),
    )
    .addColumn("encrypted", "integer", (column) => column.check(sql`encrypted in (0, 1)`))
    .addColumn("joined_at", "bigint")
    .addColumn("member_count", "integer")
    .addColumn("power", "text")
    .addColumn("creators", "text", (column) => column.notNull())
    .addColumn("successor", "text")
    .addColumn("predecessor", "text")
    .addColumn("inviter", "text")
    .addColumn("aliases", "text", (column) => column.notNull())
    .addColumn("name", "text")
    .addColumn("leave_reason", "text")
    .execute();
  await db.schema
    .createTable("gaps")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("room", "text", (column) => column.notNull())
    .addColumn("from_token", "text", (column) => column.notNull())
    .addColumn("until_token", "text")
    .addColumn("opened_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("gaps_room").on("gaps").column("room").execute();
}

async function commands(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("inbox")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("event", "text", (column) => column.notNull().unique())
    .addColumn("room", "text", (column) => column.notNull())
    .addColumn("sender", "text", (column) => column.notNull())
    .addColumn("text", "text")
    .addColumn("in_reply_to", "text")
    .addColumn("thread", "text")
    .addColumn("replaces", "text")
    .addColumn("sent_at", "bigint", (column) => column.notNull())
    .addColumn("received_at", "bigint", (column) => column.notNull())
    .addColumn("age", "bigint", (column) => column.notNull())
    .addColumn("outcome", "text", (column) =>
      column.check(sql`outcome in ('answered', 'late', 'ignored', 'failed')`),
    )
    .addColumn("done_at", "bigint")
    .addCheckConstraint("inbox_erased", sql`(outcome is null) = (text is not null)`)
    .addCheckConstraint("inbox_done", sql`(outcome is null) = (done_at is null)`)
    .execute();
  await db.schema
    .createIndex("inbox_waiting")
    .on("inbox")
    .columns(["sent_at", "id"])
    .where(sql<boolean>`outcome is null`)
    .execute();
  await db.schema.createIndex("inbox_age").on("inbox").column("received_at").execute();
  await db.schema
    .createTable("lists")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("room", "text", (column) => column.notNull())
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("reply", "integer", (column) => column.notNull().references("outbox.id"))
    .addColumn("offers", "text", (column) => column.notNull())
    .addColumn("shown", "integer", (column) => column.notNull())
    .addColumn("closed", "integer", (column) => column.notNull().check(sql`closed in (0, 1)`))
    .addColumn("thread", "text")
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("lists_person").on("lists").columns(["room", "person", "id"]).execute();
  await db.schema.createIndex("lists_room").on("lists").columns(["room", "id"]).execute();
  await db.schema
    .createIndex("lists_thread")
    .on("lists")
    .columns(["room", "thread", "id"])
    .where(sql<boolean>`thread is not null`)
    .execute();
  await db.schema.createIndex("lists_reply").on("lists").columns(["reply", "id"]).execute();
  await db.schema.createIndex("lists_age").on("lists").column("at").execute();
}
