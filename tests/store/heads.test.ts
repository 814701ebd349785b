import Database from "better-sqlite3";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { headsOfClass } from "../../src/edges/store/heads.ts";
import { migrate } from "../../src/edges/store/migrate.ts";
import { kyselyOver } from "../../src/edges/store/sqlite.ts";

it("heads are found by indexes alone: what is settled is never walked through", async () => {
  const db = kyselyOver(new Database(":memory:"));
  await migrate(db, "in memory");
  const query = headsOfClass(db, { of: "edit", now: 1, limit: 10 }).compile();
  const literal = query.sql.replaceAll("?", "(select '1')");
  const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(literal)}`.execute(db);
  const steps = plan.rows.map(({ detail }) => detail);
  expect(steps.filter((step) => /\bSCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(step))).toEqual([]);
  expect(steps.join("\n")).toMatch(/SEARCH outbox USING INDEX outbox_line/);
  expect(steps.join("\n")).toMatch(/attempted USING COVERING INDEX outbox_attempted/);
  expect(steps.join("\n")).toMatch(/before USING INDEX outbox_place_line/);
  await db.destroy();
});
