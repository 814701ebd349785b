import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { ParseCache } from "../../src/flows/scan/parseCache.ts";
import type { Reading } from "../../src/offers/offer.ts";
import { readListed } from "../../src/offers/reading/listing.ts";
import type { Store } from "../../src/ports/index.ts";
import { offerFile } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

const SEEDS = join(import.meta.dirname, "../../offers");
const text = (title: string) => Buffer.from(offerFile({ roles: title, open: true }));

let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:", { lock: true, now: 0 });
});
afterEach(() => store.close());

/** One run of the program: reads these files, and keeps what it parsed. */
async function run(files: Readonly<Record<string, Buffer>>, version = "1"): Promise<(Reading | null)[]> {
  const cache = await ParseCache.open(store, version);
  const readings = Object.entries(files).map(([file, bytes]) => cache.read(file, bytes, ourNames));
  await store.write((tx) => cache.save(tx, new Set(Object.keys(files))));
  return readings;
}

/** Marks what is stored, so that a reading that comes from there shows. */
async function mark(): Promise<void> {
  await store.write(async (tx) => {
    const parses = await tx.parses.all();
    await tx.parses.save(
      parses.map((parse) => ({ ...parse, reading: { ...parse.reading, depublicationLine: 77 } })),
    );
  });
}

const stored = async () => (await store.read((tx) => tx.parses.all())).map(({ file }) => file).sort();
const fromStore = (readings: readonly (Reading | null)[]) =>
  readings.map((reading) => reading?.depublicationLine === 77);

describe("a file that was parsed in an earlier run", () => {
  test("is not parsed again while content and program are the same", async () => {
    await run({ "a.md": text("A"), "b.md": text("B") });
    await mark();
    expect(fromStore(await run({ "a.md": text("A"), "b.md": text("B, autrement") }))).toEqual([true, false]);
    await mark();
    expect(fromStore(await run({ "a.md": text("A") }, "2"))).toEqual([false]);
  });

  test("reads as it did: the seeds, the damaged one too", async () => {
    const seeds = Object.fromEntries(
      readdirSync(SEEDS).map((name) => [name, readFileSync(join(SEEDS, name))]),
    );
    const parsed = Object.entries(seeds).map(([file, bytes]) => ({
      ...readListed(file, bytes, ourNames),
      body: null,
    }));
    expect(await run(seeds)).toEqual(parsed);
    expect(await run(seeds)).toEqual(parsed);
  });

  test("is forgotten once it is gone, and what is no offer is never kept", async () => {
    await run({ "a.md": text("A"), "b.md": text("B"), LISEZMOI: Buffer.from("Bonjour") });
    expect(await stored()).toEqual(["a.md", "b.md"]);
    await run({ "b.md": text("B") });
    expect(await stored()).toEqual(["b.md"]);
  });
});
