import { keyIn } from "../../messages/mark.ts";
import { type Homeserver, HomeserverError, type OutboxRow } from "../../ports/index.ts";
import type { EventId, RoomId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";

const PAGE = 100;
/** How far a lost row is looked for: a day of the busiest room. */
const PAGES = 100;
/** Clocks may differ by this much, milliseconds. */
const SKEW = 10 * 60_000;

type History = Pick<Homeserver, "user" | "messages">;

/** A room's past, newest first, page by page of a hundred events. */
export async function* backwards(
  homeserver: History,
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

/** Looks for an attempted row among the messages of its room, back to its first attempt. Null: it is not there. */
export async function findSent(homeserver: History, row: OutboxRow): Promise<EventId | null> {
  if (row.room === null || row.transactionId === null) return null;
  const oldest = (row.attemptedAt ?? 0) - SKEW;
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
export async function findSentBefore(homeserver: History, row: OutboxRow): Promise<EventId | null> {
  try {
    return await findSent(homeserver, row);
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** The room does not let us read; any other failure passes, or concerns more than this room. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof HomeserverError && (error.concern === "room" || error.concern === "message");
}
