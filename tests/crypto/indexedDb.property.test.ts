import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "../../src/edges/crypto/indexedDb/database.ts";
import { Engine } from "../../src/edges/crypto/indexedDb/engine.ts";
import type { CursorWithValue, Store } from "../../src/edges/crypto/indexedDb/objectStore.ts";
import { KeyRange } from "../../src/edges/crypto/indexedDb/range.ts";
import type { Request } from "../../src/edges/crypto/indexedDb/request.ts";
import { openStore } from "../../src/edges/store/open.ts";

// The subset of IndexedDB over SQLite beside fake-indexeddb: the same random transactions, and whatever each answers.

const NAMES = ["plain", "indexed"] as const;
const INDEXES = ["by_a", "by_ab", "by_u"] as const;

const key = fc.oneof(
  fc.constantFrom(0, 1, -1, 2.5, 1e300, -1e300, Number.POSITIVE_INFINITY),
  fc.constantFrom(
    "",
    "a",
    "b",
    "\u0000",
    "a\u0000",
    "a\u0001",
    "é",
    "\ue000",
    "😀",
    "\uffff",
    "a\u001db",
    "a\u001e",
  ),
  fc.array(fc.constantFrom<number | string>(0, 1, "a", "b", "", "\u0000"), { maxLength: 3 }),
);
type Key = number | string | (number | string)[];

