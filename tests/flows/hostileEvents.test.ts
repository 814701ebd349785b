import { expect, test } from "vitest";
import { events } from "../../fuzz/events.ts";

/** Enough for every kind of hostile batch to have its turn a few times (`npm run fuzz -- --only events` goes on). */
const BATCHES = 90;

test("hostile events crash nothing, and have nothing said that pings, scripts or goes to another room", async () => {
  const subject = await events();
  const faults: string[] = [];
  // Two seconds of processor time are a fault too; what each costs here is 20 ms.
  for (let seed = 1; seed <= BATCHES; seed += 1) {
    const trial = await subject.attempt(seed);
    faults.push(...trial.faults.map((fault) => `seed ${seed}, ${trial.about}: ${fault}`));
  }
  expect(faults).toEqual([]);
  expect(Number(/\d+/.exec(subject.sum())?.[0])).toBeGreaterThan(100);
  await subject.close();
});
