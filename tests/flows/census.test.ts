import { expect, test } from "vitest";
import { Census } from "../../src/flows/service/census.ts";
import type { Store } from "../../src/ports/index.ts";
import { newStore, placeIn } from "./world.ts";

/** What is counted in a store that seems to hold so many sent messages, at that moment. */
const active = (store: Store, census: Census, { sent, now }: { sent: number; now: number }) =>
  store.read(async (tx) => {
    const counts = async () => ({ ...(await tx.outbox.counts()), sent });
    const outbox = { ...tx.outbox, counts };
    return (await census.take({ ...tx, outbox }, { monotonic: () => now })).rooms.active;
  });

test("a store is counted at every look", async () => {
  const store = await newStore();
  const census = new Census();
  await placeIn(store, "a");
  expect(await active(store, census, { sent: 19_000, now: 0 })).toBe(1);
  await placeIn(store, "b");
  expect(await active(store, census, { sent: 19_000, now: 1 })).toBe(2);
});

test("a large one once a minute", async () => {
  const store = await newStore();
  const census = new Census();
  await placeIn(store, "a");
  expect(await active(store, census, { sent: 21_000, now: 0 })).toBe(1);
  await placeIn(store, "b");
  expect(await active(store, census, { sent: 21_000, now: 59_000 })).toBe(1);
  expect(await active(store, census, { sent: 21_000, now: 60_000 })).toBe(2);
});
