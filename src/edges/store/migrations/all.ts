import { up as first } from "./001.ts";
import { up as second } from "./002.ts";
import type { Schemaless } from "./schemaless.ts";

/** In order: the schema's number is how many of these a store has seen. Named in code, so that no folder is read. */
export const migrations: readonly ((db: Schemaless) => Promise<void>)[] = [first, second];
