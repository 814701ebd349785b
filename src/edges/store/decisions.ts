import { type ExpressionBuilder, type ExpressionWrapper, type Kysely, type SqlBool, sql } from "kysely";
import type { Decision, DecisionIdentity, DecisionTable, OutboxId } from "../../ports/index.ts";
import { batches } from "./columns.ts";
import type { Schema } from "./schema.ts";

export function decisionTable(db: Kysely<Schema>): DecisionTable {
  const select = () => db.selectFrom("decisions").selectAll();
  return {
    async add(decisions) {
      let added = 0n;
      for (const batch of batches(decisions, 9)) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto("decisions")
          .values(batch.map((decision) => ({ subscription: null, closedAt: null, ...decision })))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        added += numInsertedOrUpdatedRows ?? 0n;
      }
      return Number(added);
    },
    async close(offer, opening, closedAt) {
      await db
        .updateTable("decisions")
        .set({ closedAt })
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .execute();
    },
    ofMessage: (message) => select().where("message", "=", message).orderBy("position").execute(),
    ofOffer: (offer, opening) =>
      select()
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .orderBy("message")
        .orderBy("position")
        .execute(),
    async among(offers, places) {
      const found: Decision[] = [];
      for (const some of batches(offers, 2)) {
        for (const there of batches(places, 2))
          found.push(...(await select().where("offer", "in", some).where("place", "in", there).execute()));
      }
      return found;
    },
    async remove(decisions) {
      for (const same of alike(decisions)) {
        for (const batch of batches(same, 1)) {
          const [first] = batch;
          if (!first) continue;
          await db
            .deleteFrom("decisions")
            .where(but(first))
            .where(
              "place",
              "in",
              batch.map(({ place }) => place),
            )
            .execute();
        }
      }
    },
    async emptyOf(messages) {
      const empty: OutboxId[] = [];
      for (const batch of batches(messages, 1)) {
        const rows = await db
          .selectFrom("outbox")
          .select("id")
          .where("id", "in", batch)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom("decisions").select("message").whereRef("decisions.message", "=", "outbox.id"),
              ),
            ),
          )
          .execute();
        empty.push(...rows.map(({ id }) => id));
      }
      return empty;
    },
    async move(from, to) {
      const { end } = await db
        .selectFrom("decisions")
        .select((row) => row.fn.coalesce(row.fn.max("position"), sql.lit(-1)).as("end"))
        .where("message", "=", to)
        .executeTakeFirstOrThrow();
      await db
        .updateTable("decisions")
        .set((row) => ({ message: to, position: row("position", "+", end + 1) }))
        .where("message", "=", from)
        .execute();
    },
  };
}

/** Decisions of one offer, as they were taken for many places. */
function alike(decisions: readonly DecisionIdentity[]): Iterable<readonly DecisionIdentity[]> {
  return Map.groupBy(decisions, ({ offer, opening, kind, cause }) =>
    JSON.stringify([offer, opening, kind, cause]),
  ).values();
}

type Condition = (
  row: ExpressionBuilder<Schema, "decisions">,
) => ExpressionWrapper<Schema, "decisions", SqlBool>;

/** The condition that a row is this decision, in whatever place. */
function but({ offer, opening, kind, cause }: DecisionIdentity): Condition {
  return (row) => row.and({ offer, opening, kind, cause });
}

/** The condition that a row is this very decision. */
export function identity({ place, offer, opening, kind, cause }: DecisionIdentity): Condition {
  return (row) => row.and({ place, offer, opening, kind, cause });
}
