import type { Change, KnownOffer, MassVanishing } from "../../offers/catalogue.ts";
import type { OfferKey, Reading } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import { type Detection, detect } from "../../offers/tracking/change.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { type AnnounceTables, announce } from "../announce/announce.ts";
import { warnOfCopies } from "./copies.ts";
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

/** A folder that cannot be read. Nothing follows from it. */
interface Unreadable {
  readonly readable: false;
  readonly reason: string;
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

interface Decided {
  /** Whether `firstRun` applies. */
  readonly first: boolean;
  /** The folder of a silent first run without any offer so far (`SessionTable`). */
  readonly emptyFolder: string | null;
  readonly readings: readonly Reading[];
  readonly withoutEvents: string | null;
  readonly outcome: Detection;
}

/**
 * Looks at the folder, and a second time, through all of it, before an absence counts: file events may show half of a
 * change, and a walk may pass a folder before the file arrives there that it then misses elsewhere.
 */
async function look(
  parts: ScanParts,
  known: KnownOffers,
  options: ScanMode & { readonly now: number },
): Promise<Decided | Unreadable> {
  const first = await lookOnce(parts, known, options, new Set());
  if ("reason" in first || first.outcome.unsure.length === 0) return first;
  parts.reader.refresh();
  return lookOnce(parts, known, options, new Set(first.outcome.unsure));
}

/** `missed`: offers whose files an earlier look of this scan has missed. */
async function lookOnce(
  { reader, timezone, settle, firstRun }: ScanParts,
  known: KnownOffers,
  { now, acceptRemovals = false }: ScanMode & { readonly now: number },
  missed: ReadonlySet<OfferKey>,
): Promise<Decided | Unreadable> {
  const folder = await reader.read();
  if (!folder.readable) return folder;
  const rows = [...known.rows.values()];
  const readings = [...folder.readings, ...unlistableReadings(rows, folder.unlistable)];
  const outcome = detect({
    known: rows,
    aliases: known.aliases,
    newcomers: known.newcomers,
    readings,
    now,
    today: dayIn(timezone, now),
    settle,
    acceptRemovals,
    isSureAbsence: ({ key, status }) => folder.whole && (status === "missing" || missed.has(key)),
    newKey: counterAfter(rows),
  });
  const first = isFirstRun(known, firstRun, folder.identity);
  const isEmpty = firstRun === "silent" && rows.length === 0 && readings.length === 0;
  const emptyFolder = isEmpty && (first || known.emptyFolder !== null) ? folder.identity : null;
  return {
    first,
    emptyFolder,
    readings: warnOfCopies(readings, outcome.copies),
    withoutEvents: folder.withoutEvents,
    outcome,
  };
}

/**
 * Whether nothing was ever scanned, or nothing but the empty place of a folder that was mounted only now: what that
 * one holds is no news. What people write into the empty folder itself is.
 */
function isFirstRun(
  { scanned, emptyFolder }: KnownOffers,
  firstRun: ScanParts["firstRun"],
  identity: string | null,
): boolean {
  if (!scanned) return true;
  return firstRun === "silent" && emptyFolder !== null && identity !== null && identity !== emptyFolder;
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

/**
 * Commits, and lets the known offers follow: after a commit they take over its result, after a
 * failure they are reread.
 */
async function commit(parts: ScanParts, known: KnownOffers, decided: Decided, now: number): Promise<void> {
  try {
    await parts.store.write((tx) => save(tx, decided, { parts, known, now }));
    known.apply(decided.outcome, decided.readings, decided.emptyFolder);
  } catch (error) {
    known.invalidate();
    throw error;
  }
}

async function save(
  tx: AnnounceTables & Pick<Transaction, "offers" | "session" | "parses">,
  { first, emptyFolder, outcome }: Decided,
  { parts, known, now }: { readonly parts: ScanParts; readonly known: KnownOffers; readonly now: number },
): Promise<void> {
  await tx.offers.save(outcome.offers);
  await tx.offers.alias(outcome.aliases);
  if (outcome.newcomers.length > 0 || known.newcomers.length > 0)
    await tx.offers.replaceNewcomers(outcome.newcomers);
  const mode = !first ? "announce" : parts.firstRun === "silent" ? "silent" : "held";
  await announce(tx, outcome.changes, { matches: parts.matches, newKey: parts.newKey, now, mode });
  if (first || emptyFolder !== known.emptyFolder) await tx.session.setScanned(emptyFolder);
  await parts.reader.save(tx);
}

function countOpen(offers: readonly KnownOffer[]): number {
  return offers.filter(({ status }) => status === "open").length;
}
