import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { DiskWaits } from "../../src/edges/store/waits.ts";
import { newFolder } from "../support/newFolder.ts";

/** Another program holds the file for a while, each time it is told to. */
const HOLDER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const Database = require("better-sqlite3");
  const db = new Database(workerData);
  parentPort.on("message", (milliseconds) => {
    db.exec("begin immediate");
    parentPort.postMessage("held");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    db.exec("commit");
  });`;

test("a store that is waited for is named, and between two waits others have their turn", async () => {
  const path = join(await newFolder(), "crieur.db");
  const store = await openStore(`sqlite:${path}`, { lock: true, now: 1 });
  const holder = new Worker(HOLDER, { eval: true, workerData: path });
  onTestFinished(async () => {
    await holder.terminate();
    await store.close();
  });
  async function heldFor(milliseconds: number): Promise<void> {
    const held = new Promise((resolve) => holder.once("message", resolve));
    holder.postMessage(milliseconds);
    await held;
    await store.write((tx) => tx.session.setToken("s1"));
  }
  expect(store.slowDisk()).toBeNull();
  await heldFor(2500);
  expect(store.slowDisk()).toBeNull();
  await heldFor(2500);
  expect(store.slowDisk()?.took).toBeGreaterThan(2000);

  await heldFor(200);
  let turned = false;
  void turnOfTheLoop().then(() => {
    turned = true;
  });
  await store.read((tx) => tx.session.token());
  expect(turned).toBe(true);
});

test("what was slow is forgotten after a minute", () => {
  const waits = new DiskWaits();
  waits.note(3000, 10_000);
  waits.note(5000, 20_000);
  waits.note(1, 21_000);
  expect(waits.slowness(30_000)).toEqual({ took: 5000, ago: 20_000 });
  expect(waits.slowness(70_000)).toBeNull();
});
