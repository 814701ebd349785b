import type { CompiledQuery, Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Stands in a query for a value that is given when it runs. */
class Given {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
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
    const known = new Map<string, unknown>(Object.entries(values));
    const parameters = query.parameters.map((one) => (one instanceof Given ? known.get(one.name) : one));
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
