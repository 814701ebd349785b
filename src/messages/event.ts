import type { EventId } from "../rooms/identifiers.ts";
import { clipWords } from "../text/clip.ts";
import type { EventContent, Message } from "./content.ts";
import { escapeHtml } from "./fragment.ts";
import { markPart, type OfferMark, revisedPart, withoutMark } from "./mark.ts";

/** The place of a reply: into the thread in which the command stood, else beside the command. */
export interface ReplyTo {
  readonly event: EventId;
  readonly thread: EventId | null;
}

export interface EventParts {
  readonly message: Message;
  /** True makes an `m.text`; push rules silence an `m.notice`. */
  readonly notify: boolean;
  /** Our own message is found again by this key (docs/design.md §6). */
  readonly key: string;
  readonly offers?: readonly OfferMark[];
  readonly replyTo?: ReplyTo;
}

/** The longest content in bytes of JSON: under 64 KiB even when encrypted, which makes it a third longer. */
export const EVENT_LIMIT = 44 * 1024;
/** Bytes that relations, the mark of an edit and the sender's own key may add. */
const MARGIN = 1024;
const CUT = "… (message coupé)";

/** The content of a new `m.room.message`. A message that is too long is cut, and says so. */
export function eventContent({ message, notify, key, offers, replyTo }: EventParts): EventContent {
  const mark = markPart(key, offers ?? []);
  // Half of the room: the same content has to fit into an edit, which repeats it.
  const room = Math.floor((EVENT_LIMIT - MARGIN - bytes(mark)) / 2);
  const { text, html } = shortened(message, room);
  return {
    msgtype: notify ? "m.text" : "m.notice",
    body: text,
    format: "org.matrix.custom.html",
    formatted_body: html,
    "m.mentions": {},
    ...mark,
    ...(replyTo ? { "m.relates_to": relation(replyTo) } : {}),
  };
}

/**
 * The content that replaces what `original` shows (client-server API, « Event replacements »). The mark stays at top
 * level, with its revision; relations of the original cannot be changed, so none is named.
 */
export function asEdit(content: EventContent, original: EventId, revision: number): EventContent {
  const { "m.relates_to": _, ...shown } = withoutMark(content);
  return {
    ...shown,
    body: `* ${String(shown.body)}`,
    formatted_body: `* ${String(shown.formatted_body)}`,
    "m.new_content": shown,
    "m.relates_to": { rel_type: "m.replace", event_id: original },
    ...revisedPart(content, revision),
  };
}

function relation({ event, thread }: ReplyTo): object {
  const reply = { "m.in_reply_to": { event_id: event } };
  return thread === null
    ? reply
    : { rel_type: "m.thread", event_id: thread, is_falling_back: true, ...reply };
}

/** Cuts a message that needs more than `room` bytes. It loses its formatting then, so that no tag is left open. */
function shortened(message: Message, room: number): Message {
  if (mostBytes(message) <= room || bytes(message) <= room) return message;
  let text = message.text;
  for (let length = text.length; ; length = Math.floor(length * 0.8)) {
    text = `${clipWords(message.text, length).replace(/…$/, "")}${CUT}`;
    const cut = { text, html: escapeHtml(text).replaceAll("\n", "<br>") };
    if (bytes(cut) <= room || length < 100) return cut;
  }
}

/** What a message can take at most, as nearly all are far from too long: six bytes of JSON for a UTF-16 unit, and its names. */
function mostBytes({ text, html }: Message): number {
  return 6 * (text.length + html.length) + 24;
}

function bytes(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}
