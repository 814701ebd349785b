import { deserialize, serialize } from "node:v8";
import type { Vault } from "../../../ports/index.ts";
import { decodeKey, encodeKey, type Key } from "./keys.ts";
import type { KeyRange } from "./range.ts";
import type { ObjectStore, StoreIndex } from "./schema.ts";

/** One thing that a range of a store, or of an index, holds. `key`: that of the index where one was asked. */
export interface Found {
  readonly key: Buffer;
  /** The key in the store itself. */
  readonly primary: Buffer;
  readonly value: Buffer;
}

/** Where a cursor stands: what it has shown last. */
export type Position = Pick<Found, "key" | "primary">;

type Source = ObjectStore | StoreIndex;

/** The records of all object stores, in two tables of the store: values by their keys, and what indexes say of them. */
export class Records {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  get({ id }: ObjectStore, key: Buffer): Buffer | null {
    const sql = "select value from crypto_records where store = ? and key = ?";
    return (this.#vault.prepare(sql).get(id, key) as { value: Buffer } | undefined)?.value ?? null;
  }

  /** Throws `ConstraintError` where another record has the same key in a unique index; then nothing was written. */
  put(store: ObjectStore, key: Buffer, value: unknown): void {
    this.write(store, key, serialize(value));
  }

  /** The same for a value that was serialised before. */
  write(store: ObjectStore, key: Buffer, bytes: Buffer): void {
    const value: unknown = deserialize(bytes);
    const entries = store.indexes.flatMap((index) => {
      const entry = entryOf(index, value);
      return entry === null ? [] : [{ index, entry }];
    });
    for (const { index, entry } of entries) this.#refuseSecond(index, entry, key);
    this.delete(store, key);
    this.#vault
      .prepare("insert into crypto_records (store, key, value) values (?, ?, ?)")
      .run(store.id, key, bytes);
    for (const { index, entry } of entries) this.#enter(index, entry, key);
  }

  delete(store: ObjectStore, key: Buffer): void {
    const before = store.indexes.length === 0 ? null : this.get(store, key);
    if (before !== null) {
      const value: unknown = deserialize(before);
      for (const index of store.indexes) this.#remove(index, entryOf(index, value), key);
    }
    this.#vault.prepare("delete from crypto_records where store = ? and key = ?").run(store.id, key);
  }

  clear(store: ObjectStore): void {
    for (const { id } of store.indexes)
      this.#vault.prepare("delete from crypto_entries where within = ?").run(id);
    this.#vault.prepare("delete from crypto_records where store = ?").run(store.id);
  }

  /** Enters what stands in a store already into an index that is new. */
  fill(store: ObjectStore, index: StoreIndex): void {
    for (const { key, value } of this.find(store, ALL)) {
      const entry = entryOf(index, deserialize(value));
      if (entry === null) continue;
      this.#refuseSecond(index, entry, key);
      this.#enter(index, entry, key);
    }
  }

  /** What lies within a range, in the order of the keys; after `after` where that is given; `limit` of them at most. */
  find(
    source: Source,
    range: KeyRange,
    { after = null, limit = -1 }: { readonly after?: Position | null; readonly limit?: number } = {},
  ): Found[] {
    const { where, values } = conditions(range, "key");
    if (source.kind === "store") {
      const more = after === null ? "" : " and key > ?";
      const sql = `select key, value from crypto_records where store = ?${where}${more} order by key limit ?`;
      const rows = this.#vault
        .prepare(sql)
        .all(source.id, ...values, ...(after === null ? [] : [after.key]), limit);
      return (rows as Omit<Found, "primary">[]).map(({ key, value }) => ({ key, primary: key, value }));
    }
    const more = after === null ? "" : " and (entry.key, entry.record) > (?, ?)";
    const sql = `select entry.key, entry.record as "primary", value from crypto_entries entry
      join crypto_records on crypto_records.store = ? and crypto_records.key = entry.record
      where within = ?${where.replaceAll(" key ", " entry.key ")}${more} order by entry.key, entry.record limit ?`;
    const from = after === null ? [] : [after.key, after.primary];
    return this.#vault.prepare(sql).all(source.store, source.id, ...values, ...from, limit) as Found[];
  }

  count(source: Source, range: KeyRange): number {
    const { where, values } = conditions(range, "key");
    const [table, column] =
      source.kind === "store" ? ["crypto_records", "store"] : ["crypto_entries", "within"];
    const sql = `select count(*) as n from ${table} where ${column} = ?${where}`;
    return (this.#vault.prepare(sql).get(source.id, ...values) as { n: number }).n;
  }

  #refuseSecond({ id, unique, name }: StoreIndex, entry: Buffer, record: Buffer): void {
    if (!unique) return;
    const sql = "select 1 from crypto_entries where within = ? and key = ? and record <> ?";
    if (this.#vault.prepare(sql).get(id, entry, record) !== undefined)
      throw new DOMException(`The index ${name} holds this key already.`, "ConstraintError");
  }

  #enter({ id }: StoreIndex, entry: Buffer, record: Buffer): void {
    this.#vault
      .prepare("insert into crypto_entries (within, key, record) values (?, ?, ?) on conflict do nothing")
      .run(id, entry, record);
  }

  #remove({ id }: StoreIndex, entry: Buffer | null, record: Buffer): void {
    if (entry === null) return;
    this.#vault
      .prepare("delete from crypto_entries where within = ? and key = ? and record = ?")
      .run(id, entry, record);
  }
}

export function contentOf({ value }: Pick<Found, "value">): unknown {
  return deserialize(value);
}

export function keyOf(bytes: Buffer): Key {
  return decodeKey(bytes);
}

const ALL = { lower: null, upper: null, lowerOpen: false, upperOpen: false } satisfies KeyRange;

function conditions(
  { lower, upper, lowerOpen, upperOpen }: KeyRange,
  column: "key",
): { readonly where: string; readonly values: readonly Buffer[] } {
  const from = lower === null ? "" : ` and ${column} ${lowerOpen ? ">" : ">="} ?`;
  const to = upper === null ? "" : ` and ${column} ${upperOpen ? "<" : "<="} ?`;
  return { where: from + to, values: [lower, upper].filter((end) => end !== null) };
}

/** The key of a value in an index; null where the value has none, so that the index does not know it. */
function entryOf({ paths, compound }: StoreIndex, value: unknown): Buffer | null {
  if (!compound) return encodeKey(at(value, paths[0] ?? ""));
  return encodeKey(paths.map((path) => at(value, path)));
}

function at(value: unknown, path: string): unknown {
  if (path === "") return value;
  let found = value;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}
