import type { Said } from "../../commands/address.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import type { EventId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { isDirectWith } from "../../rooms/permission.ts";
import { type Relation, readRelation } from "../../rooms/relation.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";
import type { HeardEvent } from "../../rooms/verificationEvent.ts";
import { asObject } from "../../text/untrusted.ts";

/** The room of a message, as far as it decides what is meant for the bot. */
export type RoomHeard = Pick<Room, "id" | "members" | "aliases">;

export interface CommandRules {
  readonly me: UserId;
  /** The command in a message; null for one that is not meant for the bot. */
  readonly commandIn: (said: Said) => string | null;
  /** Called when one of our own events comes back in sync. */
  readonly onEcho: (event: EventId) => void;
  /** Called with events of our own that the store knows nothing of, oldest first. Resolves with whether that changed it. */
  readonly onUnknown: OnUnknown;
  /** Whether a command, as `commandIn` found it, asks for something that is to outlive its answer; none does unless given. */
  readonly isLasting?: (text: string) => boolean;
  /** Called with words of a verification as they come, in whatever room, or over to-device messages (null). */
  readonly onVerification?: (room: RoomId | null, event: HeardEvent) => void;
}

type OnUnknown = (
  tx: Pick<Transaction, "outbox" | "decisions" | "told" | "offers" | "places" | "inbox" | "incidents">,
  room: RoomId,
  events: readonly RoomEvent[],
) => Promise<boolean>;

/**
 * Reads a message as a command. Null for everything that is none, and is not kept: our own messages, notices,
 * texts that are not meant for the bot. `now`: the moment of receipt, milliseconds. The event is hostile.
 */
export function toCommand(
  event: RoomEvent,
  room: RoomHeard,
  rules: CommandRules,
  now: number,
): Command | null {
  if (event.type !== "m.room.message" || event.sender === rules.me || event.stateKey !== null) return null;
  const relation = readRelation(event.content);
  const said = relation.replaces ? asObject(event.content["m.new_content"]) : event.content;
  if (said.msgtype !== "m.text" || typeof said.body !== "string") return null;
  const mentions = asObject(said["m.mentions"]).user_ids;
  const text = rules.commandIn({
    body: withoutFallback(said.body),
    html: typeof said.formatted_body === "string" ? said.formatted_body : null,
    mentioned: Array.isArray(mentions) && mentions.includes(rules.me),
    reply:
      asObject(event.content["m.relates_to"])["m.in_reply_to"] !== undefined || relation.replaces !== null,
    direct: isDirectWith(room, event.sender),
  });
  return text === null ? null : received(event, room, { ...relation, text }, now);
}

/**
 * Reads a message as the edit of another that may have been a command, and says nothing to the bot now; `toCommand` finds
 * none in it. Its text is not kept. Null for everything else. Whether it does edit a command is the caller's to ask.
 */
export function toRetraction(
  event: RoomEvent,
  room: RoomHeard,
  { me }: Pick<CommandRules, "me">,
  now: number,
): (Command & { readonly replaces: EventId }) | null {
  if (event.type !== "m.room.message" || event.sender === me || event.stateKey !== null) return null;
  const { replaces, ...relation } = readRelation(event.content);
  return replaces === null
    ? null
    : { ...received(event, room, { ...relation, replaces, text: "" }, now), replaces };
}

function received(
  event: RoomEvent,
  { id: room }: RoomHeard,
  said: Pick<Command, "text" | keyof Relation>,
  now: number,
): Command {
  return {
    event: event.id,
    room,
    sender: event.sender,
    ...said,
    sentAt: event.sentAt,
    receivedAt: now,
    age: Math.max(0, event.age ?? now - event.sentAt),
  };
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
