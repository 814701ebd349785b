import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WakeSignal } from "../../src/flows/service/wakeSignal.ts";

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
    const sleep = new WakeSignal().sleep(1000, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isOver(sleep)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(sleep)).toBe(true);
  });

  test("without a time lasts until it is woken", async () => {
    const wakeSignal = new WakeSignal();
    const sleep = wakeSignal.sleep(null, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(LONGEST_TIMER);
    expect(await isOver(sleep)).toBe(false);
    wakeSignal.wake();
    expect(await isOver(sleep)).toBe(true);
  });

  test("is short when somebody woke before it, once", async () => {
    const wakeSignal = new WakeSignal();
    const { signal } = new AbortController();
    wakeSignal.wake();
    wakeSignal.wake();
    expect(await isOver(wakeSignal.sleep(null, signal))).toBe(true);
    expect(await isOver(wakeSignal.sleep(null, signal))).toBe(false);
  });

  test("ends with the signal, and leaves nothing behind", async () => {
    const wakeSignal = new WakeSignal();
    const stopping = new AbortController();
    const sleep = wakeSignal.sleep(5000, stopping.signal);
    stopping.abort();
    expect(await isOver(sleep)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(await isOver(wakeSignal.sleep(null, stopping.signal))).toBe(true);
  });

  test("beyond the longest timer is cut, not over at once", async () => {
    const sleep = new WakeSignal().sleep(Number.POSITIVE_INFINITY, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(LONGEST_TIMER - 1);
    expect(await isOver(sleep)).toBe(false);
  });
});
