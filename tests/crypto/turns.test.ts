import { expect, test } from "vitest";
import { soon } from "../../src/edges/crypto/indexedDb/turns.ts";

/** Keeps the processor for so long, milliseconds. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("answers keep their order, and the event loop has its turns between them, however many were asked for at once", async () => {
  const done: number[] = [];
  const turns: number[] = [];
  let running = true;
  const turn = (): void => {
    turns.push(done.length);
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  const COUNT = 40;
  await new Promise<void>((resolve) => {
    for (let at = 0; at < COUNT; at += 1)
      soon(() => {
        done.push(at);
        // What follows from an answer is the library's, in microtasks of its own.
        queueMicrotask(() => spin(10));
        if (at === COUNT - 1) resolve();
      });
  });
  running = false;
  expect(done).toEqual([...Array(COUNT).keys()]);
  expect(new Set(turns).size).toBeGreaterThan(5);
});

test("one that follows from another is done after those that waited before it", async () => {
  const done: string[] = [];
  await new Promise<void>((resolve) => {
    soon(() => {
      done.push("first");
      spin(30);
      soon(() => {
        done.push("last");
        resolve();
      });
    });
    soon(() => done.push("second"));
  });
  expect(done).toEqual(["first", "second", "last"]);
});
