import { setImmediate as breathe } from "node:timers/promises";
import type Database from "better-sqlite3";
import {
  CamelCasePlugin,
  type DatabaseConnection,
  Kysely,
  type PluginTransformResultArgs,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
  type UnknownRow,
} from "kysely";
import { askDirectly } from "./prepared.ts";
import type { Schema } from "./schema.ts";
import { DiskWaits } from "./waits.ts";

/** Statements kept prepared; the program has fewer, and batches add a few lengths. */
const STATEMENTS = 500;

/**
 * Kysely over one open connection. Kysely itself lets one transaction have the connection at a time, first come first served.
 * `waits` hears how long each waited for the disk.
 */
export function kyselyOver(database: Database.Database, waits = new DiskWaits()): Kysely<Schema> {
  const statements = new Statements(database);
  const dialect = new Dialect(database, statements, waits);
  const db = new Kysely<Schema>({ dialect, plugins: [new ColumnNames()] });
  askDirectly(db, (sql, parameters) => {
    const statement = statements.prepare(sql);
    if (statement.reader) return statement.all(parameters);
    statement.run(parameters);
    return [];
  });
  return db;
}

/** Statements prepared once; in a read-only work those that would write are refused. */
class Statements {
  readonly #database: Database.Database;
  readonly #prepared = new Map<string, Prepared>();
  reading = false;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  prepare(sql: string): Prepared {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = new Prepared(this.#database.prepare(sql));
      if (this.#prepared.size >= STATEMENTS) this.#prepared.clear();
      this.#prepared.set(sql, statement);
    }
    if (this.reading && !statement.readonly) throw new Error("A read-only work of the store tried to write.");
    return statement;
  }
}

/** Names in queries become those of columns; results come with ours already, because `Prepared` names them once. */
class ColumnNames extends CamelCasePlugin {
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

class Dialect extends SqliteDialect {
  readonly #database: Database.Database;
  readonly #statements: Statements;
  readonly #waits: DiskWaits;

  constructor(database: Database.Database, statements: Statements, waits: DiskWaits) {
    super({ database });
    this.#database = database;
    this.#statements = statements;
    this.#waits = waits;
  }

  override createDriver(): Driver {
    return new Driver(this.#database, this.#statements, this.#waits);
  }
}

/** Kysely's driver, with statements prepared once, read-only transactions that are, and rollbacks that hide no error. */
class Driver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #statements: Statements;
  readonly #waits: DiskWaits;

  constructor(database: Database.Database, statements: Statements, waits: DiskWaits) {
    super({ database: { prepare: (sql) => statements.prepare(sql), close: () => database.close() } });
    this.#database = database;
    this.#statements = statements;
    this.#waits = waits;
  }

  override async beginTransaction(_: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const reads = settings?.accessMode === "read only";
    // Works that follow each other would let nobody else have a turn for as long as all of them wait for a slow disk.
    if (this.#waits.takeHeavy()) await breathe();
    this.#timed(reads ? "begin" : "begin immediate");
    this.#statements.reading = reads;
  }

  override async commitTransaction(): Promise<void> {
    this.#statements.reading = false;
    this.#timed("commit");
  }

  /** What waits for the disk. */
  #timed(sql: string): void {
    const began = performance.now();
    try {
      this.#statements.prepare(sql).run([]);
    } finally {
      const now = performance.now();
      this.#waits.note(now - began, now);
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#statements.reading = false;
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

type Row = Record<string, unknown>;

interface ResultColumn {
  readonly name: string;
  readonly ours: string;
  readonly read: ((value: unknown) => unknown) | null;
}

/**
 * SQLite has no booleans and no JSON of its own: both are written as numbers and text, and read back by the type that
 * their column was declared with. What a column was declared as also holds in `returning`.
 */
const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  boolean: (value) => value === 1,
  json: (value) => JSON.parse(String(value)),
};

class Prepared implements SqliteStatement {
  readonly reader: boolean;
  readonly readonly: boolean;
  readonly #statement: Database.Statement<unknown[], Row>;
  #columns: readonly ResultColumn[] | null = null;

  constructor(statement: Database.Statement) {
    this.#statement = statement as Database.Statement<unknown[], Row>;
    this.reader = statement.reader;
    this.readonly = statement.readonly;
  }

  all(parameters: readonly unknown[]): unknown[] {
    const rows = this.#statement.all(parameters.map(written));
    this.#columns ??= columnsOf(this.#statement);
    const columns = this.#columns;
    return rows.map((row) => read(row, columns));
  }

  run(parameters: readonly unknown[]): Database.RunResult {
    return this.#statement.run(parameters.map(written));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.all(parameters)[Symbol.iterator]();
  }
}

function written(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Uint8Array) return value;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function columnsOf(statement: Database.Statement): ResultColumn[] {
  return statement.columns().map(({ name, type }) => ({
    name,
    ours: name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    read: READERS[type ?? ""] ?? null,
  }));
}

function read(row: Row, columns: readonly ResultColumn[]): Row {
  const values: Row = {};
  for (const { name, ours, read } of columns) {
    const value = row[name];
    values[ours] = read === null || value === null ? value : read(value);
  }
  return values;
}
