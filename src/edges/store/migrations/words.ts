import { type Kysely, sql } from "kysely";

/** A database as migrations see it: without types of tables, because those are the newest, and a migration is old. */
export type Schemaless = Pick<Kysely<unknown>, "schema" | "getExecutor">;

/** The words that SQL engines do not share. Everything else in a migration has to be read by all of them. */
export interface Words {
  /** A primary key that the engine counts up, and never gives twice: rows that are gone leave their number unused. */
  readonly id: string;
  /** After a table's columns: its rows stand in the order of the primary key, without a key of their own. */
  readonly clustered: string;
  /** The type of a column of bytes. */
  readonly bytes: string;
}

export const SQLITE: Words = {
  id: "integer primary key autoincrement",
  clustered: "without rowid",
  bytes: "blob",
};
export const POSTGRES: Words = {
  id: "integer generated always as identity primary key",
  clustered: "",
  bytes: "bytea",
};

/** A step from a schema to the next. It may rebuild tables: foreign keys are checked when all steps are done. */
export type Migration = (db: Schemaless, words: Words) => Promise<void>;

/** Runs statements of SQL text, one after the other. */
export async function run(db: Schemaless, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
