import type { Change, KnownOffer, MassVanishing } from "../../offers/catalogue.ts";
import { conventionsText, readConventions } from "../../offers/conventions.ts";
import type { Reading } from "../../offers/offer.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { type AnnounceTables, announce } from "../announce/announce.ts";
import { KnownOffers } from "./known.ts";
import { type Decided, type LookParts, look, type Unreadable } from "./look.ts";
import { announceReread, type Reread, refuseMassClosing, rereadOf } from "./reread.ts";

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
      /** Set on the first scan by other `offers.fields` or `offers.open`: what they did, which is not in `changes`. */
      readonly reread: Reread | null;
    };

/**
 * Scans the folder once: reads it, detects what changed since the store last knew, and commits the new state
 * together with the announcements that it causes. Sends nothing. A folder that cannot be read changes nothing. Rejects
 * only when the store does; and, with `Mendable`, when other conventions would close too many offers at once.
 */
export async function scan(parts: ScanParts, options: ScanMode = {}): Promise<Scan> {
  const known = parts.known ?? new KnownOffers();
  await parts.store.read((tx) => known.load(tx));
  if (!known.scanned || known.conventions === conventionsText(parts.reader.conventions)) {
    return scanBy(parts, known, options);
  }
  // What people did meanwhile is told first, as the conventions of before have it; the rest is the new ones' doing.
  const before = await scanBy(
    { ...parts, reader: parts.reader.under(readConventions(known.conventions)) },
    known,
    options,
  );
  if (!before.readable) return before;
  known.invalidate();
  await parts.store.read((tx) => known.load(tx));
  const after = await scanBy(parts, known, { ...options, told: before.changes });
  return after.readable ? { ...after, offers: [...before.offers, ...after.offers] } : after;
}

interface Step extends ScanMode {
  /** Set when this scan reads by other conventions than the last one: what that one told. */
  readonly told?: readonly Change[];
}

async function scanBy(parts: ScanParts, known: KnownOffers, options: Step): Promise<Scan> {
  const now = parts.clock.now();
  const decided = await look(parts, known, { ...options, now });
  if ("reason" in decided) return decided;
  const { first, readings, outcome, withoutEvents } = decided;
  const { told } = options;
  // A dry run has stored nothing of what was told first, and finds it again.
  const anew = told && outcome.changes.filter((change) => !told.some((one) => isSameChange(one, change)));
  const reread = anew ? rereadOf(anew) : null;
  if (reread && !options.acceptRemovals) refuseMassClosing(reread, countStoodOpen(known));
  if (!options.dryRun) await commit(parts, known, decided, { now, isReread: reread !== null });
  return {
    readable: true,
    changes: told && anew ? [...told, ...anew.filter(({ change }) => !COUNTED.has(change))] : outcome.changes,
    offers: outcome.offers,
    readings,
    withoutEvents,
    vanishing: outcome.vanishing,
    wakeAt: outcome.wakeAt,
    firstRun: first ? { open: countOpen(outcome.offers), mode: parts.firstRun } : null,
    reread,
  };
}

/** Changes of a reading by other conventions that are told as numbers, not one by one. */
const COUNTED: ReadonlySet<Change["change"]> = new Set(["published", "reopened", "edited"]);

function isSameChange(a: Change, b: Change): boolean {
  return a.change === b.change && a.id === b.id;
}

/**
 * Commits, and lets the known offers follow: after a commit they take over its result, after a
 * failure they are reread.
 */
async function commit(
  parts: ScanParts,
  known: KnownOffers,
  decided: Decided,
  how: { readonly now: number; readonly isReread: boolean },
): Promise<void> {
  try {
    await parts.store.write((tx) => save(tx, decided, { parts, known, ...how }));
    known.apply(decided.outcome, decided.looked);
    parts.reader.committed();
  } catch (error) {
    known.invalidate();
    throw error;
  }
}

async function save(
  tx: AnnounceTables & Pick<Transaction, "offers" | "session" | "parses">,
  { first, outcome, looked: { emptyFolder, conventions } }: Decided,
  {
    parts,
    known,
    now,
    isReread,
  }: {
    readonly parts: ScanParts;
    readonly known: KnownOffers;
    readonly now: number;
    readonly isReread: boolean;
  },
): Promise<void> {
  await tx.offers.save(outcome.offers);
  await tx.offers.alias(outcome.aliases);
  if (outcome.newcomers.length > 0 || known.newcomers.length > 0)
    await tx.offers.replaceNewcomers(outcome.newcomers);
  const { matches, newKey, firstRun } = parts;
  const telling = { matches, newKey, now };
  if (isReread) await announceReread(tx, outcome.changes, telling, firstRun);
  else {
    const mode = !first ? "announce" : firstRun === "silent" ? "silent" : "held";
    await announce(tx, outcome.changes, { ...telling, mode });
  }
  if (first || emptyFolder !== known.emptyFolder || conventions !== known.conventions)
    await tx.session.setScanned({ emptyFolder, conventions });
  await parts.reader.save(tx, known.keysAfter(outcome));
}

function countStoodOpen({ rows }: KnownOffers): number {
  return [...rows.values()].filter(({ status, stood }) => status !== "removed" && stood === "open").length;
}

function countOpen(offers: readonly KnownOffer[]): number {
  return offers.filter(({ status }) => status === "open").length;
}
