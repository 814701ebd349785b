import { isEventId, isUserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { asObject, type Untrusted } from "../../text/untrusted.ts";

/** A value from outside as a list; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Reads the events of a list, in its order; passes over those without a valid id, type and sender. */
export function readEvents(list: unknown): RoomEvent[] {
  return listOf(list).flatMap((value) => readEvent(value) ?? []);
}

function readEvent(value: unknown): RoomEvent | null {
  const event = asObject(value);
  const { event_id: id, type, sender, state_key: stateKey, origin_server_ts: sentAt } = event;
  if (!isEventId(id) || !isUserId(sender) || typeof type !== "string") return null;
  const unsigned = asObject(event.unsigned);
  const { age, transaction_id: transactionId } = unsigned;
  const content = asObject(event.content);
  return {
    id,
    type,
    sender,
    stateKey: typeof stateKey === "string" ? stateKey : null,
    // An event without a time counts as old as can be: nobody answers it, but its state holds.
    sentAt: Number.isSafeInteger(sentAt) ? (sentAt as number) : 0,
    age: Number.isSafeInteger(age) ? (age as number) : null,
    content,
    transactionId: typeof transactionId === "string" ? transactionId : null,
    redacts: type === "m.room.redaction" ? redactedBy(event, content) : null,
  };
}

/** Before room version 11 it stands beside the content, since then within it. */
function redactedBy(event: Untrusted, content: Untrusted): RoomEvent["redacts"] {
  const stated = isEventId(content.redacts) ? content.redacts : event.redacts;
  return isEventId(stated) ? stated : null;
}
