import type { KnownOffer } from "../../offers/catalogue.ts";
import { conventionsText } from "../../offers/conventions.ts";
import type { OfferKey, Reading } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import { type Detection, detect } from "../../offers/tracking/change.ts";
import { warnOfCopies } from "./copies.ts";
import type { KnownOffers } from "./known.ts";
import { type Reader, unlistableReadings } from "./reader.ts";

export interface LookParts {
  readonly reader: Reader;
  readonly timezone: string;
  /** How long a vanished file, or a suspected rename, is waited for, milliseconds. */
  readonly settle: number;
  readonly firstRun: "silent" | "announce";
}

interface LookOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly acceptRemovals?: boolean;
}

/** A folder that cannot be read. Nothing follows from it. */
export interface Unreadable {
  readonly readable: false;
  readonly reason: string;
}

/** What a look at the folder has found. Nothing of it is stored yet. */
export interface Decided {
  /** Whether `firstRun` applies. */
  readonly first: boolean;
  readonly readings: readonly Reading[];
  readonly withoutEvents: string | null;
  readonly outcome: Detection;
  readonly looked: Parameters<KnownOffers["apply"]>[1];
}

/**
 * Looks at the folder, and a second time, through all of it, before an absence counts: file events may show half of a
 * change, and a walk may pass a folder before the file arrives there that it then misses elsewhere.
 */
export async function look(
  parts: LookParts,
  known: KnownOffers,
  options: LookOptions,
): Promise<Decided | Unreadable> {
  const first = await lookOnce(parts, known, options, new Set());
  if ("reason" in first || first.outcome.unsure.length === 0) return first;
  parts.reader.refresh();
  return lookOnce(parts, known, options, new Set(first.outcome.unsure));
}

/** `missed`: offers whose files an earlier look of this scan has missed. */
async function lookOnce(
  { reader, timezone, settle, firstRun }: LookParts,
  known: KnownOffers,
  { now, acceptRemovals = false }: LookOptions,
  missed: ReadonlySet<OfferKey>,
): Promise<Decided | Unreadable> {
  const folder = await reader.read();
  if (!folder.readable) return folder;
  const today = dayIn(timezone, now);
  const rows = [...known.rows.values()];
  const readings = [...folder.readings, ...unlistableReadings(rows, folder.unlistable)];
  const detectIn = (some: readonly KnownOffer[], files: readonly Reading[]): Detection =>
    detect({
      known: some,
      aliases: known.aliases,
      newcomers: known.newcomers,
      readings: files,
      now,
      today,
      settle,
      acceptRemovals,
      isSureAbsence: ({ key, status }) => folder.whole && (status === "missing" || missed.has(key)),
      newKey: counterAfter(known),
    });
  const edited = folder.since && folder.unlistable.length === 0 ? known.editedBy(folder.since, today) : null;
  const edits = edited && folder.since && detectIn(edited, folder.since.fresh);
  const outcome = edits && isEditsAlone(edits) ? edits : detectIn(rows, readings);
  const first = isFirstRun(known, firstRun, folder.identity);
  const isEmpty = firstRun === "silent" && known.rows.size === 0 && readings.length === 0;
  const emptyFolder = isEmpty && (first || known.emptyFolder !== null) ? folder.identity : null;
  return {
    first,
    readings: warnOfCopies(readings, outcome.copies),
    withoutEvents: folder.withoutEvents,
    outcome: first ? openedBefore(outcome) : outcome,
    looked: {
      readings: folder.readings,
      emptyFolder,
      conventions: conventionsText(reader.conventions),
      today,
    },
  };
}

/** What stands open at a first look opened before it, at a moment that nobody knows. */
function openedBefore(outcome: Detection): Detection {
  return { ...outcome, offers: outcome.offers.map((row) => ({ ...row, openedAt: null })) };
}

/** Whether each offer stayed in its file, so that no other offer has to do with what happened. */
function isEditsAlone({ aliases, newcomers, offers }: Detection): boolean {
  return (
    aliases.length === 0 &&
    newcomers.length === 0 &&
    offers.every(({ status }) => status === "open" || status === "closed")
  );
}

/**
 * Whether nothing was ever scanned, or nothing but the empty place of a folder that was mounted only now: what that
 * one holds is no news. What people write into the empty folder itself is.
 */
function isFirstRun(
  { scanned, emptyFolder }: KnownOffers,
  firstRun: LookParts["firstRun"],
  identity: string | null,
): boolean {
  if (!scanned) return true;
  return firstRun === "silent" && emptyFolder !== null && identity !== null && identity !== emptyFolder;
}

/**
 * Gives out the keys that follow the highest one known. Offers that are gone stay in the store, so that no
 * number comes twice; a look whose commit fails gives back what it took.
 */
function counterAfter({ rows }: KnownOffers): () => OfferKey {
  let last: number | null = null;
  return () => {
    last ??= [...rows.keys()].reduce((highest: number, key) => Math.max(highest, key), 0);
    last += 1;
    return last as OfferKey;
  };
}
