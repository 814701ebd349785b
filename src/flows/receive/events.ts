import type { Command } from "../../ports/index.ts";
import { type EventId, isEventId, type RoomId, type UserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";

export interface CommandRules {
  readonly me: UserId;
  readonly isCommand: (text: string) => boolean;
  /** Called when one of our own events comes back in sync. */
  readonly onEcho: (event: EventId) => void;
}

/** Characters kept of a command, counted after the quoted message that older clients repeat above it. */
const TEXT_LIMIT = 2000;

/**
 * Reads a message as a command. Null for everything that is none, and is not kept: our own messages, notices,
 * texts that are not meant for the bot. `now`: the moment of receipt, milliseconds. The event is hostile.
 */
export function toCommand(event: RoomEvent, room: RoomId, rules: CommandRules, now: number): Command | null {
  if (event.type !== "m.room.message" || event.sender === rules.me || event.stateKey !== null) return null;
  const relation = asObject(event.content["m.relates_to"]);
  const replaces = relation.rel_type === "m.replace" ? eventIn(relation.event_id) : null;
  const said = replaces ? asObject(event.content["m.new_content"]) : event.content;
  if (said.msgtype !== "m.text" || typeof said.body !== "string") return null;
  const text = withoutFallback(said.body).slice(0, TEXT_LIMIT);
  if (!rules.isCommand(text)) return null;
  const thread = relation.rel_type === "m.thread" ? eventIn(relation.event_id) : null;
  // In a thread, clients that know threads mark the reply as a mere fallback.
  const inReplyTo =
    relation.is_falling_back === true ? null : eventIn(asObject(relation["m.in_reply_to"]).event_id);
  return {
    event: event.id,
    room,
    sender: event.sender,
    text,
    inReplyTo,
    thread,
    replaces,
    sentAt: event.sentAt,
    receivedAt: now,
    age: Math.max(0, event.age ?? now - event.sentAt),
  };
}

function eventIn(value: unknown): EventId | null {
  return isEventId(value) ? value : null;
}

/**
 * Older clients quote the message replied to in lines that begin with `>`, then an empty line (Matrix <
 * 1.13). The quote may be longer than any command, so it goes before the text is cut. Linear in the body,
 * which is hostile.
 */
function withoutFallback(body: string): string {
  if (!body.startsWith("> ")) return body.trim();
  const lines = body.split("\n");
  const end = lines.findIndex((line) => !line.startsWith(">"));
  return end === -1 ? "" : lines.slice(end).join("\n").trim();
}
