import { createRequire } from "node:module";
import { expect, onTestFinished, test } from "vitest";
import { Database, IdbTransaction } from "../../src/edges/crypto/indexedDb/database.ts";
import { Engine } from "../../src/edges/crypto/indexedDb/engine.ts";
import { CursorWithValue, Index, Store } from "../../src/edges/crypto/indexedDb/objectStore.ts";
import { KeyRange } from "../../src/edges/crypto/indexedDb/range.ts";
import { Transaction } from "../../src/edges/crypto/indexedDb/transaction.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { Letterbox, newDevice, ROOM, rulesFor } from "./letterbox.ts";

// The subset of IndexedDB is that of one version of the library. Another version may ask for more: this test fails then,
// and tests/crypto/indexedDb.property.test.ts has to cover what is new before the version is changed.

/** What the library asks of IndexedDB, all of it, by this version. */
const VERSION = "18.9.0";
const CALLS = [
  "database.createObjectStore",
  "database.deleteObjectStore",
  "database.transaction",
  "index.count",
  "index.getAll",
  "open",
  "range.bound",
  "store.clear",
  "store.count",
  "store.createIndex",
  "store.delete",
  "store.get",
  "store.getAll",
  "store.getAllKeys",
  "store.index",
  "store.openCursor",
  "store.put",
  "transaction.abort",
  "transaction.commit",
  "transaction.objectStore",
];

type Method = (this: unknown, ...given: unknown[]) => unknown;

/** Notes each call from outside: what one of ours calls of another within is none of the library's. */
function listen(): Set<string> {
  const heard = new Set<string>();
  let within = 0;
  const wrap = (on: object, method: string, name: string): void => {
    const before = Object.getOwnPropertyDescriptor(on, method);
    if (typeof before?.value !== "function") throw new Error(`${name} is no method of this object.`);
    const call: Method = before.value;
    const noting: Method = function (...given) {
      if (within === 0) heard.add(name);
      within += 1;
      try {
        return call.apply(this, given);
      } finally {
        within -= 1;
      }
    };
    Object.defineProperty(on, method, { ...before, value: noting });
    onTestFinished(() => Object.defineProperty(on, method, before) as unknown as undefined);
  };
  const source = Object.getPrototypeOf(Index.prototype);
  const reading = ["get", "getAll", "getAllKeys", "count", "openCursor"];
  for (const method of reading) {
    const call: Method = source[method];
    for (const [kind, of] of Object.entries({ store: Store, index: Index })) {
      Object.defineProperty(of.prototype, method, {
        configurable: true,
        writable: true,
        value: function (this: unknown, ...given: unknown[]) {
          return call.apply(this, given);
        },
      });
      wrap(of.prototype, method, `${kind}.${method}`);
      onTestFinished(() => Reflect.deleteProperty(of.prototype, method) as unknown as undefined);
    }
  }
  for (const method of ["put", "add", "delete", "clear", "index"])
    wrap(Store.prototype, method, `store.${method}`);
  for (const method of ["createObjectStore", "deleteObjectStore", "transaction", "createIndex"])
    wrap(Database.prototype, method, method === "createIndex" ? "store.createIndex" : `database.${method}`);
  for (const method of ["continue", "delete", "update"])
    wrap(CursorWithValue.prototype, method, `cursor.${method}`);
  for (const method of ["commit", "abort"]) wrap(Transaction.prototype, method, `transaction.${method}`);
  wrap(IdbTransaction.prototype, "objectStore", "transaction.objectStore");
  for (const method of ["only", "bound", "lowerBound"]) wrap(KeyRange, method, `range.${method}`);
  wrap(Engine.prototype, "open", "open");
  return heard;
}

test("the version is the one whose calls are known, in the package and in the lock file alike", () => {
  const read = createRequire(import.meta.url);
  expect(read("../../package.json").dependencies["@matrix-org/matrix-sdk-crypto-wasm"]).toBe(VERSION);
  expect(
    read("../../package-lock.json").packages["node_modules/@matrix-org/matrix-sdk-crypto-wasm"].version,
  ).toBe(VERSION);
});

test("a life with keys asks for no more of IndexedDB than is known", async () => {
  const heard = listen();
  const [box, alice, bot] = [new Letterbox(), await newDevice("alice"), await newDevice("crieur")];
  for (const device of [alice, bot]) await box.settle(device);
  const rules = rulesFor(alice.user, bot.user);
  const few = { ...rules, rotateAfter: { ...rules.rotateAfter, messages: 2 } };
  for (let at = 0; at < 5; at += 1) {
    const event = await box.say(alice, { body: String(at) }, few, `$${at}`);
    await box.deliver(bot, {
      changed: [alice.user],
      oneTimeKeys: { signed_curve25519: 3 },
      fallbackKeys: [],
    });
    expect(await bot.store.write((tx) => bot.crypto.open(tx, ROOM, event))).toMatchObject({ kind: "clear" });
    await box.settle(bot);
  }
  await bot.store.write((tx) =>
    bot.crypto.machine.during(tx, async (machine, { BackupDecryptionKey }) => {
      await machine.bootstrapCrossSigning(true);
      await machine.saveBackupDecryptionKey(BackupDecryptionKey.createRandomKey(), "1");
      await machine.roomKeyCounts();
      await machine.backupRoomKeys();
      await machine.trackedUsers();
      await machine.invalidateGroupSession(
        new (await import("@matrix-org/matrix-sdk-crypto-wasm")).RoomId(ROOM),
      );
    }),
  );
  expect([...heard].sort()).toEqual(CALLS);
});

test("write transactions at once: the second begins when the first has ended, and finds what that left", async () => {
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  const engine = new Engine();
  const seen: unknown[] = [];
  await store.write((tx) =>
    engine.during(tx.vault, async () => {
      const request = engine.open("x", 1);
      request.onupgradeneeded = () => void (request.result as Database).createObjectStore("s");
      await new Promise<void>((resolve) => {
        request.onsuccess = () => resolve();
      });
      const database = request.result as Database;
      const [first, second] = [
        database.transaction("s", "readwrite"),
        database.transaction("s", "readwrite"),
      ];
      const late = second.objectStore("s").getAllKeys();
      const ended = new Promise<void>((resolve) => {
        second.oncomplete = () => resolve();
      });
      late.onsuccess = () => seen.push(late.result);
      second.commit();
      first.objectStore("s").put(1, "taken back");
      first.abort();
      await ended;
      const third = database.transaction("s", "readwrite");
      third.objectStore("s").put(1, "kept");
      third.commit();
    }),
  );
  await store.close();
  expect(seen).toEqual([[]]);
});
