import type { Kysely } from "kysely";

/** A database as migrations see it: without types of tables, because those are the newest, and a migration is old. */
export type Schemaless = Pick<Kysely<unknown>, "schema" | "getExecutor">;
