import { Cron } from "croner";

/**
 * The times of a cron expression of five fields, or six with seconds first, on the wall clock of a timezone. Where it names
 * one hour and one minute, what the clocks skip in spring comes at the end of the gap, and what they show twice in autumn
 * comes once. Where it names several (`30 2,14`), or a range, each real moment counts: what is skipped does not come.
 */
export class Times {
  readonly #cron: Cron;

  /** @throws {TypeError} when the expression is none; see `isExpression` */
  constructor(expression: string, timezone: string) {
    this.#cron = new Cron(expression, { timezone, paused: true, mode: "5-or-6-parts" });
  }

  /**
   * The last moment in (`since`, `now`]; null when there is none. Of several that were missed only the last counts. A
   * `since` in the future, where the clock was set back, counts as now.
   */
  due(since: number, now: number): number | null {
    const next = this.next(Math.min(since, now));
    if (next === null || next > now) return null;
    return this.last(now) ?? next;
  }

  /** The last moment that is not after `now`; null when there was none. */
  last(now: number): number | null {
    return this.#cron.previousRuns(1, new Date(now + 1))[0]?.getTime() ?? null;
  }

  /** The first moment after `now`, milliseconds since the epoch; null when none will ever come. */
  next(now: number): number | null {
    return this.#cron.nextRun(new Date(now))?.getTime() ?? null;
  }
}

/** Whether the text is a cron expression of five or six fields. */
export function isExpression(text: string): boolean {
  try {
    new Cron(text, { paused: true, mode: "5-or-6-parts" });
    return true;
  } catch {
    return false;
  }
}
