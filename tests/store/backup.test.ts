import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backUp } from "../../src/edges/store/backup.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { newFolder } from "../support/newFolder.ts";

const open = (path: string) => openStore(`sqlite:${path}`, { lock: true, now: 0 });
const token = async (path: string): Promise<string | null> => {
  const store = await open(path);
  try {
    return await store.read((tx) => tx.session.token());
  } finally {
    await store.close();
  }
};

describe("a backup", () => {
  test("holds what was committed when it began, while the bot goes on", async () => {
    const folder = await newFolder();
    const store = await open(join(folder, "crieur.db"));
    await store.write((tx) => tx.session.setToken("before"));
    await backUp(`sqlite:${join(folder, "crieur.db")}`, "copy.db", { cwd: folder, force: false });
    await store.write((tx) => tx.session.setToken("after"));
    await store.close();
    expect(await token(join(folder, "copy.db"))).toBe("before");
    expect(await token(join(folder, "crieur.db"))).toBe("after");
    expect(statSync(join(folder, "copy.db")).mode & 0o777).toBe(0o600);
  });

  test("replaces no file unasked, and copies no store that is not there", async () => {
    const folder = await newFolder();
    await (await open(join(folder, "crieur.db"))).close();
    const url = `sqlite:${join(folder, "crieur.db")}`;
    writeFileSync(join(folder, "copy.db"), "mine");
    await expect(backUp(url, "copy.db", { cwd: folder, force: false })).rejects.toThrow(/--force/);
    expect(readFileSync(join(folder, "copy.db"), "utf8")).toBe("mine");
    await backUp(url, "copy.db", { cwd: folder, force: true });
    expect(await token(join(folder, "copy.db"))).toBeNull();
    const nowhere = `sqlite:${join(folder, "none.db")}`;
    await expect(backUp(nowhere, "x.db", { cwd: folder, force: false })).rejects.toThrow(/no store/);
    await expect(backUp(url, "no/such/folder.db", { cwd: folder, force: false })).rejects.toThrow(/copied/);
  });
});

test("a damaged store is refused and left as it is", async () => {
  const folder = await newFolder();
  const path = join(folder, "crieur.db");
  await (await open(path)).close();
  truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096);
  const before = readFileSync(path);
  await expect(open(path)).rejects.toMatchObject({ kind: "configuration", message: /damaged|malformed/ });
  expect(readFileSync(path).equals(before)).toBe(true);
});
