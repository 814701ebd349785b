import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { Mendable } from "../../ports/index.ts";
import { BASELINE, migrations as known } from "./migrations/all.ts";
import { type Migration, SQLITE } from "./migrations/words.ts";
import type { Schema } from "./schema.ts";

/**
 * Brings a store to this program's schema, in one transaction, and makes it first where there is none. Returns its id.
 * A migration may rebuild tables that others point to: foreign keys are off meanwhile, and checked before the commit.
 * Rejects as `Mendable` a store of a newer schema, or one from before the first release: what they mean is not
 * known here. Whatever rejects, the store is left as it was. `name` is for people.
 */
export async function migrate(
  db: Kysely<Schema>,
  name: string,
  migrations: readonly Migration[] = known,
): Promise<string> {
  return await db.connection().execute(async (connection) => {
    // Within a transaction SQLite passes over this pragma without a word.
    await sql`pragma foreign_keys = off`.execute(connection);
    try {
      return await connection.transaction().execute((tx) => bringUpToDate(tx, name, migrations));
    } finally {
      await sql`pragma foreign_keys = on`.execute(connection);
    }
  });
}

async function bringUpToDate(
  tx: Kysely<Schema>,
  name: string,
  migrations: readonly Migration[],
): Promise<string> {
  const newest = BASELINE + migrations.length;
  await tx.schema
    .createTable("store")
    .ifNotExists()
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("schema", "integer", (column) => column.notNull())
    .execute();
  const found = await tx.selectFrom("store").select(["id", "schema"]).executeTakeFirst();
  if (found) refuse(found.schema, newest, name);
  const { id, schema } = found ?? { id: randomBytes(16).toString("hex"), schema: BASELINE };
  if (!found) await tx.insertInto("store").values({ id, schema }).execute();
  if (schema === newest) return id;
  for (const up of migrations.slice(schema - BASELINE)) await up(tx, SQLITE);
  await checkForeignKeys(tx, name);
  await tx.updateTable("store").set({ schema: newest }).execute();
  return id;
}

async function checkForeignKeys(tx: Kysely<Schema>, name: string): Promise<void> {
  const { rows } = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(tx);
  const [broken] = rows;
  if (!broken) return;
  throw new Mendable(
    "configuration",
    `The store ${name} could not be brought up to date: rows of ${broken.table} would point to nothing in ${broken.parent}. Nothing was changed; go on with the Crieur that you had, and report this.`,
  );
}

/** The id of a store that is only read. Rejects one of another schema as `Mendable`. */
export async function readId(db: Kysely<Schema>, name: string): Promise<string> {
  const newest = BASELINE + known.length;
  const { id, schema } = await db.selectFrom("store").select(["id", "schema"]).executeTakeFirstOrThrow();
  refuse(schema, newest, name);
  if (schema < newest) {
    throw new Mendable(
      "configuration",
      `The store ${name} has schema ${schema} and this program needs ${newest}; start the bot once, which brings it up to date.`,
    );
  }
  return id;
}

function refuse(schema: number, newest: number, name: string): void {
  if (schema <= BASELINE) {
    throw new Mendable(
      "configuration",
      `The store ${name} was made before the first release (schema ${schema}), and its tables cannot be read any more; move the file away and start again: with "firstRun: silent" what is open then counts as told.`,
    );
  }
  if (schema > newest) {
    throw new Mendable(
      "configuration",
      `The store ${name} has schema ${schema}, written by a newer Crieur, and this one knows schemas up to ${newest}; install the newer Crieur, or choose another store with --store.`,
    );
  }
}
