import type { EventContent, Message } from "../../messages/content.ts";
import { eventContent } from "../../messages/event.ts";
import type { OfferMark } from "../../messages/mark.ts";
import type { Command, OutboxId, OutboxRow, Transaction } from "../../ports/index.ts";

type ReplyTables = Pick<Transaction, "outbox" | "places">;

/** The message that an answer stands beside, or in the thread of. */
type Asked = Pick<Command, "event" | "replaces" | "thread">;

export interface Reply {
  readonly message: Message;
  readonly offers: readonly OfferMark[];
}

/**
 * Queues the reply to a command: into its thread, else beside it. An edited command has one answer only, which is
 * edited, or rendered anew while it is still queued. Returns the row that shows the answer. Rejects when the store
 * does.
 */
export function queueReply(tx: ReplyTables, command: Command, reply: Reply, now: number): Promise<OutboxId> {
  const asked = command.replaces ?? command.event;
  const keys = [`reply:${asked}:0`, `reply:${command.event}:1`] as const;
  return queueOnce(
    tx,
    command,
    { class: "reply", keys, content: (key) => contentOf(command, reply, key) },
    now,
  );
}

/** Queues a line about an edit that leaves the answer as it is: beside the message that it edits. */
export function queueBeside(tx: ReplyTables, edit: Command, reply: Reply, now: number): Promise<OutboxId> {
  return add(
    tx,
    edit,
    { class: "reply", content: (key) => contentOf(edit, reply, key) },
    `reply:${edit.event}:1`,
    now,
  );
}

/** What a command has the bot say, once. */
export interface Once {
  readonly class: "reply" | "notice";
  /** The key of what it says, an edit of it too; and another, where that came to nothing. */
  readonly keys: readonly [string, string];
  readonly content: (key: string) => EventContent;
}

/** Queues what a command has the bot say; what it said before is edited, or rendered anew while it is still queued. */
export async function queueOnce(
  tx: ReplyTables,
  command: Command,
  once: Once,
  now: number,
): Promise<OutboxId> {
  const [key, another] = once.keys;
  const earlier = await tx.outbox.byKey(key);
  if (earlier === null) return add(tx, command, once, key, now);
  switch (earlier.state) {
    case "queued":
      await tx.outbox.setContent(earlier.id, once.content(key));
      return earlier.id;
    case "attempted":
    case "sent":
      if (!earlier.redacted) await edit(tx, earlier, once.content(key), now);
      return earlier.id;
    case "dropped":
    case "dead":
      return add(tx, command, once, another, now);
    default:
      return earlier.state satisfies never;
  }
}

/** Has an answer that may stand in the room say something else, unless it was taken back. */
export async function replaceReply(
  tx: Pick<Transaction, "outbox">,
  command: Asked,
  earlier: OutboxRow,
  reply: Reply,
  now: number,
): Promise<void> {
  if (!earlier.redacted) await edit(tx, earlier, contentOf(command, reply, earlier.key), now);
}

function contentOf(command: Asked, { message, offers }: Reply, key: string): EventContent {
  const replyTo = { event: command.replaces ?? command.event, thread: command.thread };
  return eventContent({ message, notify: false, key, offers, replyTo });
}

async function add(
  tx: ReplyTables,
  { room }: Command,
  once: Pick<Once, "class" | "content">,
  key: string,
  now: number,
): Promise<OutboxId> {
  const place = (await tx.places.ofRoom(room)) ?? (await tx.places.mention({ room }, now));
  const row = { key, place: place.id, class: once.class, notify: false, content: once.content(key) } as const;
  const id = await tx.outbox.add({ ...row, room, createdAt: now });
  if (id === null) throw new Error(`The outbox holds ${key} already, of a command that was not answered.`);
  return id;
}

/**
 * The waiting edit of an answer holds the newest content; it becomes an event's edit when it is frozen (`freeze.ts`).
 * Somebody waits for it as for an answer, so it goes with those, before what is announced and edited elsewhere.
 */
async function edit(
  tx: Pick<Transaction, "outbox">,
  answer: OutboxRow,
  content: EventContent,
  now: number,
): Promise<void> {
  const waiting = await tx.outbox.waitingEdit(answer.id);
  if (waiting !== null) return tx.outbox.setContent(waiting.id, content);
  const edits = await tx.outbox.editsOf([answer.id]);
  const revision = (edits.get(answer.id)?.last ?? 0) + 1;
  await tx.outbox.add({
    key: `edit:${answer.id}:${revision}`,
    place: answer.place,
    class: "reply",
    edits: answer.id,
    revision,
    notify: false,
    content,
    ...(answer.room === null ? {} : { room: answer.room }),
    createdAt: now,
  });
}
