import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  type Selectable,
  type SqlBool,
  sql,
} from "kysely";
import type { Decision, DecisionTable } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

/** What makes a decision the same as another. */
export type DecisionIdentity = Pick<Decision, "place" | "offer" | "opening" | "kind" | "cause">;

export function decisionTable(db: Kysely<Schema>): DecisionTable {
  return {
    async add({ place, offer, opening, kind, cause, message, position }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("decisions")
        .values({ place, offer, opening, kind, cause, message, position })
        .onConflict((conflict) =>
          conflict.columns(["offer", "opening", "place", "kind", "cause"]).doNothing(),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async close(offer, opening, at) {
      await db
        .updateTable("decisions")
        .set({ closed_at: at })
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .execute();
    },
    async ofMessage(message) {
      const rows = db.selectFrom("decisions").selectAll().where("message", "=", message).orderBy("position");
      return (await rows.execute()).map(decisionOf);
    },
    async ofOffer(offer, opening) {
      const rows = db
        .selectFrom("decisions")
        .selectAll()
        .where("offer", "=", offer)
        .where("opening", "=", opening)
        .orderBy("message")
        .orderBy("position");
      return (await rows.execute()).map(decisionOf);
    },
    async remove(decision) {
      await db.deleteFrom("decisions").where(identity(decision)).execute();
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

function decisionOf({ closed_at: closedAt, ...row }: Selectable<Schema["decisions"]>): Decision {
  return { ...row, closedAt };
}

/** The condition that a row is this very decision. */
export function identity({ place, offer, opening, kind, cause }: DecisionIdentity) {
  return (row: ExpressionBuilder<Schema, "decisions">): ExpressionWrapper<Schema, "decisions", SqlBool> =>
    row.and({ place, offer, opening, kind, cause });
}
