import type { Vault } from "../../../ports/index.ts";
import { Database } from "./database.ts";
import { Cursor, CursorWithValue } from "./objectStore.ts";
import { KeyRange } from "./range.ts";
import { Records } from "./records.ts";
import { OpenRequest, Request } from "./request.ts";
import { DatabaseSchema } from "./schema.ts";

interface Work {
  readonly vault: Vault;
  readonly records: Records;
}

/**
 * The part of IndexedDB that the crypto library uses, over the tables of the store, within the work of the store that is
 * under way: what it writes commits with that work, or not at all. Outside of one every request fails.
 */
export class Engine {
  #work: Work | null = null;

  /** Whatever is asked while `work` runs is asked in that vault. */
  async during<T>(vault: Vault, work: () => Promise<T>): Promise<T> {
    if (this.#work !== null) throw new Error("The crypto store was entered twice at once.");
    this.#work = { vault, records: new Records(vault) };
    try {
      return await work();
    } finally {
      this.#work = null;
    }
  }

  /** `IDBFactory.open`. Versions only rise. */
  open(name: string, version?: number): OpenRequest {
    const request = new OpenRequest();
    queueMicrotask(() => {
      try {
        this.#open(request, name, version);
      } catch (error) {
        request.fail(new DOMException(String(error), "UnknownError"));
      }
    });
    return request;
  }

  #open(request: OpenRequest, name: string, version?: number): void {
    const schema = (): DatabaseSchema => new DatabaseSchema(this.#underWay().vault, name);
    const database = new Database(schema, () => this.#underWay().records);
    const before = database.version;
    const wanted = version ?? Math.max(before, 1);
    if (wanted < before) {
      request.fail(new DOMException(`The database ${name} is of version ${before}.`, "VersionError"));
    } else if (wanted === before) {
      request.succeed(database);
    } else {
      request.prepare(database);
      database.upgrade(request, wanted, (error) =>
        error === null ? request.succeed(database) : request.fail(error),
      );
    }
  }

  #underWay(): Work {
    if (this.#work === null)
      throw new Error(
        "The crypto store was asked outside of a work of the store: nothing was read or written.",
      );
    return this.#work;
  }
}

/** What the library puts behind the name of a store for each of its databases. */
const SEPARATOR = "::";

const engines = new Map<string, Engine>();

/** `indexedDB`, as the library finds it: each store of keys has an engine of its own, which its name leads to. */
const factory = {
  open(name: string, version?: number): OpenRequest {
    const engine = engines.get(name.slice(0, name.lastIndexOf(SEPARATOR)));
    if (engine === undefined) throw new DOMException(`No store of keys is named ${name}.`, "UnknownError");
    return engine.open(name, version);
  },
};

/** The names under which the library finds IndexedDB, and asks what an object is. */
const GLOBALS: Readonly<Record<string, unknown>> = {
  indexedDB: factory,
  IDBKeyRange: KeyRange,
  IDBRequest: Request,
  IDBOpenDBRequest: OpenRequest,
  IDBDatabase: Database,
  IDBCursor: Cursor,
  IDBCursorWithValue: CursorWithValue,
};

/** Makes the library find a store of keys of that name here. Node.js has no IndexedDB of its own. */
export function serveUnder(name: string, engine: Engine): void {
  engines.set(name, engine);
  for (const [global, value] of Object.entries(GLOBALS))
    Object.defineProperty(globalThis, global, { value, configurable: true, writable: true });
}
