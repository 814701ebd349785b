import type { Schemaless } from "./schemaless.ts";

/** What files said when they were last read, so that a start with unchanged files need not parse them again. */
export async function up(db: Schemaless): Promise<void> {
  await db.schema
    .createTable("parses")
    .addColumn("file", "text", (column) => column.notNull().primaryKey())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("reading", "text", (column) => column.notNull())
    .execute();
}
