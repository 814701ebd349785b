import type { Change, KnownOffer } from "../../offers/catalogue.ts";
import type { Offer } from "../../offers/offer.ts";
import type { DecisionKind, ToldRow, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Matches, Subscription } from "../../rooms/subscription.ts";
import { requestEdit } from "./edit.ts";
import { showing, withdraw } from "./withdraw.ts";

export interface AnnounceParts {
  readonly matches: Matches;
  readonly newKey: () => string;
  readonly now: number;
  /** `silent`: what is open counts as told. `held`: the room is looked through before anything is sent. */
  readonly mode: "announce" | "silent" | "held";
}

/**
 * Decides what every place hears of the changes, in the transaction that stores them (DESIGN §7.1): decisions and
 * their queued messages, edits of what was sent, and messages withdrawn before their first attempt.
 */
export async function announce(
  tx: Transaction,
  changes: readonly Change[],
  parts: AnnounceParts,
): Promise<void> {
  const audience = await readAudience(tx);
  for (const change of changes) {
    switch (change.change) {
      case "published":
      case "reopened":
        await tell(tx, change, audience, parts);
        break;
      case "edited":
        await withdrawUnmatched(tx, change, audience, parts);
        await tell(tx, change, audience, parts);
        await editShowing(tx, change, parts.now);
        break;
      case "closed":
      case "removed":
        await tx.decisions.close(change.key, change.opening, parts.now);
        await withdraw(tx, await showing(tx, change), "closed before it was sent", parts.now);
        await editShowing(tx, change, parts.now);
        break;
      case "renamed":
        break;
      default:
        change satisfies never;
    }
  }
}

/** Counts what is open and matches a new subscription as told, without a message. Returns how many there were. */
export async function beginSilently(
  tx: Transaction,
  subscription: Subscription,
  open: readonly KnownOffer[],
  matches: Matches,
): Promise<number> {
  const rows: ToldRow[] = [];
  for (const offer of open) {
    if (!matches(subscription.filter, offer.offer)) continue;
    const told = await tx.told.ofOffer(offer.key, offer.opening);
    if (told.has(subscription.place)) continue;
    rows.push({
      place: subscription.place,
      offer: offer.key,
      opening: offer.opening,
      state: "told",
      silent: true,
    });
  }
  await tx.told.set(rows);
  return rows.length;
}

/** Subscriptions by filter: a filter that a thousand rooms share is matched once. */
type Audience = ReadonlyMap<string, readonly Subscription[]>;

async function readAudience(tx: Transaction): Promise<Audience> {
  const audience = new Map<string, Subscription[]>();
  for (const subscription of await tx.subscriptions.all()) {
    const same = audience.get(subscription.filter);
    if (same) same.push(subscription);
    else audience.set(subscription.filter, [subscription]);
  }
  return audience;
}

/** The places whose subscriptions match, and whether any of them wants a notification. */
function listeners(audience: Audience, offer: Offer, matches: Matches): Map<PlaceId, boolean> {
  const places = new Map<PlaceId, boolean>();
  for (const [filter, subscriptions] of audience) {
    if (!matches(filter, offer)) continue;
    for (const { place, notify } of subscriptions) places.set(place, notify || places.get(place) === true);
  }
  return places;
}

async function tell(
  tx: Transaction,
  change: Change,
  audience: Audience,
  parts: AnnounceParts,
): Promise<void> {
  const told = await tx.told.ofOffer(change.key, change.opening);
  const rows: ToldRow[] = [];
  for (const [place, notify] of listeners(audience, change.offer, parts.matches)) {
    if (told.has(place)) continue;
    const silent = parts.mode === "silent";
    rows.push({
      place,
      offer: change.key,
      opening: change.opening,
      state: silent ? "told" : "queued",
      silent,
    });
    if (!silent) await queue(tx, change, place, notify, parts);
  }
  await tx.told.set(rows);
}

async function queue(
  tx: Transaction,
  change: Change,
  place: PlaceId,
  notify: boolean,
  parts: AnnounceParts,
): Promise<void> {
  const message = await tx.outbox.add({
    key: `announcement:${parts.newKey()}`,
    place,
    class: "announcement",
    notify,
    held: parts.mode === "held",
    createdAt: parts.now,
  });
  if (message === null) throw new Error("A new announcement met a key that is in the outbox already.");
  await tx.decisions.add({
    place,
    offer: change.key,
    opening: change.opening,
    kind: kindOf(change),
    cause: "",
    message,
    position: 0,
  });
}

/** An offer edited into a filter is announced as what its opening is. */
function kindOf(change: Change): DecisionKind {
  return change.opening > 1 ? "reopened" : "published";
}

async function withdrawUnmatched(
  tx: Transaction,
  change: Change,
  audience: Audience,
  parts: AnnounceParts,
): Promise<void> {
  const places = listeners(audience, change.offer, parts.matches);
  const unheard = (await showing(tx, change)).filter(({ decision }) => !places.has(decision.place));
  await withdraw(tx, unheard, "edited out of the filter before it was sent", parts.now);
}

async function editShowing(tx: Transaction, change: Change, now: number): Promise<void> {
  for (const { row } of await showing(tx, change)) await requestEdit(tx, row, now);
}
