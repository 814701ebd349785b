import { existsSync } from "node:fs";
import Database from "better-sqlite3";

/**
 * The bot's store, read from outside while it works: only to choose instants, and to know when nothing is left to wait
 * for. The ledger reads nothing of it.
 */
export class StoreView {
  readonly #path: string;
  #database: Database.Database | null = null;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The first column of the first row; null where there is no store, or none that can be read. */
  value(sql: string, ...parameters: readonly (string | number)[]): unknown {
    try {
      return Object.values((this.#prepared(sql)?.get(...parameters) as object | undefined) ?? {})[0] ?? null;
    } catch {
      this.close();
      return null;
    }
  }

  count(sql: string, ...parameters: readonly (string | number)[]): number {
    return Number(this.value(sql, ...parameters) ?? 0);
  }

  /** Changes with each commit of the bot; null where there is no store, or none that can be read. */
  commits(): number | null {
    const version = this.value("pragma data_version");
    return typeof version === "number" ? version : null;
  }

  /** Everything heard is opened and answered, everything decided is said, every gap is filled. */
  isIdle(): boolean {
    return (
      this.value("select count(*) from unopened") === 0 &&
      this.value("select count(*) from inbox where outcome is null") === 0 &&
      this.value("select count(*) from outbox where state in ('queued', 'attempted')") === 0 &&
      this.value("select count(*) from gaps") === 0
    );
  }

  /** Has to be called before the file is replaced. */
  close(): void {
    this.#statements.clear();
    this.#database?.close();
    this.#database = null;
  }

  #prepared(sql: string): Database.Statement | null {
    if (this.#database === null) {
      if (!existsSync(this.#path)) return null;
      this.#database = new Database(this.#path, { readonly: true, timeout: 2000 });
    }
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
