import { type Kysely, sql } from "kysely";
import type { PeopleTable } from "../../ports/index.ts";
import { NOBODY, type UserId } from "../../rooms/identifiers.ts";
import type { Schema } from "./schema.ts";

export function peopleTable(db: Kysely<Schema>): PeopleTable {
  return {
    async forget(person, asked) {
      await db.deleteFrom("follows").where("person", "=", person).execute();
      await db.deleteFrom("lists").where("person", "=", person).execute();
      const nobody = { person: NOBODY };
      await db
        .updateTable("inbox")
        .set({ sender: NOBODY })
        .where("sender", "=", person)
        .where((row) => row.or([row("outcome", "is not", null), row("event", "=", asked)]))
        .execute();
      await db.updateTable("confirmations").set(nobody).where("person", "=", person).execute();
      await db.updateTable("subscriptions").set({ author: null }).where("author", "=", person).execute();
      await forgetAudit(db, person);
      await forgetQuiet(db, person);
    },
  };
}

/** The audit keeps each subscription as it was then, with who had asked for it: perhaps somebody else. */
async function forgetAudit(db: Kysely<Schema>, person: UserId): Promise<void> {
  const rows = await db
    .selectFrom("audit")
    .select(["id", "person", "subscription"])
    .where((row) =>
      row.or([
        row("person", "=", person),
        row(sql<string>`cast(subscription as text)`, "like", within(person)),
      ]),
    )
    .execute();
  for (const row of rows) {
    const author = row.subscription.author === person ? null : row.subscription.author;
    await db
      .updateTable("audit")
      .set({
        person: row.person === person ? NOBODY : row.person,
        subscription: { ...row.subscription, author },
      })
      .where("id", "=", row.id)
      .execute();
  }
}

/** A pause goes on. What was asked for before it may be another's, and the other way round. */
async function forgetQuiet(db: Kysely<Schema>, person: UserId): Promise<void> {
  const rows = await db
    .selectFrom("quiet")
    .select(["place", "person", "earlier"])
    .where((row) =>
      row.or([row("person", "=", person), row(sql<string>`cast(earlier as text)`, "like", within(person))]),
    )
    .execute();
  for (const { place, person: asked, earlier } of rows) {
    const before = earlier && { ...earlier, person: earlier.person === person ? null : earlier.person };
    await db
      .updateTable("quiet")
      .set({ person: asked === person ? null : asked, earlier: before })
      .where("place", "=", place)
      .execute();
  }
}

/** Finds more than it means, where a name holds `_`; each row is then compared. */
function within(person: UserId): string {
  return `%${JSON.stringify(person)}%`;
}
