import { keyIn, offersIn } from "../../messages/mark.ts";
import type { OfferKey } from "../../offers/offer.ts";
import {
  type Clock,
  type Head,
  type Homeserver,
  HomeserverError,
  type OutboxRow,
  type Store,
} from "../../ports/index.ts";
import type { EventId, PlaceId, RoomId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";

const HOUR = 3_600_000;
/** The homeserver forgets transaction ids after 24 h; half of that is trusted. */
const TRUSTED = 12 * HOUR;
/** A reply that comes this late helps nobody. */
export const REPLY_LIFETIME = 10 * 60_000;
const PAGE = 100;
/** How far a lost row is looked for: a day of the busiest room. */
const PAGES = 100;

/** Whether repeating the request could send an attempted row twice (DESIGN §7.3). */
export function needsLookup(row: OutboxRow, device: string, now: number): boolean {
  if (row.state !== "attempted") return false;
  return row.device !== device || (row.attemptedAt !== null && now - row.attemptedAt > TRUSTED);
}

/** Whether the place of an attempted row has moved to another room since (DESIGN §4, upgrades). */
export function hasMoved({ row, place }: Head): boolean {
  return row.state === "attempted" && row.class !== "reply" && row.room !== place.room;
}

/** Looks for an attempted row among the room's messages, back to its first attempt. */
export async function findSent(homeserver: Homeserver, row: OutboxRow): Promise<EventId | null> {
  if (row.room === null || row.transactionId === null) return null;
  const oldest = (row.attemptedAt ?? 0) - 10 * 60_000;
  for await (const events of backwards(homeserver, row.room, PAGES)) {
    for (const event of events) {
      if (event.sender !== homeserver.user) continue;
      // A redacted message has lost its content; what this device sent still has its transaction id.
      if ([event.transactionId, keyIn(event.content)].includes(row.transactionId)) return event.id;
    }
    // Times are claims of the senders' servers: one old event among others ends nothing.
    if (events.length > 0 && events.every(({ sentAt }) => sentAt < oldest)) return null;
  }
  return null;
}

/** The same in a room that was left behind: one that we may not read any more holds nothing of ours. */
export async function findSentBefore(homeserver: Homeserver, row: OutboxRow): Promise<EventId | null> {
  try {
    return await findSent(homeserver, row);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** The room does not let us read; any other failure passes, or concerns more than this room. */
function isRefusal(error: unknown): boolean {
  return error instanceof HomeserverError && (error.concern === "room" || error.concern === "message");
}

/**
 * Before a first run speaks in a room, the last 100 messages are looked through: offers that this account announced
 * there before (its store was lost) count as told. Returns how many did.
 */
export async function lookBeforeFirstRun(
  parts: { store: Store; homeserver: Homeserver; clock: Clock },
  place: PlaceId,
  room: RoomId,
): Promise<number> {
  const seen = await announcedIn(parts.homeserver, room);
  return parts.store.write(async (tx) => {
    const aliases = await tx.offers.aliases();
    const keys = new Set<OfferKey>();
    for (const [id, key] of aliases) if (seen.has(id)) keys.add(key);
    let told = 0;
    for (const row of await tx.outbox.waiting(place)) {
      if (!row.held) continue;
      for (const decision of await tx.decisions.ofMessage(row.id)) {
        if (!keys.has(decision.offer)) continue;
        await tx.decisions.remove([decision]);
        await tx.told.set([{ ...decision, state: "told", silent: false }]);
        told += 1;
      }
      if ((await tx.decisions.ofMessage(row.id)).length === 0) {
        await tx.outbox.drop([row.id], "stands in the room already", parts.clock.now());
      }
    }
    await tx.outbox.release(place);
    return told;
  });
}

/** The ids of the offers that stand open in the last announcements of this account. */
async function announcedIn(homeserver: Homeserver, room: RoomId): Promise<Set<string>> {
  /** What each message shows last; null for an answer to somebody, which announces nothing. */
  const shown = new Map<EventId, RoomEvent | null>();
  try {
    for await (const events of backwards(homeserver, room, 1)) {
      for (const event of events) {
        if (event.sender !== homeserver.user) continue;
        const relation = relationOf(event);
        // Newest first: an edit that struck an offer through is met before its original.
        const about = relation?.rel_type === "m.replace" ? (relation.event_id as EventId) : event.id;
        if (relation !== null && about === event.id) shown.set(about, null);
        else if (!shown.has(about)) shown.set(about, event);
      }
    }
  } catch (error) {
    // A room whose past we may not read has nothing of ours that we could find.
    if (!isRefusal(error)) throw error;
  }
  const marks = [...shown.values()].flatMap((event) => (event ? offersIn(event.content) : []));
  return new Set(marks.filter(({ state }) => state === "open").map(({ id }) => id));
}

function relationOf(event: RoomEvent): Readonly<Record<string, unknown>> | null {
  const relation = event.content["m.relates_to"];
  return typeof relation === "object" && relation !== null ? (relation as Record<string, unknown>) : null;
}

async function* backwards(
  homeserver: Homeserver,
  room: RoomId,
  pages: number,
): AsyncGenerator<readonly RoomEvent[]> {
  let from: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const { events, next } = await homeserver.messages(room, from, null, PAGE);
    yield events;
    if (next === null) return;
    from = next;
  }
}
