import { expect, test } from "vitest";
import { Refusals } from "../../src/delivery/refusals.ts";
import type { OutboxId } from "../../src/ports/index.ts";

const ROW = 7 as OutboxId;
const MINUTE = 60_000;

test("a refusal is final once two sync batches since the first saw nothing wrong", () => {
  const refusals = new Refusals();
  refusals.synced();
  expect(refusals.isFinal(ROW, 0)).toBe(false);
  refusals.synced();
  expect(refusals.isFinal(ROW, 1000)).toBe(false);
  refusals.synced();
  expect(refusals.isFinal(ROW, 2000)).toBe(true);
});

test("one after the room was away, or after it was settled, begins anew", () => {
  const refusals = new Refusals();
  refusals.isFinal(ROW, 0);
  for (let batch = 0; batch < 100; batch += 1) refusals.synced();
  expect(refusals.isFinal(ROW, 60 * MINUTE)).toBe(false);
  for (let batch = 0; batch < 2; batch += 1) refusals.synced();
  refusals.forget(ROW);
  expect(refusals.isFinal(ROW, 61 * MINUTE)).toBe(false);
});
