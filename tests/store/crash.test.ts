import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { Child } from "./childProcess.ts";
import { temporaryFolder } from "./fixtures.ts";

describe("a process killed with SIGKILL", () => {
  it("leaves every write that it finished, and no half of one", { timeout: 60_000 }, async () => {
    for (const rounds of [1, 8, 15]) {
      using folder = temporaryFolder();
      const url = `sqlite:${join(folder.path, "crieur.db")}`;
      await using child = new Child(url, "loop");
      let last = -1;
      while (last < rounds) last = Number(await child.line());
      last = Number((await child.kill()).at(-1) ?? last);
      const store = await openStore(url, { lock: true, now: 0 });
      const [token, counts] = await store.read(async (tx) => [
        await tx.session.token(),
        await tx.outbox.counts(),
      ]);
      await store.close();
      expect(Number(token)).toBeGreaterThanOrEqual(last);
      expect(counts.queued).toBe((Number(token) + 1) * 20);
    }
  });

  it("leaves nothing of a write that it was in the middle of, and its lock is free at once", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "crieur.db")}`;
    await using child = new Child(url, "inside");
    expect(await child.line()).toBe("inside");
    await child.kill();
    const store = await openStore(url, { lock: true, now: 0 });
    expect(await store.read((tx) => tx.session.token())).toBeNull();
    await store.close();
  });
});
