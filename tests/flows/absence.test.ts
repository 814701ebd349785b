import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { KnownOffers } from "../../src/flows/scan/known.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { scan } from "../../src/flows/scan/scan.ts";
import type { OfferSource, Store } from "../../src/ports/index.ts";
import { clockAt } from "../support/clock.ts";
import { offerAbout } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

const SETTLE = 60_000;

let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:", { lock: true, now: 0 });
});
afterEach(() => store.close());

/** A folder of which file events show `seen`, and a walk `there`, or what it comes upon meanwhile. */
class Folder implements OfferSource {
  seen: readonly string[] = [];
  there: readonly string[] = [];
  walks = 0;
  /** Called when a walk has ended: what happens to the folder on its way. */
  onWalk: () => void = () => {};
  #walks = true;

  async list() {
    const whole = this.#walks;
    this.#walks = false;
    const names = whole ? this.there : this.seen;
    if (whole) {
      this.walks += 1;
      this.seen = this.there;
      this.onWalk();
    }
    const files = names.map((name) => ({
      file: `${name}.md`,
      version: "1",
      isAtRest: true,
      bytes: async () => Buffer.from(offerAbout(name)),
    }));
    return { readable: true as const, files, whole, identity: null, unlistable: [], withoutEvents: null };
  }

  refresh(): void {
    this.#walks = true;
  }

  async watch() {
    return async () => {};
  }
}

/** Scans of one folder, at moments that the test names; each returns its changes. */
async function watched(folder: Folder): Promise<(now: number, settle?: number) => Promise<string[]>> {
  const reader = new Reader(folder, ourNames);
  const known = new KnownOffers();
  const look = async (now: number, settle = SETTLE) => {
    const seen = await scan({
      store,
      reader,
      known,
      clock: clockAt(() => now),
      matches: () => true,
      newKey: () => String(now),
      timezone: "Europe/Paris",
      settle,
      firstRun: "silent",
    });
    if (!seen.readable) throw new Error(seen.reason);
    return seen.changes.map(({ change, id }) => `${change} ${id}`);
  };
  folder.there = ["un", "deux"];
  await look(0);
  return look;
}

test("a file that only events missed is looked for in the whole folder before its offer is removed", async () => {
  const folder = new Folder();
  const look = await watched(folder);
  folder.seen = ["un"];
  expect(await look(1)).toEqual([]);
  expect(folder.walks).toBe(1);
  expect(await look(1 + SETTLE)).toEqual([]);
  expect(folder.walks).toBe(2);
});

test("a file that a walk begun later misses too is gone", async () => {
  const folder = new Folder();
  const look = await watched(folder);
  folder.seen = ["un"];
  folder.there = ["un"];
  expect(await look(1)).toEqual([]);
  expect(await look(1 + SETTLE)).toEqual(["removed deux"]);
  expect(folder.walks).toBe(2);
});

test("a walk that was the first to miss the file is not enough, though nothing is waited for", async () => {
  const folder = new Folder();
  const look = await watched(folder);
  folder.there = ["un"];
  folder.refresh();
  folder.onWalk = () => {
    folder.there = ["un", "deux"];
  };
  expect(await look(1, 0)).toEqual([]);
  expect(folder.walks).toBe(3);
});

test("many missing files are no alarm before the whole folder was gone through", async () => {
  const folder = new Folder();
  const look = await watched(folder);
  folder.seen = [];
  expect(await look(1)).toEqual([]);
  const rows = await store.read((tx) => tx.offers.all());
  expect(rows.map(({ status }) => status)).toEqual(["open", "open"]);
});
