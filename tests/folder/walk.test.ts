import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { look } from "../../src/edges/folder/walk.ts";
import { Watches } from "../../src/edges/folder/watches.ts";

/** A folder of offers with `phare.md` in it, and a file beside the folder that is nobody's offer. */
function newFolder() {
  const home = mkdtempSync(join(tmpdir(), "crieur-walk-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, "offers");
  mkdirSync(folder);
  const offer = join(folder, "phare.md");
  const outside = join(home, "secret.md");
  writeFileSync(offer, "---\nroles: phare\n---\n");
  writeFileSync(outside, "---\nroles: secret\n---\n");
  return { folder, offer, outside };
}

async function bytesOf(folder: string, path: string): Promise<string> {
  const entry = await look(folder, path);
  if (entry.kind !== "file") throw new Error(`${path} is ${entry.kind}`);
  return String(await entry.source.bytes());
}

describe("between the look at a file and its reading", () => {
  test("a link to another file of the folder is read", async () => {
    const { folder } = newFolder();
    symlinkSync("phare.md", join(folder, "autre.md"));
    expect(await bytesOf(folder, "autre.md")).toContain("roles: phare");
  });

  test.each([
    ["a link out of the folder", (offer: string, outside: string) => symlinkSync(outside, offer)],
    ["a pipe that nobody writes to", (offer: string) => execFileSync("mkfifo", [offer])],
  ])("%s may take its place, and is not read", async (_what, replace) => {
    const { folder, offer, outside } = newFolder();
    const entry = await look(folder, "phare.md");
    rmSync(offer);
    replace(offer, outside);
    if (entry.kind !== "file") throw new Error(entry.kind);
    await expect(entry.source.bytes()).rejects.toThrow(/^this file cannot be read \(/);
  });
});

test("a folder without file events is told of, even where others have them", () => {
  const { folder } = newFolder();
  const watches = new Watches(folder, () => {});
  onTestFinished(() => watches.stop());
  watches.add("x".repeat(300));
  watches.add("");
  expect(watches.trouble).toMatch(/^file events are not available \(ENAMETOOLONG/);
  watches.add("gone");
  watches.startOver();
  watches.add("");
  expect(watches.trouble).toBeNull();
});
