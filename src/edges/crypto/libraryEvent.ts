import type { RoomId } from "../../rooms/identifiers.ts";
import type { HeardEvent } from "../../rooms/verificationEvent.ts";

/** An event of a room, or a message to a device (without an id), as JSON under the names that the library reads. */
export function libraryEvent(
  { id, sentAt, type, sender, content }: HeardEvent,
  room: RoomId | null = null,
): object {
  if (id === undefined) return { type, sender, content };
  return { type, sender, content, event_id: id, origin_server_ts: sentAt, ...(room && { room_id: room }) };
}
