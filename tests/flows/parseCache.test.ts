import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { KnownOffers } from "../../src/flows/scan/known.ts";
import { ParseCache } from "../../src/flows/scan/parseCache.ts";
import type { OfferKey, Reading } from "../../src/offers/offer.ts";
import { readListed } from "../../src/offers/reading/listing.ts";
import type { SourceFile, Store } from "../../src/ports/index.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { offerFile } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

const SEEDS = join(import.meta.dirname, "../../offers");
const text = (title: string) => Buffer.from(offerFile({ roles: title, open: true }));

let store: Store;
let opened: string[] = [];
beforeEach(async () => {
  opened = [];
  store = await openStore("sqlite::memory:", { lock: true, now: 0 });
});
afterEach(() => store.close());

interface Run {
  readonly program?: string;
  /** The version of every file; one that is not at rest unless given. */
  readonly version?: string;
  /** The offers that are known to say what was read. */
  readonly keyOf?: (reading: Reading) => OfferKey | null;
  readonly commits?: boolean;
}

/** One run of the program: reads these files, and keeps what it parsed. Notes which of them it opened. */
async function run(
  files: Readonly<Record<string, Buffer>>,
  { program = "1", version, keyOf = () => null, commits = true }: Run = {},
): Promise<(Reading | null)[]> {
  const cache = await ParseCache.open(store, program, new KnownOffers());
  const readings = [];
  for (const [file, bytes] of Object.entries(files)) {
    const source: SourceFile = {
      file,
      version: version ?? "just written",
      isAtRest: version !== undefined,
      bytes: async () => {
        opened.push(file);
        return bytes;
      },
    };
    readings.push(await cache.read(source, ourNames));
  }
  if (!commits) return readings;
  await store.write((tx) => cache.save(tx, new Set(Object.keys(files)), keyOf));
  cache.committed();
  return readings;
}

/** Marks what is stored, so that a reading that comes from there shows. */
async function mark(): Promise<void> {
  await store.write(async (tx) => {
    const parses = await tx.parses.all();
    await tx.parses.save(
      parses.map((parse) => ({ ...parse, reading: { ...parse.reading, repaired: ["bom" as const] } })),
    );
  });
}

const stored = async () => (await store.read((tx) => tx.parses.all())).map(({ file }) => file).sort();
const fromStore = (readings: readonly (Reading | null)[]) =>
  readings.map((reading) => reading?.repaired[0] === "bom");

describe("a file that was parsed in an earlier run", () => {
  test("is not parsed again while content and program are the same", async () => {
    await run({ "a.md": text("A"), "b.md": text("B") });
    await mark();
    expect(fromStore(await run({ "a.md": text("A"), "b.md": text("B, autrement") }))).toEqual([true, false]);
    await mark();
    expect(fromStore(await run({ "a.md": text("A") }, { program: "2" }))).toEqual([false]);
  });

  test("is not even opened while its version is the same, once that was seen at rest", async () => {
    await run({ "a.md": text("A") }, { version: "7" });
    await run({ "a.md": text("A") }, { version: "7" });
    expect(opened).toEqual(["a.md"]);
    await run({ "a.md": text("A, revu") }, { version: "8" });
    await run({ "a.md": text("A, revu") }, { version: "8", program: "2" });
    expect(opened).toEqual(["a.md", "a.md", "a.md"]);
  });

  test("is opened again when it may have changed without another version", async () => {
    await run({ "a.md": text("A") });
    const [reading] = await run({ "a.md": text("A, revu") });
    expect(reading?.offer?.title).toBe("A, revu");
    await run({ "a.md": text("A, revu") }, { version: "just written" });
    expect(opened).toHaveLength(3);
  });

  test("takes its offer from the one that is known, which is stored once", async () => {
    const { key } = knownOffer("a");
    const [first] = await run({ "a.md": text("A") }, { version: "7", keyOf: () => key });
    if (!first?.offer) throw new Error("no offer");
    expect((await store.read((tx) => tx.parses.all()))[0]?.reading.offer).toBeNull();
    const { offer } = first;
    await store.write((tx) => tx.offers.save([knownOffer("a", { offer })]));
    expect(await run({ "a.md": text("A") }, { version: "7", commits: false })).toEqual([first]);
    expect(opened).toHaveLength(1);

    const elsewhere = { ...offer, file: "b.md" };
    await store.write((tx) => tx.offers.save([knownOffer("a", { offer: elsewhere })]));
    expect(await run({ "a.md": text("A") }, { version: "7", commits: false })).toEqual([first]);
    expect(opened).toHaveLength(2);
  });

  test("is kept for the next commit when one fails", async () => {
    const cache = await ParseCache.open(store, "1", new KnownOffers());
    const bytes = async () => text("A");
    await cache.read({ file: "a.md", version: "7", isAtRest: true, bytes }, ourNames);
    const files = new Set(["a.md"]);
    const save = store.write(async (tx) => {
      await cache.save(tx, files, () => null);
      throw new Error("the disk is full");
    });
    await expect(save).rejects.toThrow("the disk is full");
    await store.write((tx) => cache.save(tx, files, () => null));
    expect(await stored()).toEqual(["a.md"]);
  });

  test("reads as it did: the seeds, the damaged one too", async () => {
    const seeds = Object.fromEntries(
      readdirSync(SEEDS).map((name) => [name, readFileSync(join(SEEDS, name))]),
    );
    const parsed = Object.entries(seeds).map(([file, bytes]) => ({
      ...readListed(file, bytes, ourNames),
      body: null,
      keys: [],
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
