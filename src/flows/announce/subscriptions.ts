import type { NewSubscription, Store, Transaction } from "../../ports/index.ts";
import { nameOf, type PlaceId, type RoomAlias, type RoomId } from "../../rooms/identifiers.ts";
import type { Matches, Subscription } from "../../rooms/subscription.ts";
import { hoursText, readHours } from "../../schedule/quietHours.ts";
import { awaitedIn } from "../digest/awaited.ts";
import { beginSilently } from "./begin.ts";
import { withdrawUnheard } from "./withdraw.ts";

/** An entry of `rooms:`, its filter in canonical form. */
export interface ConfiguredRoom {
  readonly room: RoomAlias | RoomId;
  readonly filter: string;
  /** The filter as the file has it, for people; the canonical form unless given. */
  readonly shown?: string;
  readonly schedule: string;
  readonly notify: boolean;
  /** `rooms[].quiet`, hours of every day in which nothing is announced there; none unless given. */
  readonly quiet?: string | null;
}

export interface SubscriptionParts {
  readonly store: Store;
  readonly matches: Matches;
  /**
   * The canonical form that a stored filter has today: its text may be an earlier version's, which must not make every
   * subscription a new one.
   */
  readonly current: (filter: string) => string;
  readonly now: number;
  /** `access.adminRoom`: joined as the configured rooms are, and told nothing of offers. */
  readonly adminRoom?: RoomAlias | RoomId | null;
}

/**
 * Makes the stored subscriptions of the configuration those of the file: new ones begin (what is open and matches
 * counts as told), missing ones end, `notify` and the words that people read follow. Subscriptions made by command are left alone.
 */
export async function followConfiguration(
  rooms: readonly ConfiguredRoom[],
  parts: SubscriptionParts,
): Promise<void> {
  await parts.store.write(async (tx) => {
    const { adminRoom } = parts;
    const names = rooms.map(({ room }) => room);
    const places = await tx.places.mentionAll(
      [...names, ...(adminRoom ? [adminRoom] : [])].map(nameOf),
      parts.now,
    );
    await tx.places.setConfigured([...new Set(places)]);
    await followQuiet(tx, quietOf(rooms, places), parts.now);
    const wanted = configured(rooms, places, parts.now);
    const standing = (await tx.subscriptions.all())
      .filter(({ origin }) => origin === "configuration")
      .map((one) => ({ ...one, filter: parts.current(one.filter) }));
    await beginMissing(tx, wanted, standing, parts);
    await followNotify(tx, wanted, standing);
    await followWords(tx, wanted, standing);
    await endUnwanted(tx, wanted, standing, parts);
  });
}

/** What was put off until the end of hours that are no more is looked at anew. */
async function followQuiet(
  tx: Pick<Transaction, "quiet" | "outbox">,
  wanted: ReadonlyMap<PlaceId, string>,
  now: number,
): Promise<void> {
  const before = await tx.quiet.all();
  await tx.quiet.setConfigured(wanted);
  for (const { place, configured } of before) {
    if (configured !== null && configured !== wanted.get(place)) await tx.outbox.comeForth(place, now);
  }
}

/** An entry without hours says nothing of those of another. */
function quietOf(rooms: readonly ConfiguredRoom[], places: readonly PlaceId[]): Map<PlaceId, string> {
  const found = new Map<PlaceId, string>();
  for (const [at, { quiet }] of rooms.entries()) {
    const place = places[at];
    const hours = quiet ? readHours(quiet) : null;
    if (place !== undefined && hours !== null) found.set(place, hoursText(hours));
  }
  return found;
}

/** An alias and an id may prove to be one room: of entries that are one subscription, `notify: true` wins. */
function configured(
  rooms: readonly ConfiguredRoom[],
  places: readonly PlaceId[],
  since: number,
): Map<string, NewSubscription> {
  const wanted = new Map<string, NewSubscription>();
  for (const [at, { filter, shown = filter, schedule, notify }] of rooms.entries()) {
    const place = places[at];
    if (place === undefined) continue;
    const who = { origin: "configuration", author: null } as const;
    const one = { place, filter, shown, schedule, ...who, notify, since };
    const same = wanted.get(identityOf(one));
    wanted.set(identityOf(one), { ...one, notify: notify || same?.notify === true });
  }
  return wanted;
}

type Wanted = ReadonlyMap<string, NewSubscription>;

async function beginMissing(
  tx: Pick<Transaction, "subscriptions" | "offers" | "told" | "changes">,
  wanted: Wanted,
  standing: readonly Subscription[],
  { matches }: SubscriptionParts,
): Promise<void> {
  const known = new Set(standing.map(identityOf));
  const missing = [...wanted].flatMap(([identity, one]) => (known.has(identity) ? [] : [one]));
  if (missing.length === 0) return;
  const digested = new Set(
    (await tx.subscriptions.all())
      .filter(({ schedule }) => schedule !== "immediate")
      .map(({ place }) => place),
  );
  await tx.subscriptions.beginAll(missing);
  const fresh = missing.filter(({ place }) => !digested.has(place));
  // What every offer is counted in needs none of them read.
  if (fresh.length === missing.length && missing.every(({ filter }) => filter === "")) {
    await tx.told.begin(await tx.offers.openKeys(), [...new Set(missing.map(({ place }) => place))]);
    return;
  }
  const open = await tx.offers.open();
  await beginSilently(tx, fresh, open, matches);
  // Where digests are to tell of something yet, that is not told by what begins beside them.
  for (const one of missing.filter(({ place }) => digested.has(place))) {
    const taken = (filter: string) =>
      open.filter(({ offer }) => matches(filter, offer)).map(({ key }) => key);
    const awaited = await awaitedIn(tx, one.place, taken);
    const known = open.filter(({ key }) => !awaited.has(key));
    await beginSilently(tx, [one], known, matches);
  }
}

async function followNotify(
  tx: Pick<Transaction, "subscriptions">,
  wanted: Wanted,
  standing: readonly Subscription[],
): Promise<void> {
  for (const notify of [true, false]) {
    const changed = standing.filter(
      (one) => one.notify !== notify && wanted.get(identityOf(one))?.notify === notify,
    );
    await tx.subscriptions.setNotify(
      changed.map(({ id }) => id),
      notify,
    );
  }
}

async function followWords(
  tx: Pick<Transaction, "subscriptions">,
  wanted: Wanted,
  standing: readonly Subscription[],
): Promise<void> {
  for (const one of standing) {
    const shown = wanted.get(identityOf(one))?.shown ?? one.shown;
    if (shown !== one.shown) await tx.subscriptions.setShown(one.id, shown);
  }
}

async function endUnwanted(
  tx: Pick<Transaction, "subscriptions" | "decisions" | "outbox" | "told" | "offers">,
  wanted: Wanted,
  standing: readonly Subscription[],
  { matches, now }: SubscriptionParts,
): Promise<void> {
  for (const subscription of standing) {
    if (wanted.has(identityOf(subscription))) continue;
    await tx.subscriptions.end(subscription.id);
    await withdrawUnheard(tx, subscription.place, matches, now);
  }
}

/** Subscriptions of the configuration are the same when place, filter and schedule are. */
function identityOf({
  place,
  filter,
  schedule,
}: Pick<Subscription, "place" | "filter" | "schedule">): string {
  return JSON.stringify([place, filter, schedule]);
}
