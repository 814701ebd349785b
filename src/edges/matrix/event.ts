import { isEventId, isUserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as a JSON object; an empty one when it is anything else. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The events of a list, in its order; what has no valid id, type and sender is passed over. */
export function readEvents(list: unknown): RoomEvent[] {
  return listOf(list).flatMap((value) => readEvent(value) ?? []);
}

function readEvent(value: unknown): RoomEvent | null {
  const event = objectOf(value);
  const { event_id: id, type, sender, state_key: stateKey, origin_server_ts: sentAt } = event;
  if (!isEventId(id) || !isUserId(sender) || typeof type !== "string") return null;
  const unsigned = objectOf(event.unsigned);
  const { age, transaction_id: transactionId } = unsigned;
  const content = objectOf(event.content);
  return {
    id,
    type,
    sender,
    stateKey: typeof stateKey === "string" ? stateKey : null,
    // As old as can be: what has no time is answered by nobody, but state counts.
    sentAt: Number.isSafeInteger(sentAt) ? (sentAt as number) : 0,
    age: Number.isSafeInteger(age) ? (age as number) : null,
    content,
    transactionId: typeof transactionId === "string" ? transactionId : null,
    redacts: type === "m.room.redaction" ? redactedBy(event, content) : null,
  };
}

/** Before room version 11 it stands beside the content, since then within it. */
function redactedBy(event: JsonObject, content: JsonObject): RoomEvent["redacts"] {
  const stated = isEventId(content.redacts) ? content.redacts : event.redacts;
  return isEventId(stated) ? stated : null;
}
