import type { KnownOffer } from "../../offers/catalogue.ts";
import type { OfferKey } from "../../offers/offer.ts";
import type { DueDigest, NewDecision, NewOutboxRow, OutboxId, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { quietUntil } from "../../rooms/quiet.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { makesTold } from "../deliver/makesTold.ts";
import { entriesOf, readKnown } from "./entries.ts";
import { type News, newsOf } from "./news.ts";

export type DigestTables = Pick<
  Transaction,
  "digests" | "changes" | "offers" | "told" | "decisions" | "outbox" | "quiet"
>;

export interface DecideParts {
  readonly schedule: string;
  /** The last moment of that schedule, milliseconds since the epoch. */
  readonly window: number;
  /** The last subscription that was worked through for that window; 0 at first. */
  readonly after: number;
  readonly now: number;
  readonly timezone: string;
  /** What ends soon, as the bot knows the offers. */
  readonly ending: readonly News[];
  readonly matches: Matches;
}

export interface Decided {
  /** Digests that were queued. */
  readonly queued: number;
  /** The last subscription that was worked through; null when no other is due. */
  readonly last: number | null;
}

/** Subscriptions that are worked through in one transaction; fewer where there is much news. */
const MOST = 200;
/** Offers times rooms that one transaction looks at. */
const MOST_PAIRS = 20_000;

/**
 * Decides the digests of a window for some of the subscriptions that are due, in one transaction (docs/design.md §7.1):
 * rows of the outbox, what they say, and how far each subscription has been told. Where there is nothing to say, only that
 * is moved on. A place that is not to be disturbed waits, and is told once that is over.
 */
export async function decide(tx: DigestTables, parts: DecideParts): Promise<Decided> {
  const due = await tx.digests.due(parts.schedule, parts.window, parts.after, MOST);
  const oldest = Math.min(...due.map(({ covered }) => covered));
  const changes = due.length === 0 ? [] : await tx.changes.after(oldest);
  const last = changes.at(-1)?.number ?? 0;
  const changed = newsOf(changes, await offersOf(tx, new Set(changes.map(({ offer }) => offer))));
  const news = inOrder(changed, parts.ending);
  const some = due.slice(0, Math.max(1, Math.floor(MOST_PAIRS / Math.max(1, news.length))));

  const offers = [...new Set(news.map(({ known }) => known.key))];
  const quietAt = await quietIn(tx, parts.timezone);
  const awake = some.filter(({ place }) => quietAt(place, parts.now) === null);
  const known = await readKnown(tx, offers, [...new Set(awake.map(({ place }) => place))]);
  const heard = heardThrough(news, parts.matches);
  const claimed = new Set<string>();
  const digests = awake
    .map((subscription) => ({
      subscription,
      // What was due within quiet hours is not late when these end.
      meant: quietAt(subscription.place, parts.window) ?? parts.window,
      entries: entriesOf(subscription, heard(subscription.filter), { known, claimed }),
    }))
    .filter(({ entries }) => entries.length > 0);
  const standing = await queue(tx, digests, parts);
  const told = awake.filter(({ id }) => !standing.has(id)).map(({ id }) => id);
  await tx.digests.cover(told, parts.window, last);
  await tx.digests.cover([...standing], parts.window, 0);
  const more = some.length < due.length || due.length === MOST;
  return { queued: digests.length - standing.size, last: more ? (some.at(-1)?.id ?? null) : null };
}

/** Until when a place is not to be disturbed, of a moment. */
async function quietIn(
  { quiet }: Pick<Transaction, "quiet">,
  timezone: string,
): Promise<(place: PlaceId, moment: number) => number | null> {
  const all = new Map((await quiet.all()).map((one) => [one.place, one]));
  return (place, moment) => quietUntil(all.get(place) ?? null, moment, timezone);
}

/** A filter that a thousand rooms share is matched once. */
function heardThrough(news: readonly News[], matches: Matches): (filter: string) => readonly News[] {
  const byFilter = new Map<string, readonly News[]>();
  return (filter) => {
    const heard = byFilter.get(filter) ?? news.filter(({ known }) => matches(filter, known.offer));
    byFilter.set(filter, heard);
    return heard;
  };
}

/** New ones first, then what ends soon, then what closed. */
function inOrder(changed: readonly News[], ending: readonly News[]): News[] {
  const closed = changed.filter(({ kind }) => kind === "closed");
  return [...changed.filter(({ kind }) => kind !== "closed"), ...ending, ...closed];
}

async function offersOf(
  { offers }: Pick<Transaction, "offers">,
  keys: ReadonlySet<OfferKey>,
): Promise<Map<OfferKey, KnownOffer>> {
  const found = new Map<OfferKey, KnownOffer>();
  for (const key of keys) {
    const known = await offers.get(key);
    if (known) found.set(key, known);
  }
  return found;
}

interface ToQueue {
  readonly subscription: DueDigest;
  readonly meant: number;
  readonly entries: readonly News[];
}

/**
 * Returns the subscriptions whose digest of that window is there already, because the clock was set back: the window
 * after it tells what is new.
 */
async function queue(
  tx: Pick<Transaction, "told" | "decisions" | "outbox">,
  digests: readonly ToQueue[],
  parts: Pick<DecideParts, "window" | "now">,
): Promise<ReadonlySet<number>> {
  const ids = await tx.outbox.addAll(digests.map((digest) => rowOf(digest, parts)));
  const standing = new Set<number>();
  const decisions: NewDecision[] = [];
  for (const [at, { subscription, entries }] of digests.entries()) {
    const message = ids[at] ?? null;
    if (message === null) standing.add(subscription.id);
    else decisions.push(...entries.map((one, position) => decisionOf(subscription, one, message, position)));
  }
  await tx.decisions.add(decisions);
  await tx.told.set(
    decisions.filter(makesTold).map(({ place, offer, opening }) => {
      return { place, offer, opening, state: "queued", silent: false } as const;
    }),
  );
  return standing;
}

function rowOf(
  { subscription: { id, place, notify, covered }, meant }: ToQueue,
  { window, now }: Pick<DecideParts, "window" | "now">,
): NewOutboxRow {
  return {
    key: `digest:${id}:${window}`,
    place,
    class: "digest",
    notify,
    // The first that a store ever says: the room may show it already, from a store that was lost.
    held: covered === 0,
    notBefore: meant,
    createdAt: now,
  };
}

function decisionOf(
  { id, place }: DueDigest,
  { known, kind }: News,
  message: OutboxId,
  position: number,
): NewDecision {
  const { key: offer, opening } = known;
  const closedAt = kind === "closed" ? known.closedAt : null;
  return { place, offer, opening, kind, cause: "", message, position, subscription: id, closedAt };
}
