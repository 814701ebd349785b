import { asObject, type Untrusted } from "../text/untrusted.ts";
import { type EventId, isEventId } from "./identifiers.ts";

/** Where a message stands among others, as its content claims. */
export interface Relation {
  readonly inReplyTo: EventId | null;
  readonly thread: EventId | null;
  /** The message that this one is an edit of. */
  readonly replaces: EventId | null;
}

/** Reads the relations of a message. The content is hostile: whether what it names is there, or may be named, is not asked. */
export function readRelation(content: Untrusted): Relation {
  const relation = asObject(content["m.relates_to"]);
  const of = (type: string): EventId | null =>
    relation.rel_type === type && isEventId(relation.event_id) ? relation.event_id : null;
  const reply = asObject(relation["m.in_reply_to"]).event_id;
  // In a thread, clients that know threads mark the reply as a mere fallback.
  const isReply = relation.is_falling_back !== true && isEventId(reply);
  return { inReplyTo: isReply ? reply : null, thread: of("m.thread"), replaces: of("m.replace") };
}
