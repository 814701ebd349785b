import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { Store } from "../../src/ports/index.ts";
import { anOffer } from "../support/anOffer.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { ourLexicon } from "../support/words.ts";

let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:", { lock: true, now: 0 });
});
afterEach(() => store.close());

const row = (number: number, title: string): KnownOffer =>
  knownOffer(String(number), {
    offer: anOffer({ id: `offre-${number}`, title, body: `Texte de ${title}.` }),
  });

async function start(version: string): Promise<Catalogue> {
  const catalogue = new Catalogue(ourLexicon, { now: () => 0, monotonic: () => 0 }, "Europe/Paris");
  await catalogue.load(store, version);
  return catalogue;
}

const found = (catalogue: Catalogue, text: string) =>
  catalogue.search(text, "open").offers.map((key) => catalogue.byKey(key)?.offer.title);

async function save(catalogue: Catalogue, ...rows: KnownOffer[]): Promise<void> {
  await store.write((tx) => tx.offers.save(rows));
  catalogue.update(rows);
}

test("a start takes the index as it was written down, and what changed since is indexed anew", async () => {
  const first = await start("1");
  await save(first, row(1, "Phare"), row(2, "Balise"), row(3, "Bouée"));
  expect(first.isWorthSaving).toBe(true);
  await store.write((tx) => first.save(tx, "1"));
  expect(first.isWorthSaving).toBe(false);
  await save(first, row(2, "Amer"));
  // The one that wrote it goes on with what it wrote.
  const keys = ["phare", "amer", "balise", "bouée"].map((word) => first.search(word, "open").offers);
  expect(keys).toEqual([[row(1, "").key], [row(2, "").key], [], [row(3, "").key]]);

  const second = await start("1");
  expect(found(second, "phare")).toEqual(["Phare"]);
  expect(found(second, "amer")).toEqual(["Amer"]);
  expect(found(second, "balise")).toEqual([]);
  expect(second.isWorthSaving).toBe(true);
  await store.write((tx) => second.save(tx, "1"));
  expect((await start("1")).isWorthSaving).toBe(false);
});

test("an index of another version, or one that cannot be read, is made anew", async () => {
  const first = await start("1");
  await save(first, row(1, "Phare"));
  await store.write((tx) => first.save(tx, "1"));
  expect((await start("2")).isWorthSaving).toBe(true);
  await store.write((tx) => tx.indexSnapshot.save("1", Uint8Array.of(9, 9, 9, 9, 9)));
  const third = await start("1");
  expect(found(third, "phare")).toEqual(["Phare"]);
  expect(third.isWorthSaving).toBe(true);
});

test("an offer that the index cannot take is named at the start, and the others are found", async () => {
  // As an older version might have stored it.
  const { facts: _, ...rest } = knownOffer("ancienne").offer;
  const older = { ...knownOffer("ancienne"), offer: rest as KnownOffer["offer"] };
  await store.write((tx) => tx.offers.save([older, knownOffer("juriste")]));
  const faults: string[] = [];
  const catalogue = new Catalogue(
    ourLexicon,
    { now: () => 0, monotonic: () => 0 },
    "Europe/Paris",
    ({ id }) => faults.push(id),
  );
  await catalogue.load(store, "1");
  expect(faults).toEqual([older.id]);
  expect(catalogue.search("juriste", "open").offers).toEqual([knownOffer("juriste").key]);
});

test("what its author holds back is shown to nobody before its day, and found from then on", async () => {
  const held = (id: string, change: Partial<KnownOffer["offer"]>): KnownOffer => {
    const offer = anOffer({ id, title: `Phare ${id}`, open: true, ...change });
    return knownOffer(id, { id: offer.id, offer, status: "closed", stood: "closed", opening: 0 });
  };
  const tomorrow = held("demain", { publication: "2026-06-01" });
  const rows = [tomorrow, held("brouillon", { draft: true, open: false }), held("fermee", { open: false })];
  const startOn = async (day: string): Promise<Catalogue> => {
    const now = Date.parse(`${day}T12:00:00Z`);
    const catalogue = new Catalogue(ourLexicon, { now: () => now, monotonic: () => now }, "Europe/Paris");
    await catalogue.load(store);
    return catalogue;
  };

  await store.write((tx) => tx.offers.save(rows));
  const before = await startOn("2026-05-31");
  expect([...before.ids()]).toEqual(["fermee"]);
  expect(before.byKey(tomorrow.key)).toBeNull();
  expect(before.newest("closed").map((key) => before.byKey(key)?.id)).toEqual(["fermee"]);
  expect(before.search("phare", "closed").offers).toHaveLength(1);

  await store.write((tx) => tx.offers.save([{ ...tomorrow, status: "open", stood: "open", opening: 1 }]));
  expect(found(await startOn("2026-06-01"), "phare")).toEqual(["Phare demain"]);
});
