import type { Onlooker } from "../stage/onlooker.ts";

/** Longest wait until a step shows in the room, milliseconds. */
const PATIENCE = 20_000;

/** The failure of a step that did not show what it should. */
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

/** Waits until the condition holds. Throws `Unexpected` when it does not in time. */
export async function expectSoon(
  onlooker: Onlooker,
  expected: string,
  condition: () => boolean,
  seen: () => string,
): Promise<void> {
  if (!(await onlooker.until(condition, PATIENCE))) throw new Unexpected(expected, seen());
}

/** Throws `Unexpected` unless the condition holds now. */
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
