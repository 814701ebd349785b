import type { Onlooker } from "../stage/onlooker.ts";

/** What a step may take until it shows, milliseconds. */
const PATIENCE = 20_000;

/** A step did not show what it should. */
export class Unexpected extends Error {
  override readonly name = "Unexpected";
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: string) {
    super(`expected ${expected}, saw ${seen}`);
    this.expected = expected;
    this.seen = seen;
  }
}

/** Waits until the room shows it. Throws `Unexpected`. */
export async function expectSoon(
  onlooker: Onlooker,
  expected: string,
  condition: () => boolean,
  seen: () => string,
): Promise<void> {
  if (!(await onlooker.until(condition, PATIENCE))) throw new Unexpected(expected, seen());
}

/** It is so now. Throws `Unexpected`. */
export function expectNow(expected: string, condition: boolean, seen: () => string): void {
  if (!condition) throw new Unexpected(expected, seen());
}

/** Fails a step that waits for something other than an event of the room. Throws `Unexpected`. */
export async function withinPatience<T>(
  expected: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Unexpected(expected, `nothing of it in ${PATIENCE / 1000} s`);
  }
}