const value = fc.record(
  {
    a: fc.oneof(key, fc.constantFrom(null, true, Number.NaN)),
    b: fc.constantFrom<unknown>(0, 1, "x", null),
    u: fc.constantFrom(1, 2, 3, 4, 5, 6),
    bytes: fc.uint8Array({ maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const range = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.record({ lower: key, upper: key, from: fc.boolean(), to: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ lower: key, from: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ only: key }) },
);
type Range = { lower?: Key; upper?: Key; from?: boolean; to?: boolean; only?: Key } | null;

const asked = fc.oneof(
  fc.record({ do: fc.constantFrom("put", "add"), key, value }),
  fc.record({ do: fc.constantFrom("put", "put", "put"), key, value }),
  fc.record({ do: fc.constant("delete"), range }),
  fc.record({ do: fc.constant("clear"), rare: fc.constantFrom(true, false, false, false) }),
  fc.record({
    do: fc.constantFrom("get", "getAll", "getAllKeys", "count", "cursor", "sweep", "renew"),
    index: fc.option(fc.constantFrom(...INDEXES)),
    range,
    limit: fc.constantFrom(undefined, 1, 2),
  }),
);

const transaction = fc.record({
  store: fc.constantFrom("plain", "indexed", "indexed"),
  mode: fc.constantFrom("readwrite", "readwrite", "readonly"),
  asked: fc.array(asked, { minLength: 1, maxLength: 8 }),
  end: fc.constantFrom("commit", "commit", "commit", "abort"),
  /** Whether each answer is waited for before the next request is made. */
  patient: fc.boolean(),
});

interface Ranges {
  bound(lower: unknown, upper: unknown, from?: boolean, to?: boolean): unknown;
  lowerBound(lower: unknown, from?: boolean): unknown;
  only(key: unknown): unknown;
}

const nameOf = (error: unknown): string => (error as { name?: string })?.name ?? String(error);

function made(of: Ranges, { lower, upper, from, to, only }: NonNullable<Range>): unknown {
  if (only !== undefined) return of.only(only);
  return upper === undefined ? of.lowerBound(lower, from) : of.bound(lower, upper, from, to);
}

/** What a request comes to: its result, or the name of its error; a cursor shows all that it passes. */
function answer(request: Request, step?: (cursor: CursorWithValue) => void): Promise<unknown> {
  const shown: unknown[] = [];
  return new Promise((resolve) => {
    request.onerror = () => resolve(nameOf(request.error));
    request.onsuccess = () => {
      const cursor: unknown = request.result;
      if (step === undefined || cursor === null) return resolve(step ? shown : request.result);
      const at = cursor as CursorWithValue;
      shown.push([at.key, at.primaryKey, at.value]);
      try {
        step(at);
        at.continue();
      } catch (error) {
        resolve([shown, nameOf(error)]);
      }
    };
  });
}

type Asked = {
  do: string;
  key?: Key;
  value?: object;
  range?: Range;
  index?: string | null;
  limit?: number | undefined;
  rare?: boolean;
};

function ask(store: Store, one: Asked, ranges: Ranges): Promise<unknown> | string {
  try {
    const within = one.range == null ? undefined : (made(ranges, one.range) as KeyRange);
    const source = one.index != null && store.name === "indexed" ? store.index(one.index) : store;
    switch (one.do) {
      case "put":
      case "add":
        return answer(store[one.do](one.value, one.key ?? 0));
      case "delete":
        return within === undefined ? "skipped" : answer(store.delete(within));
      case "clear":
        return one.rare ? answer(store.clear()) : "skipped";
      case "get":
        return within === undefined ? "skipped" : answer(source.get(within));
      case "count":
        return answer(source.count(within));
      case "cursor":
        return answer(source.openCursor(within), () => {});
      case "sweep":
        return answer(source.openCursor(within), (cursor) => void cursor.delete());
      case "renew":
        return answer(
          source.openCursor(within),
          (cursor) => void cursor.update({ ...(cursor.value as object), b: 1 }),
        );
      default:
        return answer(source[one.do as "getAll" | "getAllKeys"](within, one.limit));
    }
  } catch (error) {
    return nameOf(error);
  }
}

async function run(
  database: Database,
  {
    store: name,
    mode,
    asked,
    end,
    patient,
  }: { store: string; mode: string; asked: Asked[]; end: string; patient: boolean },
  ranges: Ranges,
): Promise<unknown> {
  const tx = database.transaction([name], mode as "readonly");
  const ended = new Promise<string>((resolve) => {
    tx.oncomplete = () => resolve("complete");
    tx.onabort = () => resolve(`abort ${nameOf(tx.error)}`);
  });
  const store = tx.objectStore(name);
  const answers: unknown[] = [];
  for (const one of asked) {
    // A transaction in which a request failed is over.
    const said = ask(store, one, ranges);
    answers.push(patient ? await said : said);
  }
  try {
    if (end === "commit") tx.commit();
    else tx.abort();
  } catch (error) {
    answers.push(nameOf(error));
  }
  return [await ended, await Promise.all(answers)];
}

interface Upgraded {
  createIndex(name: string, path: string | readonly string[], options?: { unique: boolean }): unknown;
}

async function open(factory: Pick<Engine, "open">, name: string): Promise<Database> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => {
    const database = request.result as Database;
    for (const name of NAMES) database.createObjectStore(name);
    const upgrade = request.transaction as { objectStore(name: string): Upgraded };
    const store = upgrade.objectStore("indexed");
    store.createIndex("by_a", "a");
    store.createIndex("by_ab", ["a", "b"]);
    store.createIndex("by_u", "u", { unique: true });
  };
  return (await answer(request)) as Database;
}

const EVERYTHING: Asked[] = [
  { do: "cursor", range: null },
  ...INDEXES.map((index) => ({ do: "cursor", index, range: null })),
];
const all = { mode: "readonly", asked: EVERYTHING, end: "commit", patient: false };

test("random transactions: the same answers, ends and contents as IndexedDB", async () => {
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  const engine = new Engine();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { minLength: 1, maxLength: 8 }), async (transactions) => {
      const theirs = await open(new IDBFactory() as unknown as Engine, "x");
      const expected: unknown[] = [];
      for (const one of transactions) expected.push(await run(theirs, one, IDBKeyRange));
      for (const store of NAMES) expected.push(await run(theirs, { ...all, store }, IDBKeyRange));

      const actual: unknown[] = [];
      runs += 1;
      await store.write((tx) =>
        engine.during(tx.vault, async () => {
          const ours = await open(engine, `x${runs}`);
          for (const one of transactions) actual.push(await run(ours, one, KeyRange as Ranges));
          for (const name of NAMES) actual.push(await run(ours, { ...all, store: name }, KeyRange as Ranges));
        }),
      );
      expect(actual).toEqual(expected);
    }),
    { numRuns: 300 },
  );
  await store.close();
});
