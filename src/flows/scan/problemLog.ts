import type { Logger } from "pino";
import type { Reading } from "../../offers/offer.ts";

/**
 * Logs each problem of a file once, as long as it lasts. A problem that comes back after it
 * was gone is logged again.
 */
export class ProblemLog {
  readonly #log: Logger;
  #known = new Set<string>();
  #withoutEvents: string | null = null;
  /** Files whose offers could not be read at the last look. */
  refused = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  report(readings: readonly Reading[], withoutEvents: string | null): void {
    const known = new Set<string>();
    for (const { file, problems } of readings) {
      for (const { severity, line, message } of problems) {
        const key = JSON.stringify([file, line, message]);
        known.add(key);
        if (this.#known.has(key)) continue;
        this.#log[severity === "error" ? "error" : "warn"]({ file, line }, message);
      }
    }
    this.#known = known;
    this.refused = readings.filter(({ offer }) => offer === null).length;
    if (withoutEvents !== null && withoutEvents !== this.#withoutEvents) this.#log.warn(withoutEvents);
    this.#withoutEvents = withoutEvents;
  }
}
