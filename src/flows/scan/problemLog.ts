import type { Logger } from "pino";
import type { Reading } from "../../offers/offer.ts";
import type { Health } from "../service/health.ts";

const CHECK =
  "`npx crieur check` names each with its line and what to do; until then each offer stays as it was read last";
const LISTENING =
  "raise what it names (`docs/exploitation.md`); meanwhile the folder is read anew at each `offers.rescan`";

/**
 * Logs each problem of a file once, as long as it lasts. A problem that comes back after it was gone is logged again.
 * Files that cannot be read, and a folder that sends no events, stand in `/readyz` as well, as notes.
 */
export class ProblemLog {
  readonly #log: Logger;
  readonly #health: Pick<Health, "note" | "green">;
  #known = new Set<string>();
  /** Files whose offers could not be read at the last look. */
  refused = 0;

  constructor(log: Logger, health: Pick<Health, "note" | "green">) {
    this.#log = log;
    this.#health = health;
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
    this.#note(readings.filter(({ offer }) => offer === null));
    if (withoutEvents === null) this.#health.green("file events");
    else this.#health.note("file events", withoutEvents, LISTENING);
  }

  #note(refused: readonly Reading[]): void {
    this.refused = refused.length;
    const [first] = refused;
    const others = refused.length > 1 ? `, and ${refused.length - 1} more` : "";
    if (first === undefined) this.#health.green("files");
    else this.#health.note("files", `files that cannot be read as offers: ${first.file}${others}`, CHECK);
  }
}
