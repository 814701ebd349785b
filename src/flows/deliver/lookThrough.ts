import { offersIn } from "../../messages/mark.ts";
import type { OfferKey } from "../../offers/offer.ts";
import type { Homeserver, Store, Transaction } from "../../ports/index.ts";
import type { EventId, PlaceId, RoomId, UserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { isObject, type Untrusted } from "../../text/untrusted.ts";
import { backwards, isUnreadable } from "./history.ts";

/**
 * Before a first run speaks in a room, the last 100 messages are looked through: offers that this account announced
 * there before (its store was lost) count as told, and what is held for the room may go. Returns how many count.
 */
export async function lookThrough(
  { store, homeserver }: { store: Pick<Store, "write">; homeserver: Pick<Homeserver, "user" | "messages"> },
  place: PlaceId,
  room: RoomId,
  now: number,
): Promise<number> {
  const open = openOffersIn(await lastEvents(homeserver, room), homeserver.user);
  return store.write(async (tx) => {
    const keys = new Set<OfferKey>();
    for (const [id, key] of await tx.offers.aliases()) if (open.has(id)) keys.add(key);
    const told = await countAsTold(tx, place, keys, now);
    await tx.outbox.release(place);
    return told;
  });
}

async function lastEvents(
  homeserver: Pick<Homeserver, "user" | "messages">,
  room: RoomId,
): Promise<RoomEvent[]> {
  const last: RoomEvent[] = [];
  try {
    for await (const events of backwards(homeserver, room, 1)) last.push(...events);
  } catch (error) {
    // A room whose past we may not read has nothing of ours that we could find.
    if (!isUnreadable(error)) throw error;
  }
  return last;
}

async function countAsTold(
  { outbox, decisions, told }: Pick<Transaction, "outbox" | "decisions" | "told">,
  place: PlaceId,
  offers: ReadonlySet<OfferKey>,
  now: number,
): Promise<number> {
  let count = 0;
  for (const row of await outbox.waiting(place)) {
    if (!row.held) continue;
    for (const decision of await decisions.ofMessage(row.id)) {
      if (!offers.has(decision.offer)) continue;
      await decisions.remove([decision]);
      await told.set([{ ...decision, state: "told", silent: false }]);
      count += 1;
    }
    if ((await decisions.ofMessage(row.id)).length === 0)
      await outbox.drop([row.id], "stands in the room already", now);
  }
  return count;
}

/** The ids of the offers that stand open in the announcements of an account. `events`: newest first. */
function openOffersIn(events: readonly RoomEvent[], me: UserId): Set<string> {
  /** The last look of each message; null for an answer to somebody, which announces nothing. */
  const shown = new Map<EventId, RoomEvent | null>();
  for (const event of events) {
    if (event.sender !== me) continue;
    const relation = relationOf(event);
    // Newest first: an edit that struck an offer through is met before its original.
    const about = relation?.rel_type === "m.replace" ? (relation.event_id as EventId) : event.id;
    if (relation !== null && about === event.id) shown.set(about, null);
    else if (!shown.has(about)) shown.set(about, event);
  }
  const marks = [...shown.values()].flatMap((event) => (event ? offersIn(event.content) : []));
  return new Set(marks.filter(({ state }) => state === "open").map(({ id }) => id));
}

function relationOf(event: RoomEvent): Untrusted | null {
  const relation = event.content["m.relates_to"];
  return isObject(relation) ? relation : null;
}
