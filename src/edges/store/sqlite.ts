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

  constructor(database: Database.Database) {
    const prepared = new Map<string, SqliteStatement>();
    super({
      database: {
        prepare(sql) {
          const known = prepared.get(sql);
          if (known) return known;
          const statement = database.prepare(sql);
          if (prepared.size >= STATEMENTS) prepared.clear();
          prepared.set(sql, statement);
          return statement;
        },
        close: () => database.close(),
      },
    });
    this.#database = database;
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const reads = settings?.accessMode === "read only";
    if (reads) this.#database.pragma("query_only = on");
    await connection.executeQuery(CompiledQuery.raw(reads ? "begin" : "begin immediate"));
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#database.pragma("query_only = off");
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
    this.#database.pragma("query_only = off");
  }
}
