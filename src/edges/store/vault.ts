import type Database from "better-sqlite3";
import type { Vault, VaultStatement } from "../../ports/index.ts";

/** A work of the store as its vault follows it. */
export interface VaultWork {
  readonly writes: boolean;
  over: boolean;
  /** Called when the work was undone. */
  readonly undone: (() => void)[];
}

/** Statements kept prepared; the crypto store has some dozens. */
const STATEMENTS = 200;

/** Vaults over one connection, which is the one that Kysely works with: both are in the same transaction of SQLite. */
export function vaultsOver(database: Database.Database): (work: VaultWork) => Vault {
  const prepared = new Map<string, VaultStatement>();
  const prepare = (sql: string): VaultStatement => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= STATEMENTS) prepared.clear();
    const statement = database.prepare(sql) as unknown as VaultStatement;
    prepared.set(sql, statement);
    return statement;
  };
  return (work) => ({
    prepare(sql) {
      if (work.over || !work.writes || !database.inTransaction)
        throw new Error("Keys are read and written within a writing work of the store only.");
      return prepare(sql);
    },
    onUndo: (callback) => {
      work.undone.push(callback);
    },
  });
}
