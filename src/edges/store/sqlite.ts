import type Database from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from "kysely";
import type { Schema } from "./schema.ts";

/** Statements kept prepared; the program has fewer, and batches add a few lengths. */
const STATEMENTS = 500;

/** Kysely over one open connection. Kysely itself lets one transaction have the connection at a time, first come first served. */
export function kyselyOver(database: Database.Database): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new Dialect(database) });
}

class Dialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new Driver(this.#database);
  }
}

/** Kysely's driver, with statements prepared once, read-only transactions that are, and rollbacks that hide no error. */
class Driver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #mode: { reading: boolean };

  constructor(database: Database.Database) {
    const prepared = new Map<string, SqliteStatement & { readonly readonly: boolean }>();
    const mode = { reading: false };
    super({
      database: {
        prepare(sql) {
          let statement = prepared.get(sql);
          if (!statement) {
            statement = database.prepare(sql);
            if (prepared.size >= STATEMENTS) prepared.clear();
            prepared.set(sql, statement);
          }
          if (mode.reading && !statement.readonly)
            throw new Error("A read-only work of the store tried to write.");
          return statement;
        },
        close: () => database.close(),
      },
    });
    this.#database = database;
    this.#mode = mode;
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const reads = settings?.accessMode === "read only";
    await connection.executeQuery(CompiledQuery.raw(reads ? "begin" : "begin immediate"));
    this.#mode.reading = reads;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#mode.reading = false;
    await super.commitTransaction(connection);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#mode.reading = false;
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}
