import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { expect, test } from "vitest";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";
import { newFolder } from "../support/newFolder.ts";

/** Node.js gives four threads to files, names of the DNS and unpacking together. */
const THREADS = 4;

const requests = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === "FSReqPromise").length;

test("a folder that hangs leaves threads to others: few requests are under way, listing and reading", async () => {
  const folder = await newFolder();
  const names = Array.from({ length: 200 }, (_, at) => `offre${at}.md`);
  for (const name of names) writeFileSync(join(folder, name), name);
  const source = new FolderSource(folder);
  let most = 0;
  async function watched<T>(work: Promise<T>): Promise<T> {
    let over = false;
    void work.finally(() => {
      over = true;
    });
    while (!over) {
      most = Math.max(most, requests());
      await turnOfTheLoop();
    }
    return work;
  }
  const listing = await watched(source.list());
  const files = listing.readable ? listing.files : [];
  expect(files).toHaveLength(names.length);
  const read = await watched(Promise.all(files.map(({ bytes }) => bytes())));
  expect(read.map(String).toSorted()).toEqual(names.toSorted());
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(THREADS);
});
