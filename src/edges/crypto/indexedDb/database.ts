import { Store } from "./objectStore.ts";
import type { Handler, OpenRequest } from "./request.ts";
import type { DatabaseSchema, ObjectStore } from "./schema.ts";
import { type Ground, type Line, type Mode, Transaction } from "./transaction.ts";

/** A database as the crypto library has it open. What it knows of its stores is read anew only by an upgrade. */
export class Database implements Ground, Line {
  readonly name: string;
  onversionchange: Handler = null;
  readonly #schema: () => DatabaseSchema;
  readonly #records: Ground["records"];
  #stores: ReadonlyMap<string, ObjectStore>;
  /** Transactions that write, in the order of their beginnings; the first one is at work. */
  readonly #writers: Transaction[] = [];
  #upgrade: Transaction | null = null;

  /** `schema` and `records` throw outside of a work. */
  constructor(schema: () => DatabaseSchema, records: Ground["records"]) {
    this.#schema = schema;
    this.#records = records;
    this.name = schema().name;
    this.#stores = schema().read();
  }

  get version(): number {
    return this.#schema().version;
  }

  get objectStoreNames(): NameList {
    return new NameList([...this.#stores.keys()]);
  }

  transaction(names: string | readonly string[], mode: Mode = "readonly"): IdbTransaction {
    for (const name of typeof names === "string" ? [names] : names)
      if (!this.#stores.has(name))
        throw new DOMException(`There is no object store ${name}.`, "NotFoundError");
    return new IdbTransaction(mode, this);
  }

  createObjectStore(name: string): UpgradedStore {
    const upgrade = this.#upgrading();
    if (this.#stores.has(name))
      throw new DOMException(`The object store ${name} is there already.`, "ConstraintError");
    this.#schema().addStore(name);
    this.#stores = this.#schema().read();
    return new UpgradedStore(upgrade, name, this);
  }

  deleteObjectStore(name: string): void {
    const store = this.#upgrading().storeNamed(name);
    this.#records().clear(store);
    this.#schema().removeStore(store);
    this.#stores = this.#schema().read();
  }

  createIndex(of: string, name: string, path: string | readonly string[], unique: boolean): void {
    const upgrade = this.#upgrading();
    const compound = typeof path !== "string";
    const index = { name, paths: compound ? path : [path], compound, unique };
    this.#schema().addIndex(upgrade.storeNamed(of), index);
    this.#stores = this.#schema().read();
    upgrade.ask(() => {
      const store = upgrade.storeNamed(of);
      const added = store.indexes.find((one) => one.name === name);
      if (added) this.#records().fill(store, added);
    });
  }

  /** Nothing is held: the tables are the store's. */
  close(): void {}

  records(): ReturnType<Ground["records"]> {
    return this.#records();
  }

  stores(): ReadonlyMap<string, ObjectStore> {
    return this.#stores;
  }

  enter(transaction: Transaction): void {
    this.#writers.push(transaction);
    if (this.#writers[0] === transaction) transaction.begin();
  }

  leave(transaction: Transaction): void {
    const at = this.#writers.indexOf(transaction);
    if (at === -1) return;
    this.#writers.splice(at, 1);
    if (at === 0) this.#writers[0]?.begin();
  }

  /**
   * Lets the handler of an upgrade change the stores, then calls back. It may wait for what it asks: the upgrade ends
   * when a turn of the event loop has passed in which it asked nothing.
   */
  upgrade(request: OpenRequest, version: number, done: (error: DOMException | null) => void): void {
    const oldVersion = this.version;
    const upgrade = new IdbTransaction("versionchange", this);
    this.#upgrade = upgrade;
    this.#schema().setVersion(version);
    request.transaction = upgrade;
    const endIfIdle = (): NodeJS.Immediate => setImmediate(() => upgrade.commitIfIdle());
    upgrade.whenIdle = endIfIdle;
    upgrade.whenOver = done;
    request.onupgradeneeded?.({ type: "upgradeneeded", target: request, oldVersion, newVersion: version });
    endIfIdle();
  }

  #upgrading(): Transaction {
    if (this.#upgrade === null || this.#upgrade.isOver)
      throw new DOMException("Object stores are made in upgrades only.", "InvalidStateError");
    return this.#upgrade;
  }
}

/** `IDBTransaction`, as the library has it. */
export class IdbTransaction extends Transaction {
  readonly #database: Database;

  constructor(mode: Mode, database: Database) {
    super(mode, database, database);
    this.#database = database;
  }

  objectStore(name: string): Store {
    this.assertLive();
    return this.mode === "versionchange"
      ? new UpgradedStore(this, name, this.#database)
      : new Store(this, name);
  }
}

/** An object store while it can be given indexes. */
class UpgradedStore extends Store {
  readonly #database: Database;

  constructor(transaction: Transaction, name: string, database: Database) {
    super(transaction, name);
    this.#database = database;
  }

  createIndex(
    name: string,
    path: string | readonly string[],
    options?: { readonly unique?: boolean },
  ): unknown {
    this.#database.createIndex(this.name, name, path, options?.unique ?? false);
    return this.index(name);
  }
}

/** A `DOMStringList`. */
class NameList {
  readonly #names: readonly string[];

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  get length(): number {
    return this.#names.length;
  }

  item(at: number): string | null {
    return this.#names[at] ?? null;
  }

  contains(name: string): boolean {
    return this.#names.includes(name);
  }
}
