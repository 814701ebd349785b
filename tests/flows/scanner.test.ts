import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { Scanner } from "../../src/flows/scan/scanner.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import { newFolder } from "../support/newFolder.ts";
import { offerAbout } from "../support/offerFile.ts";
import { ourLexicon, ourNames } from "../support/words.ts";

test("the search index is written down when nothing has changed for a while: what changed is told of first", async () => {
  const folder = await newFolder();
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  onTestFinished(() => store.close());
  let monotonic = 0;
  const clock = { now: Date.now, monotonic: () => monotonic };
  const source = new FolderSource(folder);
  const scanner = new Scanner({
    ...{ store, clock, health: new Health(() => {}), log: pino({ level: "silent" }) },
    reader: new Reader(source, ourNames),
    matches: () => true,
    newKey: randomUUID,
    timezone: "Europe/Paris",
    settle: 0,
    firstRun: "silent",
    catalogue: new Catalogue(ourLexicon, clock, "Europe/Paris"),
    indexVersion: "1",
    administrators: new Administrators(null, clock),
    onScan: () => {},
  });
  const isIndexWritten = async (): Promise<boolean> => {
    const saved = await store.read((tx) => tx.indexSnapshot.get("1"));
    return saved !== null && saved.changed.size === 0;
  };

  await writeFile(join(folder, "phare.md"), offerAbout("phare"));
  expect(await scanner.turn()).toBe(5000);
  monotonic += 4000;
  await writeFile(join(folder, "balise.md"), offerAbout("balise"));
  source.refresh();
  expect(await scanner.turn()).toBe(5000);
  monotonic += 1000;
  // Woken by a file that is the same.
  expect(await scanner.turn()).toBe(4000);
  expect(await isIndexWritten()).toBe(false);
  monotonic += 4000;
  expect(await scanner.turn()).toBeGreaterThan(5000);
  expect(await isIndexWritten()).toBe(true);
});
