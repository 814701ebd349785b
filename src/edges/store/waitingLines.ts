import { type Kysely, sql } from "kysely";
import type { WaitingLine } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

/** An edit waits with its original, so that its own time begins when that is sent: it counts from its last change. */
export async function waitingLines(db: Kysely<Schema>, now: number): Promise<WaitingLine[]> {
  const rows = await db
    .selectFrom("outbox")
    .select(({ fn }) => [
      "class",
      "state",
      fn.countAll<number>().as("rows"),
      sql<number>`min(case when not_before > created_at then not_before else created_at end)`.as("since"),
    ])
    .where("settledAt", "is", null)
    .where("reachable", "=", sql.lit(true))
    .where("notBefore", "<=", now)
    .groupBy(["class", "state"])
    .execute();
  return rows.flatMap(({ class: kind, state, rows: count, since }) =>
    state === "queued" || state === "attempted" ? [{ class: kind, state, rows: count, since }] : [],
  );
}
