import type { CompiledQuery, Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Stands in a query for a value that is given when it runs. */
class Given {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Runs a statement at once on the connection that a transaction has. */
type Run = (sql: string, parameters: readonly unknown[]) => unknown[];

/** Engines whose one connection can be asked without waiting, and the transactions that have it now. */
const engines = new WeakMap<object, Run>();
const direct = new WeakMap<Kysely<Schema>, Run>();

/** `run` asks the one connection of `db`. */
export function askDirectly(db: Kysely<Schema>, run: Run): void {
  engines.set(db.getExecutor().adapter, run);
}

/**
 * Prepared queries over an open transaction go straight to its connection from now on: Kysely's own way there, through
 * half a dozen promises, takes five times as long as SQLite does for most of them. To be taken back, by what it returns,
 * when the work is over: then they go Kysely's way again, which refuses them.
 */
export function shortCut(transaction: Kysely<Schema>): () => void {
  const run = engines.get(transaction.getExecutor().adapter);
  if (run) direct.set(transaction, run);
  return () => {
    direct.delete(transaction);
  };
}

const givens = new Proxy({}, { get: (_, name) => new Given(String(name)) });

/**
 * A query that is built once for each engine, and run with other values each time: building one takes Kysely longer
 * than SQLite takes to answer it. `build` may pass its values on as parameters only; it never sees what they are.
 */
export function prepared<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => { compile(): CompiledQuery<Row> },
): (db: Kysely<Schema>, values: Values) => Promise<Row[]> {
  const queries = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, values) => {
    const engine = db.getExecutor().adapter;
    const query = queries.get(engine) ?? withFixedPlan(build(db, givens as Values).compile());
    queries.set(engine, query);
    const known = values as Readonly<Record<string, unknown>>;
    const parameters = query.parameters.map((one) => (one instanceof Given ? known[one.name] : one));
    const run = direct.get(db);
    if (run) return run(query.sql, parameters) as Row[];
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

/**
 * SQLite built with STAT4, as better-sqlite3 is, plans some statements anew at every binding of a parameter that might
 * matter to the plan (`LIMIT ?`, any `= ?` beside a join): up to 60 µs for one that takes 1 µs. It does not look into a
 * subquery. PostgreSQL writes its parameters otherwise.
 */
function withFixedPlan<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  return { ...query, sql: query.sql.replaceAll("?", "(select ?)") };
}

/** The same for a query that finds one row at most; null when it finds none. */
export function preparedOne<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => { compile(): CompiledQuery<Row> },
): (db: Kysely<Schema>, values: Values) => Promise<Row | null> {
  const query = prepared(build);
  return async (db, values) => (await query(db, values))[0] ?? null;
}
