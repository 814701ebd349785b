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

test("what comes while a commit is under way is committed together after it, each durable before its caller goes on", async () => {
  const real = await newStore();
  const { store, commits, block } = counted(real);
  const group = new GroupCommit(store);
  const open = block();
  const written: string[] = [];
  const commit = (token: string) =>
    group.commit((tx) => tx.session.setToken(token)).then(() => written.push(token));
  const first = commit("1");
  await Promise.resolve();
  await Promise.resolve();
  const others = ["2", "3", "4"].map(commit);
  expect(written).toEqual([]);
  open();
  await Promise.all([first, ...others]);
  expect(commits()).toBe(2);
  expect(await real.read((tx) => tx.session.token())).toBe("4");
});

test("a commit that fails is told to those in it only", async () => {
  const real = await newStore();
  const group = new GroupCommit(real);
  const failing = group.commit(async () => {
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  await group.commit((tx) => tx.session.setToken("after"));
  expect(await real.read((tx) => tx.session.token())).toBe("after");
});
