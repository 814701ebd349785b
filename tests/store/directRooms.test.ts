import Database from "better-sqlite3";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { placesOf } from "../../src/edges/store/directRooms.ts";
import { migrate } from "../../src/edges/store/migrate.ts";
import { kyselyOver } from "../../src/edges/store/sqlite.ts";
import { user } from "../support/identifiers.ts";

it("the rooms of people are found by indexes alone, however many rooms there are", async () => {
  const db = kyselyOver(new Database(":memory:"));
  await migrate(db, "in memory");
  const query = placesOf(db, [user("lea"), user("noor")]).compile();
  const literal = query.sql.replaceAll("?", "'1'");
  const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(literal)}`.execute(db);
  const steps = plan.rows.map(({ detail }) => detail);
  expect(steps.filter((step) => /\bSCAN\b/.test(step))).toEqual([]);
  expect(steps.join("\n")).toMatch(/SEARCH places USING INDEX places_person/);
  await db.destroy();
});
