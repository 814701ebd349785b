import type { Change } from "../../offers/catalogue.ts";
import type { Offer } from "../../offers/offer.ts";
import type { DecisionKind, StoredChange, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Matches, Subscription } from "../../rooms/subscription.ts";
import { requestEdits } from "../deliver/edit.ts";
import { showing, withdraw } from "./withdraw.ts";

export interface AnnounceParts {
  readonly matches: Matches;
  readonly newKey: () => string;
  readonly now: number;
  /** `silent`: what is open counts as told. `held`: the room is looked through before anything is sent. */
  readonly mode: "announce" | "silent" | "held";
}

export type AnnounceTables = Pick<Transaction, "subscriptions" | "told" | "decisions" | "outbox" | "changes">;

/**
 * Decides what every place hears of the changes, in the transaction that stores them
 * (docs/design.md §7.1): decisions and their queued messages, edits of what was sent, and messages
 * withdrawn before their first attempt. Digests hear of the numbered changes later.
 */
export async function announce(
  tx: AnnounceTables,
  changes: readonly Change[],
  parts: AnnounceParts,
): Promise<void> {
  const audience = await readAudience(tx);
  if (parts.mode === "silent") return countAsTold(tx, changes, audience, parts.matches);
  await tx.changes.add(changes.flatMap((change) => numbered(change, parts.now)));
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

function numbered({ change, key: offer, opening }: Change, at: number): Omit<StoredChange, "number">[] {
  return change === "renamed" ? [] : [{ offer, opening, change, at }];
}

/** Subscriptions by filter: a filter that a thousand rooms share is matched once. */
type Audience = ReadonlyMap<string, readonly Subscription[]>;

async function readAudience(tx: Pick<Transaction, "subscriptions">): Promise<Audience> {
  return Map.groupBy(await tx.subscriptions.all(), ({ filter }) => filter);
}

/** The subscriptions that are told at once. */
function atOnce(audience: Audience): Audience {
  const some = [...audience].map(([filter, subscriptions]) => {
    return [filter, subscriptions.filter(({ schedule }) => schedule === "immediate")] as const;
  });
  return new Map(some.filter(([, subscriptions]) => subscriptions.length > 0));
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

/** Changes after which an offer is open. */
const OPEN_AFTER: ReadonlySet<Change["change"]> = new Set(["published", "reopened", "edited"]);

/** What is open counts as told where nothing was said of it before, in few statements however much that is. */
async function countAsTold(
  tx: Pick<Transaction, "told">,
  changes: readonly Change[],
  audience: Audience,
  matches: Matches,
): Promise<void> {
  for (const [filter, subscriptions] of audience) {
    const open = changes.filter(({ change, offer }) => OPEN_AFTER.has(change) && matches(filter, offer));
    await tx.told.begin(
      open.map(({ key }) => key),
      subscriptions.map(({ place }) => place),
    );
  }
}

async function tell(
  tx: AnnounceTables,
  change: Change,
  audience: Audience,
  parts: AnnounceParts,
): Promise<void> {
  const { key: offer, opening } = change;
  const told = await tx.told.ofOffer(offer, opening);
  const untold = [...listeners(atOnce(audience), change.offer, parts.matches)].filter(
    ([place]) => !told.has(place),
  );
  await tx.told.set(untold.map(([place]) => ({ place, offer, opening, state: "queued", silent: false })));
  await queue(tx, change, untold, parts);
}

/** `places`, each with whether its message notifies. */
async function queue(
  tx: AnnounceTables,
  change: Change,
  places: readonly (readonly [PlaceId, boolean])[],
  parts: AnnounceParts,
): Promise<void> {
  const rows = places.map(([place, notify]) => ({
    key: `announcement:${parts.newKey()}`,
    place,
    class: "announcement" as const,
    notify,
    held: parts.mode === "held",
    createdAt: parts.now,
  }));
  const ids = await tx.outbox.addAll(rows);
  const decided = {
    offer: change.key,
    opening: change.opening,
    kind: kindOf(change),
    cause: "",
    position: 0,
  };
  await tx.decisions.add(
    rows.map(({ place }, at) => {
      const message = ids[at] ?? null;
      if (message === null) throw new Error("A new announcement met a key that is in the outbox already.");
      return { ...decided, place, message };
    }),
  );
}

/** An offer edited into a filter is announced as what its opening is. */
function kindOf(change: Change): DecisionKind {
  return change.opening > 1 ? "reopened" : "published";
}

async function withdrawUnmatched(
  tx: AnnounceTables,
  change: Change,
  audience: Audience,
  parts: AnnounceParts,
): Promise<void> {
  const places = listeners(audience, change.offer, parts.matches);
  const unheard = (await showing(tx, change)).filter(({ decision }) => !places.has(decision.place));
  await withdraw(tx, unheard, "edited out of the filter before it was sent", parts.now);
}

async function editShowing(tx: AnnounceTables, change: Change, now: number): Promise<void> {
  const rows = (await showing(tx, change)).map(({ row }) => row);
  await requestEdits(tx, rows, now);
}
