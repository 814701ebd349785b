import type { Change, KnownOffer, MassVanishing } from "../../offers/catalogue.ts";
import type { OfferKey, Reading } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import { type Detection, detect } from "../../offers/tracking/change.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { announce } from "../announce/announce.ts";
import { KnownOffers } from "./known.ts";
import { type Reader, standIns } from "./reader.ts";

export interface ScanParts {
  readonly store: Store;
  readonly reader: Reader;
  /** Who scans again and again keeps it; without it the store is asked what it knows. */
  readonly known?: KnownOffers;
  readonly clock: Clock;
  readonly matches: Matches;
  /** A random key for each announcement, unique for ever. */
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
  const known = parts.known ?? new KnownOffers();

  const work = async (tx: Transaction): Promise<Looked> => {
    await known.load(tx);
    const first = !known.scanned;
    const rows = [...known.rows.values()];
    const readings = [...folder.readings, ...standIns(rows, folder.hidden)];
    const outcome = detect({
      known: rows,
      aliases: known.aliases,
      newcomers: known.newcomers,
      readings,
      now,
      today: dayIn(parts.timezone, now),
      settle: parts.settle,
      acceptRemovals: options.acceptRemovals ?? false,
      newKey: counterAfter(rows),
    });
    if (!options.dryRun) {
      await tx.offers.save(outcome.offers);
      await tx.offers.alias(outcome.aliases);
      if (outcome.newcomers.length > 0 || known.newcomers.length > 0)
        await tx.offers.replaceNewcomers(outcome.newcomers);
      const mode = !first ? "announce" : parts.firstRun === "silent" ? "silent" : "held";
      await announce(tx, outcome.changes, { matches: parts.matches, newKey: parts.newKey, now, mode });
      if (first) await tx.session.setScanned();
      await parts.reader.save(tx);
    }
    return { first, readings, outcome };
  };
  const { first, readings, outcome } = await (options.dryRun
    ? parts.store.read(work)
    : commit(parts, known, work));
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
}

/**
 * Gives out the keys that follow the highest one known. Offers that are gone stay in the store, so that no number comes
 * twice; a look whose commit fails gives back what it took.
 */
function counterAfter(rows: readonly KnownOffer[]): () => OfferKey {
  let last = rows.reduce((highest, { key }) => Math.max(highest, key), 0);
  return () => {
    last += 1;
    return last as OfferKey;
  };
}

interface Looked {
  readonly first: boolean;
  readonly readings: readonly Reading[];
  readonly outcome: Detection;
}

/** What is known in memory follows what was committed, and nothing else. */
async function commit(
  parts: ScanParts,
  known: KnownOffers,
  work: (tx: Transaction) => Promise<Looked>,
): Promise<Looked> {
  try {
    const looked = await parts.store.write(work);
    known.learn(looked.outcome, looked.readings);
    return looked;
  } catch (error) {
    known.doubt();
    throw error;
  }
}

function countOpen(offers: readonly KnownOffer[]): number {
  return offers.filter(({ status }) => status === "open").length;
}
