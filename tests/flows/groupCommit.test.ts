import { describe, expect, test } from "vitest";
import { GroupCommit } from "../../src/flows/deliver/groupCommit.ts";
import type { Taken } from "../../src/flows/deliver/taken.ts";
import type { Store } from "../../src/ports/index.ts";
import { newStore } from "./world.ts";

/** The store, counting its commits; `blocked` holds the next one back. */
function counted(store: Store): { store: Store; commits: () => number; block: () => () => void } {
  let commits = 0;
  let gate: Promise<void> = Promise.resolve();
  return {
    commits: () => commits,
    block: () => {
      const open = Promise.withResolvers<void>();
      gate = open.promise;
      return open.resolve;
    },
    store: {
      ...store,
      async write(work) {
        await gate;
        commits += 1;
        return store.write(work);
      },
    },
  };
}

const SOON = { patience: 5, hurried: 5 };
/** Longer than a test takes. */
const LATER = { patience: 600_000, hurried: 5 };

test("what comes within a moment is committed together, each durable before its caller goes on", async () => {
  const real = await newStore();
  const { store, commits, block } = counted(real);
  const group = new GroupCommit(store);
  const open = block();
  const written: string[] = [];
  const all = ["1", "2", "3", "4"].map((token) =>
    group.commit((tx) => tx.session.setToken(token), SOON).then(() => written.push(token)),
  );
  expect(written).toEqual([]);
  open();
  await Promise.all(all);
  expect(commits()).toBe(1);
  expect(written).toEqual(["1", "2", "3", "4"]);
  expect(await real.read((tx) => tx.session.token())).toBe("4");
});

test("many are not kept waiting", async () => {
  const { store, commits } = counted(await newStore());
  const group = new GroupCommit(store);
  await Promise.all(
    Array.from({ length: 70 }, (_, at) => group.commit((tx) => tx.session.setToken(`${at}`), SOON)),
  );
  expect(commits()).toBe(3);
});

test("one that fails, fails alone", async () => {
  const real = await newStore();
  const group = new GroupCommit(real);
  const failing = group.commit(async () => {
    throw new TypeError("no facts");
  }, SOON);
  const other = group.commit((tx) => tx.session.setToken("other"), SOON);
  await expect(failing).rejects.toThrow("no facts");
  await other;
  expect(await real.read((tx) => tx.session.token())).toBe("other");
});

test("all fail with a store that is ill, without being tried again one by one", async () => {
  const { store, commits } = counted(await newStore());
  const group = new GroupCommit(store);
  const full = Object.assign(new Error("disk full"), { code: "SQLITE_FULL" });
  const results = await Promise.allSettled([
    group.commit(async () => {
      throw full;
    }, SOON),
    group.commit((tx) => tx.session.setToken("other"), SOON),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(commits()).toBe(1);
});

describe("what has time", () => {
  test("is committed with a transaction that is under way anyway, and is durable then", async () => {
    const real = await newStore();
    const { store, commits } = counted(real);
    const group = new GroupCommit(store);
    const taken: Taken[] = [];
    let durable = false;
    const done = group
      .commit((tx) => tx.session.setToken("along"), LATER)
      .then(() => {
        durable = true;
      });
    await real.write((tx) => group.along(tx, taken));
    expect(durable).toBe(false);
    for (const { go } of taken) void go();
    await done;
    expect(commits()).toBe(0);
    expect(await real.read((tx) => tx.session.token())).toBe("along");
  });

  test("is committed by itself where that transaction is not", async () => {
    const real = await newStore();
    const { store, commits } = counted(real);
    const group = new GroupCommit(store);
    const taken: Taken[] = [];
    const done = group.commit((tx) => tx.session.setToken("alone"), LATER);
    const failing = real.write(async (tx) => {
      await group.along(tx, taken);
      throw new TypeError("of the batch");
    });
    await expect(failing).rejects.toThrow("of the batch");
    for (const { giveBack } of taken) giveBack();
    await done;
    expect(commits()).toBe(1);
    expect(await real.read((tx) => tx.session.token())).toBe("alone");
  });

  test("does not wait where somebody waits for it", async () => {
    const { store, commits } = counted(await newStore());
    const group = new GroupCommit(store);
    const done = group.commit((tx) => tx.session.setToken("hurried"), LATER);
    group.hurry();
    await done;
    expect(commits()).toBe(1);
  });
});
