import type { Logger } from "pino";
import { dayIn } from "../offers/standing.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Health } from "./health.ts";
import { nextDay } from "./nextDay.ts";
import { ProblemLog } from "./problemLog.ts";
import { type Scan, type ScanParts, scan } from "./scan.ts";
import { Wakeable } from "./wakeable.ts";

export interface ScannerParts extends ScanParts {
  readonly catalogue: Catalogue;
  readonly health: Health;
  readonly log: Logger;
  /** Something may have been queued. */
  readonly onScan: (scan: Scan) => void;
}

/** A folder that cannot be read is looked at again after this long, milliseconds. */
const LOOK_AGAIN = 5000;

/** Scans one at a time: when files changed, when `settle` has passed, when the day changes, when it is asked. */
export class Scanner {
  readonly #parts: ScannerParts;
  readonly #wakeable = new Wakeable();
  readonly #problems: ProblemLog;
  #wakeAt: number | null = null;

  constructor(parts: ScannerParts) {
    this.#parts = parts;
    this.#problems = new ProblemLog(parts.log);
  }

  /** Something may have changed in the folder. */
  wake(): void {
    this.#wakeable.wake();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#wakeable.sleep(this.#untilNext(), signal);
      if (!signal.aborted) await this.#guarded();
    }
  }

  /** One scan, now. Rejects only when the store does. */
  async once(): Promise<Scan> {
    const { catalogue, health, log, onScan } = this.#parts;
    const found = await scan({ ...this.#parts, known: catalogue.known });
    if (!found.readable) {
      health.red("offers", found.reason);
      this.#wakeAt = this.#parts.clock.now() + LOOK_AGAIN;
      return found;
    }
    health.green("offers");
    if (found.vanishing) health.red("removals", removalsHeld(found.vanishing));
    else health.green("removals");
    catalogue.follow(found.offers);
    this.#wakeAt = found.wakeAt;
    this.#problems.tell(found.readings, found.blind);
    for (const { change, id, opening } of found.changes) log.info({ change, id, opening }, "offer changed");
    onScan(found);
    return found;
  }

  async #guarded(): Promise<void> {
    const { health, log } = this.#parts;
    try {
      await this.once();
      health.green("store");
    } catch (error) {
      log.error({ err: error }, "a scan failed; nothing was changed by it");
      health.red(
        "store",
        `a scan could not be stored: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.#wakeAt = this.#parts.clock.now() + LOOK_AGAIN;
    }
  }

  #untilNext(): number {
    const { clock, timezone } = this.#parts;
    const now = clock.now();
    const midnight = nextDay((moment) => dayIn(timezone, moment), now);
    return Math.max(0, Math.min(midnight, this.#wakeAt ?? midnight) - now);
  }
}

function removalsHeld({ missing, open }: { missing: number; open: number }): string {
  return `${missing} of ${open} open offers are missing; nothing is removed until they return, or "crieur scan --accept-removals" is run while the bot is stopped`;
}
