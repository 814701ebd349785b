import { expect, test } from "vitest";
import { Census } from "../../src/flows/service/census.ts";
import type { Store } from "../../src/ports/index.ts";
import { newStore, placeIn } from "./world.ts";

/** A clock that goes on by `step` milliseconds at each look. */
function ticking(step: number) {
  let now = 0;
  return { monotonic: () => (now += step), pass: (milliseconds: number) => (now += milliseconds) };
}

const active = (store: Store, census: Census, clock: ReturnType<typeof ticking>) =>
  store.read(async (tx) => (await census.take(tx, clock)).rooms.active);

test("what is counted quickly is counted anew at every look", async () => {
  const store = await newStore();
  const [census, clock] = [new Census(), ticking(1)];
  await placeIn(store, "a");
  expect(await active(store, census, clock)).toBe(1);
  await placeIn(store, "b");
  expect(await active(store, census, clock)).toBe(2);
});

test("what takes long is kept two hundred times as long", async () => {
  const store = await newStore();
  const [census, clock] = [new Census(), ticking(300)];
  await placeIn(store, "a");
  expect(await active(store, census, clock)).toBe(1);
  await placeIn(store, "b");
  expect(await active(store, census, clock)).toBe(1);
  clock.pass(60_000);
  expect(await active(store, census, clock)).toBe(2);
});
