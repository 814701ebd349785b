import type { Clock, OutboxId } from "../../ports/index.ts";

interface Request {
  readonly done: Promise<void>;
  readonly since: number;
  /** It has ended; what came of it is not committed yet. */
  answered: boolean;
}

/** A request under way for longer hangs, milliseconds; so many times the usual number may be under way with these. */
const SLOW = 5_000;
const HANGING = 4;
/** Places that became free are taken so many together, in one commit, or after so long, milliseconds. */
const TOGETHER = 4;
const GATHERING = 100;

export interface UnderWayParts {
  readonly clock: Pick<Clock, "monotonic">;
  /** Requests under way at the same time. */
  readonly concurrency: number;
  /** Places became free, or a row is done with. */
  readonly onFree: () => void;
}

/** The rows that are taken to the homeserver at the moment, each from its request until what came of it is committed. */
export class UnderWay {
  readonly #parts: UnderWayParts;
  readonly #requests = new Map<OutboxId, Request>();
  /** Places that became free since the last look for what may take them, and when they are looked at together. */
  #freed = 0;
  #gathering: NodeJS.Timeout | null = null;

  constructor(parts: UnderWayParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#requests.size;
  }

  get rows(): Iterable<OutboxId> {
    return this.#requests.keys();
  }

  /** Resolves when those that are under way now are done with. */
  async allDone(): Promise<void> {
    await Promise.all([...this.#requests.values()].map(({ done }) => done));
  }

  /** How many more requests may begin. One that hangs gives its place up after a while, so that no room takes them all. */
  free(now: number): number {
    const { concurrency } = this.#parts;
    let quick = 0;
    let all = 0;
    for (const { since, answered } of this.#requests.values()) {
      if (answered) continue;
      all += 1;
      if (now - since < SLOW) quick += 1;
    }
    return Math.min(concurrency - quick, concurrency * HANGING - all);
  }

  /** `work`: never rejects. */
  begin(row: OutboxId, work: Promise<void>): void {
    const { clock, onFree } = this.#parts;
    const done = work.finally(() => {
      this.#requests.delete(row);
      onFree();
    });
    this.#requests.set(row, { done, since: clock.monotonic(), answered: false });
  }

  /** Its place is free for another request while what came of it is committed. */
  answered(row: OutboxId): void {
    const { onFree } = this.#parts;
    const one = this.#requests.get(row);
    if (!one || one.answered) return;
    one.answered = true;
    this.#freed += 1;
    const left = [...this.#requests.values()].some(({ answered }) => !answered);
    if (this.#freed >= TOGETHER || !left) onFree();
    else this.#gathering ??= setTimeout(onFree, GATHERING);
  }

  /** What may take the free places is looked for now: no more are gathered before. */
  looked(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#freed = 0;
  }
}
