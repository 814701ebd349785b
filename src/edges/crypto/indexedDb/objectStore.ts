import type { Key } from "./keys.ts";
import { type KeyRange, rangeOf, validKey } from "./range.ts";
import { contentOf, type Found, keyOf, type Position } from "./records.ts";
import { Request } from "./request.ts";
import type { ObjectStore, StoreIndex } from "./schema.ts";
import type { Transaction } from "./transaction.ts";

/** What stores and indexes have in common: both are read by ranges. */
abstract class Source {
  readonly transaction: Transaction;

  constructor(transaction: Transaction) {
    this.transaction = transaction;
  }

  protected abstract source(): ObjectStore | StoreIndex;

  get(query: KeyRange | Key): Request {
    return this.#ask(query, (range) => {
      const [first] = this.#find(range, 1);
      return first && contentOf(first);
    });
  }

  getAll(query?: KeyRange | Key | null, limit?: number): Request {
    return this.#ask(query, (range) => this.#find(range, limit).map(contentOf));
  }

  getAllKeys(query?: KeyRange | Key | null, limit?: number): Request {
    return this.#ask(query, (range) => this.#find(range, limit).map(({ primary }) => keyOf(primary)));
  }

  count(query?: KeyRange | Key | null): Request {
    return this.#ask(query, (range) => this.transaction.records().count(this.source(), range));
  }

  openCursor(query?: KeyRange | Key | null): Request {
    const range = rangeOf(query);
    const request: Request = new Request();
    const at = (position: Position | null) => () => {
      const [found] = this.transaction.records().find(this.source(), range, { after: position, limit: 1 });
      return found === undefined ? null : cursorAt(this, found, request, at);
    };
    return this.transaction.ask(at(null), request);
  }

  /** The object store whose record a cursor shows. */
  abstract store(): Store;

  #ask(query: KeyRange | Key | null | undefined, work: (range: KeyRange) => unknown): Request {
    const range = rangeOf(query);
    return this.transaction.ask(() => work(range));
  }

  #find(range: KeyRange, limit = 0): Found[] {
    return this.transaction.records().find(this.source(), range, { limit: limit > 0 ? limit : -1 });
  }
}

export class Index extends Source {
  readonly #store: Store;
  readonly #name: string;

  constructor(store: Store, name: string) {
    super(store.transaction);
    this.#store = store;
    this.#name = name;
  }

  protected source(): StoreIndex {
    const found = this.#store.known().indexes.find(({ name }) => name === this.#name);
    if (found === undefined) throw new DOMException(`There is no index ${this.#name}.`, "NotFoundError");
    return found;
  }

  store(): Store {
    return this.#store;
  }
}

/** An object store whose keys stand beside its values. */
export class Store extends Source {
  readonly name: string;

  constructor(transaction: Transaction, name: string) {
    super(transaction);
    this.name = name;
    transaction.storeNamed(name);
  }

  known(): ObjectStore {
    return this.transaction.storeNamed(this.name);
  }

  protected source(): ObjectStore {
    return this.known();
  }

  store(): Store {
    return this;
  }

  index(name: string): Index {
    this.transaction.assertLive();
    if (!this.known().indexes.some((index) => index.name === name))
      throw new DOMException(`There is no index ${name}.`, "NotFoundError");
    return new Index(this, name);
  }

  put(value: unknown, key: Key): Request {
    return this.#write(value, key, false);
  }

  add(value: unknown, key: Key): Request {
    return this.#write(value, key, true);
  }

  delete(query: KeyRange | Key): Request {
    this.transaction.assertWrites();
    const range = rangeOf(query);
    return this.transaction.ask(() => {
      for (const { key } of this.transaction.records().find(this.known(), range)) this.remove(key);
    });
  }

  clear(): Request {
    this.transaction.assertWrites();
    return this.transaction.ask(() => {
      const [records, store] = [this.transaction.records(), this.known()];
      const all = records.find(store, rangeOf(null));
      this.transaction.write(
        () => records.clear(store),
        () => {
          for (const { key, value } of all) records.write(store, key, value);
        },
      );
    });
  }

  /** For a cursor, and for `delete`: the record of that key goes, and comes back should the transaction abort. */
  remove(key: Buffer): void {
    const [records, store] = [this.transaction.records(), this.known()];
    const before = records.get(store, key);
    if (before === null) return;
    this.transaction.write(
      () => records.delete(store, key),
      () => records.write(store, key, before),
    );
  }

  #write(value: unknown, key: Key, fresh: boolean): Request {
    this.transaction.assertWrites();
    const bytes = validKey(key);
    const copy: unknown = structuredClone(value);
    return this.transaction.ask(() => {
      const [records, store] = [this.transaction.records(), this.known()];
      const before = records.get(store, bytes);
      if (fresh && before !== null)
        throw new DOMException("The object store holds this key already.", "ConstraintError");
      this.transaction.write(
        () => records.put(store, bytes, copy),
        () => (before === null ? records.delete(store, bytes) : records.write(store, bytes, before)),
      );
      return key;
    });
  }
}

/** `IDBCursor`, for `instanceof`. */
export class Cursor {}

/** A cursor that shows one record, and goes on from it. */
export class CursorWithValue extends Cursor {
  readonly key: Key;
  readonly primaryKey: Key;
  readonly value: unknown;
  readonly request: Request;
  readonly source: unknown;
  readonly #found: Found;
  readonly #store: Store;
  readonly #next: () => unknown;

  constructor(source: Source, found: Found, request: Request, next: () => unknown) {
    super();
    this.source = source;
    this.key = keyOf(found.key);
    this.primaryKey = keyOf(found.primary);
    this.value = contentOf(found);
    this.request = request;
    this.#found = found;
    this.#store = source.store();
    this.#next = next;
  }

  continue(): void {
    this.request.ask();
    this.#store.transaction.ask(this.#next, this.request);
  }

  delete(): Request {
    this.#store.transaction.assertWrites();
    return this.#store.transaction.ask(() => this.#store.remove(this.#found.primary));
  }

  update(value: unknown): Request {
    return this.#store.put(value, this.primaryKey);
  }
}

function cursorAt(
  source: Source,
  found: Found,
  request: Request,
  at: (position: Position) => () => unknown,
): CursorWithValue {
  return new CursorWithValue(source, found, request, at(found));
}
