import { unasked, withdrawn } from "../../messages/apology.ts";
import type { Message } from "../../messages/content.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import type { EventId, RoomId } from "../../rooms/identifiers.ts";
import { causeOf } from "./deeds/cause.ts";
import { replaceReply } from "./reply.ts";

export type WithdrawTables = Pick<Transaction, "inbox" | "outbox" | "audit" | "quiet">;

/**
 * A message in this room was taken back. If it was a command, or one's edits were: what waits is not answered, and an
 * answer, which repeats what was asked, is not sent or says only that (docs/design.md §12).
 */
export async function withdraw(
  tx: WithdrawTables,
  room: RoomId,
  message: EventId,
  now: number,
): Promise<void> {
  for (const command of await tx.inbox.about(room, message)) {
    await tx.inbox.withdraw(command.event, now);
    const cause = causeOf(command);
    const stands = (await tx.audit.ofCause(cause)).length > 0 || (await tx.quiet.isAskedBy(cause));
    const keys = [command.replaces, command.event].flatMap((asked) => (asked ? [`reply:${asked}:0`] : []));
    await unsay(tx, command, [...keys, `reply:${command.event}:1`], withdrawn(stands), now);
  }
}

/** An edit left nothing of a command: nor does anything stay of its answer. `undone`: what it had done is taken back. */
export async function unask(
  tx: Pick<Transaction, "outbox">,
  edit: Command & { readonly replaces: EventId },
  undone: boolean,
  now: number,
): Promise<void> {
  await unsay(tx, edit, [`reply:${edit.replaces}:0`], unasked(undone), now);
}

/** Answers that wait are not sent; those that may stand in the room say `instead`. */
async function unsay(
  tx: Pick<Transaction, "outbox">,
  command: Pick<Command, "event" | "replaces" | "thread">,
  answers: readonly string[],
  instead: Message,
  now: number,
): Promise<void> {
  for (const key of answers) {
    const reply = await tx.outbox.byKey(key);
    if (reply?.state === "queued") await tx.outbox.drop([reply.id], "what it answers was taken back", now);
    else if (reply?.state === "attempted" || reply?.state === "sent")
      await replaceReply(tx, command, reply, { message: instead, offers: [] }, now);
  }
}
