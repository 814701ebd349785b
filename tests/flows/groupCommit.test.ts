import { expect, test } from "vitest";
import { GroupCommit } from "../../src/flows/deliver/groupCommit.ts";
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

test("what comes within a moment is committed together, each durable before its caller goes on", async () => {
  const real = await newStore();
  const { store, commits, block } = counted(real);
  const group = new GroupCommit(store);
  const open = block();
  const written: string[] = [];
  const all = ["1", "2", "3", "4"].map((token) =>
    group.commit((tx) => tx.session.setToken(token), 5).then(() => written.push(token)),
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
    Array.from({ length: 70 }, (_, at) => group.commit((tx) => tx.session.setToken(`${at}`), 5)),
  );
  expect(commits()).toBe(3);
});

test("one that fails, fails alone", async () => {
  const real = await newStore();
  const group = new GroupCommit(real);
  const failing = group.commit(async () => {
    throw new TypeError("no facts");
  }, 5);
  const other = group.commit((tx) => tx.session.setToken("other"), 5);
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
    }, 5),
    group.commit((tx) => tx.session.setToken("other"), 5),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(commits()).toBe(1);
});
