import type { JsonRecord } from "./request.ts";

/** An event as a client receives it from `/sync` and `/messages`. */
export interface ClientEvent {
  readonly eventId: string;
  readonly roomId: string;
  readonly type: string;
  readonly sender: string;
  readonly stateKey?: string;
  readonly content: JsonRecord;
  readonly unsigned: JsonRecord;
  readonly redacts?: string;
}

/** A message as a client shows it: an event with all its edits. */
export interface ShownMessage {
  readonly eventId: string;
  readonly sender: string;
  /** The latest version; `null` once redacted. */
  readonly content: JsonRecord | null;
  readonly edits: number;
}

/** Reads an event of `/sync` or `/messages`; does not check it, because the homeserver is ours. */
export function clientEvent(roomId: string, raw: JsonRecord): ClientEvent {
  const content = recordOf(raw.content);
  // Up to room version 10 the redacted event stands outside the content.
  const redacts = raw.redacts ?? content.redacts;
  return {
    eventId: String(raw.event_id),
    roomId,
    type: String(raw.type),
    sender: String(raw.sender),
    content,
    unsigned: recordOf(raw.unsigned),
    ...(typeof raw.state_key === "string" ? { stateKey: raw.state_key } : {}),
    ...(typeof redacts === "string" ? { redacts } : {}),
  };
}

/** A copy of a JSON object; empty for anything else. */
export function recordOf(value: unknown): JsonRecord {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Returns the id of the event that this one replaces (`m.replace`), if any. */
export function editedEvent(event: ClientEvent): string | undefined {
  const relation = recordOf(event.content["m.relates_to"]);
  return relation.rel_type === "m.replace" && typeof relation.event_id === "string"
    ? relation.event_id
    : undefined;
}

/** Returns the text that a reader sees: the new one of an edit, else the event's own; empty where there is none. */
export function bodyOf(event: ClientEvent): string {
  const content = editedEvent(event) === undefined ? event.content : recordOf(event.content["m.new_content"]);
  return typeof content.body === "string" ? content.body : "";
}

/**
 * Folds a timeline, oldest event first, into the messages that a client shows: an edit counts only from the sender of
 * the original (client-server API, "Event replacements"), whatever the order in which they came.
 */
export function shownMessages(timeline: readonly ClientEvent[]): ShownMessage[] {
  const gone = new Set(
    timeline.flatMap((event) => (event.type === "m.room.redaction" ? (event.redacts ?? []) : [])),
  );
  const edits = timeline.filter((event) => editedEvent(event) !== undefined && !gone.has(event.eventId));
  return timeline
    .filter((event) => event.type === "m.room.message" && editedEvent(event) === undefined)
    .map((original) => {
      const own = edits.filter(
        (edit) => editedEvent(edit) === original.eventId && edit.sender === original.sender,
      );
      const latest = own.at(-1);
      const redacted = gone.has(original.eventId) || original.unsigned.redacted_because !== undefined;
      const content = latest === undefined ? original.content : recordOf(latest.content["m.new_content"]);
      return {
        eventId: original.eventId,
        sender: original.sender,
        content: redacted ? null : content,
        edits: own.length,
      };
    });
}
