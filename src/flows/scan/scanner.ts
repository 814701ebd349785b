import type { Logger } from "pino";
import { removalsHeld } from "../../messages/notice.ts";
import type { MassVanishing } from "../../offers/catalogue.ts";
import { folderAdvice } from "../../offers/reading/folderAdvice.ts";
import { dayIn } from "../../offers/standing.ts";
import { counted } from "../../text/counted.ts";
import type { Administrators } from "../service/administrators.ts";
import { RETRY_AFTER } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import type { Catalogue } from "./catalogue.ts";
import { nextDay } from "./nextDay.ts";
import { ProblemLog } from "./problemLog.ts";
import { type Scan, type ScanParts, scan } from "./scan.ts";

/**
 * The search index is written down once nothing has changed for so long, milliseconds: that takes as long as several
 * answers, and announcements come first.
 */
const KEEP_INDEX_AFTER = 5000;

export interface ScannerParts extends ScanParts {
  readonly catalogue: Catalogue;
  /** The version under which the search index is written down; it is not without one. */
  readonly indexVersion?: string;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  /** Called after each scan of a readable folder: messages may have been queued. */
  readonly onScan: (scan: Scan) => void;
}

/**
 * Scans one at a time: when files changed, when `settle` has passed, when the day changes, when it is asked.
 */
export class Scanner implements BackgroundWork {
  readonly name = "store";
  readonly trouble = "a scan could not be stored";
  readonly doing = "reading the offers folder";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: ScannerParts;
  readonly #problems: ProblemLog;
  #hasScanned = false;
  /** When a scan changed something last, of the clock that nobody sets. */
  #changedAt = Number.NEGATIVE_INFINITY;
  #wakeAt: number | null = null;
  /** The moment since which removals are held back; null while they are not. */
  #heldSince: number | null = null;

  constructor(parts: ScannerParts) {
    this.#parts = parts;
    this.#problems = new ProblemLog(parts.log, parts.health);
  }

  /** Files whose offers could not be read at the last look. */
  get refusedFiles(): number {
    return this.#problems.refused;
  }

  /** Scans soon: something may have changed in the folder. */
  wake(): void {
    this.wakeSignal.wake();
  }

  /** The scan that a start begins with has been made already (`initialScan.ts`). */
  firstRest(): Rest {
    return this.#untilNext();
  }

  async turn(): Promise<Rest> {
    await this.once();
    await this.#keepIndex();
    return this.#untilNext();
  }

  /** Scans once, now. Rejects only when the store does. */
  async once(): Promise<Scan> {
    const { catalogue, health, onScan } = this.#parts;
    const found = await scan({ ...this.#parts, known: catalogue.known });
    if (!found.readable) {
      health.red("offers", found.reason, "make the folder readable again; it is looked at every few seconds");
      this.#wakeAt = this.#parts.clock.now() + RETRY_AFTER;
      return found;
    }
    health.green("offers");
    if (found.vanishing) await this.#hold(found.vanishing);
    else this.#release();
    if (found.offers.length > 0) this.#changedAt = this.#parts.clock.monotonic();
    catalogue.update(found.offers);
    this.#wakeAt = found.wakeAt;
    this.#problems.report(found.readings, found.withoutEvents);
    this.#tell(found);
    onScan(found);
    return found;
  }

  /** What a silent first run takes as told is said as a number: a line an offer reads as if it were announced. */
  #tell({ firstRun, changes, reread, readings }: Extract<Scan, { readable: true }>): void {
    const { log, reader } = this.#parts;
    if (reread)
      log.info(
        reread,
        "offers.fields or offers.open has changed: what is open by it counts as told (offers.firstRun), and no message is edited for it",
      );
    if (firstRun && this.#hasScanned)
      log.info(firstRun, "another folder stands where the first run found an empty one: it begins anew");
    const advice = this.#hasScanned ? null : folderAdvice(readings, reader.conventions);
    if (advice) log.warn(`${advice.message} (npx crieur check tells more)`);
    this.#hasScanned = true;
    if (firstRun?.mode === "silent") {
      log.info(
        { open: firstRun.open },
        "first start: what is open counts as told, and no room hears of it (offers.firstRun: silent)",
      );
    } else for (const { change, id, opening } of changes) log.info({ change, id, opening }, "offer changed");
  }

  /**
   * Shows that removals are held back. Administrators are told only once that has lasted `settle`: a checkout
   * on its way through half a folder is nothing to worry them with.
   */
  async #hold({ missing, open }: MassVanishing): Promise<void> {
    const { health, clock, settle, store, administrators, timezone } = this.#parts;
    health.red(
      "removals",
      `${missing} of ${counted(open, "open offer")} missing: nothing is removed`,
      "bring the files back; where they are meant to be gone, stop the bot and run `npx crieur scan --accept-removals`",
    );
    const now = clock.now();
    this.#heldSince ??= now;
    if (now - this.#heldSince < settle) return;
    const key = `removals:${dayIn(timezone, now)}`;
    await store.write((tx) => administrators.tell(tx, key, removalsHeld(missing, open)));
  }

  #release(): void {
    this.#parts.health.green("removals");
    this.#heldSince = null;
  }

  /** Writes the search index down, here where no scan is under way, so that the next start need not make it anew. */
  async #keepIndex(): Promise<void> {
    const { catalogue, store, indexVersion } = this.#parts;
    if (indexVersion === undefined || this.#untilKept() !== 0) return;
    await store.write((tx) => catalogue.save(tx, indexVersion));
  }

  /** Null when there is too little to write down. */
  #untilKept(): Rest {
    const { catalogue, indexVersion, clock } = this.#parts;
    if (indexVersion === undefined || !catalogue.isWorthSaving) return null;
    return Math.max(0, this.#changedAt + KEEP_INDEX_AFTER - clock.monotonic());
  }

  #untilNext(): number {
    const { clock, timezone } = this.#parts;
    const now = clock.now();
    const midnight = nextDay((moment) => dayIn(timezone, moment), now);
    const rest = Math.max(0, Math.min(midnight, this.#wakeAt ?? midnight) - now);
    return Math.min(rest, this.#untilKept() ?? rest);
  }
}
