import type { Logger } from "pino";
import type { Reading } from "../../offers/offer.ts";

/** Logs each problem of a file once, while it lasts; a file that is well again may have it again. */
export class ProblemLog {
  readonly #log: Logger;
  #known = new Set<string>();
  #blind: string | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  tell(readings: readonly Reading[], blind: string | null): void {
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
    if (blind !== null && blind !== this.#blind) this.#log.warn(blind);
    this.#blind = blind;
  }
}
