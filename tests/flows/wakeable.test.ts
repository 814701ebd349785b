import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Wakeable } from "../../src/flows/service/wakeable.ts";

const LONGEST_TIMER = 2 ** 31 - 1;

describe("a sleep", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function isOver(sleep: Promise<void>): Promise<boolean> {
    let over = false;
    sleep.then(() => (over = true));
    await vi.advanceTimersByTimeAsync(0);
    return over;
  }

  test("ends when its time is over", async () => {
    const sleep = new Wakeable().sleep(1000, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isOver(sleep)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(sleep)).toBe(true);
  });

  test("without a time lasts until it is woken", async () => {
    const wakeable = new Wakeable();
    const sleep = wakeable.sleep(null, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(LONGEST_TIMER);
    expect(await isOver(sleep)).toBe(false);
    wakeable.wake();
    expect(await isOver(sleep)).toBe(true);
  });

  test("is short when somebody woke before it, once", async () => {
    const wakeable = new Wakeable();
    const { signal } = new AbortController();
    wakeable.wake();
    wakeable.wake();
    expect(await isOver(wakeable.sleep(null, signal))).toBe(true);
    expect(await isOver(wakeable.sleep(null, signal))).toBe(false);
  });

  test("ends with the signal, and leaves nothing behind", async () => {
    const wakeable = new Wakeable();
    const stopping = new AbortController();
    const sleep = wakeable.sleep(5000, stopping.signal);
    stopping.abort();
    expect(await isOver(sleep)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(await isOver(wakeable.sleep(null, stopping.signal))).toBe(true);
  });

  test("beyond the longest timer is cut, not over at once", async () => {
    const sleep = new Wakeable().sleep(Number.POSITIVE_INFINITY, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(LONGEST_TIMER - 1);
    expect(await isOver(sleep)).toBe(false);
  });
});
