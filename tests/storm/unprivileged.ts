// Scans a folder of offers while permissions are taken from a path in it and given back, as a user to whom permissions
// apply. Argument: that path. Prints JSON: the changes announced, and what was reported as unreadable meanwhile.

import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { scan } from "../../src/flows/scan/scan.ts";
import { clockAt } from "../support/clock.ts";
import { becomeNobody, NOBODY } from "../support/nobody.ts";
import { offerFile } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

const SETTLE = 60_000;

const home = mkdtempSync(join(tmpdir(), "crieur-nobody-"));
const folder = join(home, "offers");
mkdirSync(join(folder, "dans"), { recursive: true });
const files = ["un.md", "deux.md", "dans/trois.md"].map((name) => join(folder, name));
for (const file of files) writeFileSync(file, offerFile({ roles: file, open: true }, `Le corps de ${file}.`));
if (process.getuid?.() === 0) {
  for (const path of [home, folder, join(folder, "dans"), ...files]) chownSync(path, NOBODY, NOBODY);
}
await becomeNobody();

const target = join(folder, process.argv[2] ?? "");
const source = new FolderSource(folder);
const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
const reader = new Reader(source, ourNames);
const told: string[] = [];
const problems: string[] = [];
let offers: string | null = null;
let now = 0;

try {
  await look();
  chmodSync(target, 0);
  await look();
  await look();
  chmodSync(target, target.endsWith(".md") ? 0o600 : 0o700);
  const meanwhile = [...new Set(problems)];
  await look();
  process.stdout.write(JSON.stringify({ told, problems: meanwhile, offers }));
} finally {
  await store.close();
  rmSync(home, { recursive: true, force: true });
}

async function look(): Promise<void> {
  now += 2 * SETTLE;
  source.refresh();
  const seen = await scan({
    store,
    reader,
    clock: clockAt(() => now),
    matches: () => true,
    newKey: randomUUID,
    timezone: "Europe/Paris",
    settle: SETTLE,
    firstRun: "silent",
  });
  if (!seen.readable) {
    offers = seen.reason;
    return;
  }
  if (!seen.firstRun) told.push(...seen.changes.map(({ change, id }) => `${change} ${id}`));
  for (const { file, offer, problems: found } of seen.readings) {
    if (offer === null) problems.push(...found.map(({ message }) => `${file}: ${message}`));
  }
}
