import type { Change, KnownOffer, MassVanishing } from "../../offers/catalogue.ts";
import type { OfferKey, Reading } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import { type Detection, detect } from "../../offers/tracking/change.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { type AnnounceTables, announce } from "../announce/announce.ts";
import { KnownOffers } from "./known.ts";
import { type Reader, unlistableReadings } from "./reader.ts";

export interface ScanParts {
  readonly store: Store;
  readonly reader: Reader;
  /** The known offers, kept by a caller that scans repeatedly; without them the store is asked. */
  readonly known?: KnownOffers;
  readonly clock: Clock;
  readonly matches: Matches;
  /** A random key for each announcement, unique for ever. */
  readonly newKey: () => string;
  readonly timezone: string;
  /** How long a vanished file, or a suspected rename, is waited for, milliseconds. */
  readonly settle: number;
  readonly firstRun: "silent" | "announce";
}

export interface ScanMode {
  readonly acceptRemovals?: boolean;
  /** Detect what would change, and store nothing. */
  readonly dryRun?: boolean;
}

/** The result of one scan. */
export type Scan =
  | { readonly readable: false; readonly reason: string }
  | {
      readonly readable: true;
      readonly changes: readonly Change[];
      /** New and changed rows of the catalogue, for the search index. */
      readonly offers: readonly KnownOffer[];
      readonly readings: readonly Reading[];
      /** Why some folder is without file events; null when they arrive. */
      readonly withoutEvents: string | null;
      readonly vanishing: MassVanishing | null;
      /** Moment when time alone will change something, milliseconds since the epoch. */
      readonly wakeAt: number | null;
      /** Set on the first scan of a store: how many open offers were taken as told (`silent`) or queued. */
      readonly firstRun: { open: number; mode: "silent" | "announce" } | null;
    };

/**
 * Scans the folder once: reads it, detects what changed since the store last knew, and commits the new state
 * together with the announcements that it causes. Sends nothing. Rejects only when the store does; a folder
 * that cannot be read changes nothing.
 */
export async function scan(parts: ScanParts, options: ScanMode = {}): Promise<Scan> {
  const folder = await parts.reader.read();
  if (!folder.readable) return folder;
  const now = parts.clock.now();
  const known = parts.known ?? new KnownOffers();

  const decide = async (tx: Pick<Transaction, "offers" | "session">): Promise<Decided> => {
    await known.load(tx);
    const rows = [...known.rows.values()];
    const readings = [...folder.readings, ...unlistableReadings(rows, folder.unlistable)];
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
    return { first: !known.scanned, readings, outcome };
  };
  const { first, readings, outcome } = await (options.dryRun
    ? parts.store.read(decide)
    : commit(parts, known, decide, now));
  return {
    readable: true,
    changes: outcome.changes,
    offers: outcome.offers,
    readings,
    withoutEvents: folder.withoutEvents,
    vanishing: outcome.vanishing,
    wakeAt: outcome.wakeAt,
    firstRun: first ? { open: countOpen(outcome.offers), mode: parts.firstRun } : null,
  };
}

/**
 * Gives out the keys that follow the highest one known. Offers that are gone stay in the store, so that no
 * number comes twice; a look whose commit fails gives back what it took.
 */
function counterAfter(rows: readonly KnownOffer[]): () => OfferKey {
  let last = rows.reduce((highest, { key }) => Math.max(highest, key), 0);
  return () => {
    last += 1;
    return last as OfferKey;
  };
}

interface Decided {
  readonly first: boolean;
  readonly readings: readonly Reading[];
  readonly outcome: Detection;
}

/**
 * Commits, and lets the known offers follow: after a commit they take over its result, after a
 * failure they are reread.
 */
async function commit(
  parts: ScanParts,
  known: KnownOffers,
  decide: (tx: Pick<Transaction, "offers" | "session">) => Promise<Decided>,
  now: number,
): Promise<Decided> {
  try {
    const decided = await parts.store.write(async (tx) => {
      const result = await decide(tx);
      await save(tx, result, { parts, held: known.newcomers.length > 0, now });
      return result;
    });
    known.apply(decided.outcome, decided.readings);
    return decided;
  } catch (error) {
    known.invalidate();
    throw error;
  }
}

/** `held`: newcomers stand in the store. */
async function save(
  tx: AnnounceTables & Pick<Transaction, "offers" | "session" | "parses">,
  { first, outcome }: Decided,
  { parts, held, now }: { readonly parts: ScanParts; readonly held: boolean; readonly now: number },
): Promise<void> {
  await tx.offers.save(outcome.offers);
  await tx.offers.alias(outcome.aliases);
  if (outcome.newcomers.length > 0 || held) await tx.offers.replaceNewcomers(outcome.newcomers);
  const mode = !first ? "announce" : parts.firstRun === "silent" ? "silent" : "held";
  await announce(tx, outcome.changes, { matches: parts.matches, newKey: parts.newKey, now, mode });
  if (first) await tx.session.setScanned();
  await parts.reader.save(tx);
}

function countOpen(offers: readonly KnownOffer[]): number {
  return offers.filter(({ status }) => status === "open").length;
}
