import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { Mendable } from "../../ports/index.ts";
import { migrations } from "./migrations/all.ts";
import type { Schema } from "./schema.ts";

/**
 * Brings a store to this program's schema, in one transaction, and makes it first where there is none. Returns its id.
 * Rejects a store of a newer schema as `Mendable`: what it means is not known here. `name` is for people.
 */
export function migrate(db: Kysely<Schema>, name: string): Promise<string> {
  return db.transaction().execute(async (tx) => {
    await tx.schema
      .createTable("store")
      .ifNotExists()
      .addColumn("id", "text", (column) => column.notNull().primaryKey())
      .addColumn("schema", "integer", (column) => column.notNull())
      .execute();
    const found = await tx.selectFrom("store").selectAll().executeTakeFirst();
    const id = found?.id ?? randomBytes(16).toString("hex");
    const schema = found?.schema ?? 0;
    refuseNewer(schema, name);
    if (!found) await tx.insertInto("store").values({ id, schema: 0 }).execute();
    for (const up of migrations.slice(schema)) await up(tx);
    if (schema < migrations.length)
      await tx.updateTable("store").set({ schema: migrations.length }).execute();
    return id;
  });
}

/** The id of a store that is only read. Rejects one of another schema as `Mendable`. */
export async function readId(db: Kysely<Schema>, name: string): Promise<string> {
  const { id, schema } = await db.selectFrom("store").selectAll().executeTakeFirstOrThrow();
  refuseNewer(schema, name);
  if (schema < migrations.length) {
    throw new Mendable(
      "configuration",
      `The store ${name} has schema ${schema} and this program needs ${migrations.length}; start the bot once, which brings it up to date.`,
    );
  }
  return id;
}

function refuseNewer(schema: number, name: string): void {
  if (schema <= migrations.length) return;
  throw new Mendable(
    "configuration",
    `The store ${name} has schema ${schema}, written by a newer Crieur, and this one knows schemas up to ${migrations.length}; install the newer Crieur, or choose another store with --store.`,
  );
}
