import type { Vault } from "../../../ports/index.ts";

/** An object store, and an index of one, as IndexedDB means them; their numbers are those of this program's tables. */
export interface ObjectStore {
  readonly kind: "store";
  readonly id: number;
  readonly name: string;
  readonly indexes: readonly StoreIndex[];
}

export interface StoreIndex {
  readonly kind: "index";
  readonly id: number;
  /** The number of the store that it is of. */
  readonly store: number;
  readonly name: string;
  readonly paths: readonly string[];
  /** Its key is the list of what stands at all paths, and not what stands at the one. */
  readonly compound: boolean;
  readonly unique: boolean;
}

/** The object stores of a database and its version, as the work of this moment finds them; 0: there is none yet. */
export class DatabaseSchema {
  readonly name: string;
  readonly #vault: Vault;

  constructor(vault: Vault, name: string) {
    this.#vault = vault;
    this.name = name;
  }

  get version(): number {
    const row = this.#vault.prepare("select version from crypto_databases where name = ?").get(this.name) as
      | { version: number }
      | undefined;
    return row?.version ?? 0;
  }

  setVersion(version: number): void {
    const sql = `insert into crypto_databases (name, version) values (?, ?)
      on conflict (name) do update set version = excluded.version`;
    this.#vault.prepare(sql).run(this.name, version);
  }

  read(): Map<string, ObjectStore> {
    const stores = this.#vault
      .prepare("select id, name from crypto_stores where of = ? order by name")
      .all(this.name) as { id: number; name: string }[];
    return new Map(
      stores.map(({ id, name }) => [name, { kind: "store", id, name, indexes: this.#indexesOf(id) }]),
    );
  }

  addStore(name: string): void {
    this.#vault.prepare("insert into crypto_stores (of, name) values (?, ?)").run(this.name, name);
  }

  /** The store itself; its records are the caller's to clear before. */
  removeStore({ id }: ObjectStore): void {
    this.#vault.prepare("delete from crypto_indexes where store = ?").run(id);
    this.#vault.prepare("delete from crypto_stores where id = ?").run(id);
  }

  addIndex(
    store: ObjectStore,
    { name, paths, compound, unique }: Omit<StoreIndex, "kind" | "id" | "store">,
  ): void {
    const sql = "insert into crypto_indexes (store, name, paths, compound, uniq) values (?, ?, ?, ?, ?)";
    this.#vault.prepare(sql).run(store.id, name, JSON.stringify(paths), compound ? 1 : 0, unique ? 1 : 0);
  }

  #indexesOf(store: number): StoreIndex[] {
    const rows = this.#vault
      .prepare("select id, name, paths, compound, uniq from crypto_indexes where store = ? order by name")
      .all(store) as { id: number; name: string; paths: string; compound: number; uniq: number }[];
    return rows.map(({ id, name, paths, compound, uniq }) => ({
      kind: "index",
      ...{ id, store, name },
      paths: JSON.parse(paths) as string[],
      compound: compound === 1,
      unique: uniq === 1,
    }));
  }
}
