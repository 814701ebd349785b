import type { Change, KnownOffer, MassVanishing } from "../offers/catalogue.ts";
import { detect } from "../offers/change.ts";
import type { OfferKey, Reading } from "../offers/offer.ts";
import { dayIn } from "../offers/standing.ts";
import type { Clock, Store, Transaction } from "../ports.ts";
import type { Matches } from "../rooms/subscription.ts";
import { announce } from "./announce.ts";
import { type Reader, standIns } from "./reader.ts";

export interface ScanParts {
  readonly store: Store;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly matches: Matches;
  readonly newKey: () => string;
  readonly timezone: string;
  /** Milliseconds that a vanished file, or a suspected rename, is given. */
  readonly settle: number;
  readonly firstRun: "silent" | "announce";
}

export interface ScanOptions {
  readonly acceptRemovals?: boolean;
  /** Look, and say what would change; store nothing. */
  readonly dryRun?: boolean;
}

/** What one scan came to. */
export type Scan =
  | { readonly readable: false; readonly reason: string }
  | {
      readonly readable: true;
      readonly changes: readonly Change[];
      /** New and changed rows of the catalogue, for the search index. */
      readonly offers: readonly KnownOffer[];
      readonly readings: readonly Reading[];
      /** Why file events do not arrive; null when they do. */
      readonly blind: string | null;
      readonly vanishing: MassVanishing | null;
      /** Moment when time alone will change something, milliseconds since the epoch. */
      readonly wakeAt: number | null;
      /** Set on the first scan of a store: how many open offers were taken as told (`silent`) or queued. */
      readonly firstRun: { open: number; mode: "silent" | "announce" } | null;
    };

/**
 * One look at the folder: what changed since the store last knew is stored together with what rooms shall hear of it.
 */
export async function scan(parts: ScanParts, options: ScanOptions = {}): Promise<Scan> {
  const folder = await parts.reader.read();
  if (!folder.readable) return folder;
  const now = parts.clock.now();

  const work = async (tx: Transaction): Promise<Scan> => {
    const first = !(await tx.session.scanned());
    const known = await tx.offers.all();
    const readings = [...folder.readings, ...standIns(known, folder.hidden)];
    const outcome = detect({
      known,
      aliases: await tx.offers.aliases(),
      newcomers: await tx.offers.newcomers(),
      readings,
      now,
      today: dayIn(parts.timezone, now),
      settle: parts.settle,
      acceptRemovals: options.acceptRemovals ?? false,
      newKey: () => parts.newKey() as OfferKey,
    });
    if (!options.dryRun) {
      await tx.offers.save(outcome.offers);
      await tx.offers.alias(outcome.aliases);
      await tx.offers.replaceNewcomers(outcome.newcomers);
      const mode = !first ? "announce" : parts.firstRun === "silent" ? "silent" : "held";
      await announce(tx, outcome.changes, { matches: parts.matches, newKey: parts.newKey, now, mode });
      if (first) await tx.session.setScanned();
    }
    return {
      readable: true,
      changes: outcome.changes,
      offers: outcome.offers,
      readings,
      blind: folder.blind,
      vanishing: outcome.vanishing,
      wakeAt: outcome.wakeAt,
      firstRun: first ? { open: countOpen(outcome.offers), mode: parts.firstRun } : null,
    };
  };
  return options.dryRun ? parts.store.read(work) : parts.store.write(work);
}

function countOpen(offers: readonly KnownOffer[]): number {
  return offers.filter(({ status }) => status === "open").length;
}
