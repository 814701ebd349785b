import type { Change, KnownOffer, MassVanishing } from "../../offers/catalogue.ts";
import type { Reading } from "../../offers/offer.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { type AnnounceTables, announce } from "../announce/announce.ts";
import { KnownOffers } from "./known.ts";
import { type Decided, type LookParts, look, type Unreadable } from "./look.ts";

export interface ScanParts extends LookParts {
  readonly store: Store;
  /** The known offers, kept by a caller that scans repeatedly; without them the store is asked. */
  readonly known?: KnownOffers;
  readonly clock: Clock;
  readonly matches: Matches;
  /** A random key for each announcement, unique for ever. */
  readonly newKey: () => string;
}

export interface ScanMode {
  readonly acceptRemovals?: boolean;
  /** Detect what would change, and store nothing. */
  readonly dryRun?: boolean;
}

/** The result of one scan. */
export type Scan =
  | Unreadable
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
  const known = parts.known ?? new KnownOffers();
  await parts.store.read((tx) => known.load(tx));
  const now = parts.clock.now();
  const decided = await look(parts, known, { ...options, now });
  if ("reason" in decided) return decided;
  if (!options.dryRun) await commit(parts, known, decided, now);
  const { first, readings, outcome, withoutEvents } = decided;
  return {
    readable: true,
    changes: outcome.changes,
    offers: outcome.offers,
    readings,
    withoutEvents,
    vanishing: outcome.vanishing,
    wakeAt: outcome.wakeAt,
    firstRun: first ? { open: countOpen(outcome.offers), mode: parts.firstRun } : null,
  };
}

/**
 * Commits, and lets the known offers follow: after a commit they take over its result, after a
 * failure they are reread.
 */
async function commit(parts: ScanParts, known: KnownOffers, decided: Decided, now: number): Promise<void> {
  try {
    await parts.store.write((tx) => save(tx, decided, { parts, known, now }));
    known.apply(decided.outcome, decided.looked);
    parts.reader.committed();
  } catch (error) {
    known.invalidate();
    throw error;
  }
}

async function save(
  tx: AnnounceTables & Pick<Transaction, "offers" | "session" | "parses">,
  { first, outcome, looked: { emptyFolder } }: Decided,
  { parts, known, now }: { readonly parts: ScanParts; readonly known: KnownOffers; readonly now: number },
): Promise<void> {
  await tx.offers.save(outcome.offers);
  await tx.offers.alias(outcome.aliases);
  if (outcome.newcomers.length > 0 || known.newcomers.length > 0)
    await tx.offers.replaceNewcomers(outcome.newcomers);
  const mode = !first ? "announce" : parts.firstRun === "silent" ? "silent" : "held";
  await announce(tx, outcome.changes, { matches: parts.matches, newKey: parts.newKey, now, mode });
  if (first || emptyFolder !== known.emptyFolder) await tx.session.setScanned(emptyFolder);
  await parts.reader.save(tx, known.keysAfter(outcome));
}

function countOpen(offers: readonly KnownOffer[]): number {
  return offers.filter(({ status }) => status === "open").length;
}
