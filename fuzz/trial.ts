/** One input, and what became of it. */
export interface Trial {
  /** How the input came about. */
  readonly about: string;
  readonly bytes: number;
  /** Processor time, milliseconds. */
  readonly cost: number;
  readonly faults: readonly string[];
}

/** Something that is tried with hostile input. */
export interface Subject {
  /** Tries the input that a number makes. Never rejects: what throws is a fault. */
  attempt(seed: number): Promise<Trial>;
  /** For people: how much came of it all. */
  sum(): string;
  close(): Promise<void>;
}

/** Milliseconds of processor time that an input may cost. */
const MOST = 2000;

/** Tries `work`, whose result are its faults; what it throws, and what it costs, is one too. */
export async function trial(
  about: string,
  bytes: number,
  work: () => readonly string[] | Promise<readonly string[]>,
): Promise<Trial> {
  const before = process.cpuUsage();
  const faults = await Promise.resolve()
    .then(work)
    .catch((error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  const { user, system } = process.cpuUsage(before);
  const cost = (user + system) / 1000;
  const dear = cost > MOST ? [`${cost.toFixed(0)} ms of processor time`] : [];
  return { about, bytes, cost, faults: [...faults, ...dear] };
}
