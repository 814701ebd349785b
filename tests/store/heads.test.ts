import Database from "better-sqlite3";
import { type CompiledQuery, type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { anyUnsettled, headsOfClass } from "../../src/edges/store/heads.ts";
import { migrate } from "../../src/edges/store/migrate.ts";
import type { Schema } from "../../src/edges/store/schema.ts";
import { kyselyOver } from "../../src/edges/store/sqlite.ts";

let db: Kysely<Schema>;

beforeEach(async () => {
  db = kyselyOver(new Database(":memory:"));
  await migrate(db, "in memory");
});
afterEach(() => db.destroy());

async function planOf(query: CompiledQuery): Promise<string[]> {
  const literal = query.sql.replaceAll("?", "(select '1')");
  const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(literal)}`.execute(db);
  return plan.rows.map(({ detail }) => detail);
}

it("heads are found by indexes alone: what is settled is never walked through", async () => {
  const steps = await planOf(headsOfClass(db, { of: "edit", now: 1, limit: 10 }).compile());
  expect(steps.filter((step) => /\bSCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(step))).toEqual([]);
  expect(steps.join("\n")).toMatch(/SEARCH outbox USING INDEX outbox_line/);
  expect(steps.join("\n")).toMatch(/attempted USING COVERING INDEX outbox_attempted/);
  expect(steps.join("\n")).toMatch(/before USING INDEX outbox_place_line/);
});

it("whether anything waits is seen in an index of what is not settled", async () => {
  const steps = await planOf(anyUnsettled(db, { limit: 1 }).compile());
  expect(steps.filter((step) => /\boutbox\b/.test(step))).toEqual(["SCAN outbox USING INDEX outbox_due"]);
});
