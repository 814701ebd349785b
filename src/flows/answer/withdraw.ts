import { withdrawn } from "../../messages/apology.ts";
import type { Transaction } from "../../ports/index.ts";
import type { EventId, RoomId } from "../../rooms/identifiers.ts";
import { replaceReply } from "./reply.ts";

/**
 * A message in this room was taken back. If it was a command, or one's edits were: what waits is not answered, and an
 * answer, which repeats what was asked, is not sent or says only that (docs/design.md §12).
 */
export async function withdraw(
  tx: Pick<Transaction, "inbox" | "outbox">,
  room: RoomId,
  message: EventId,
  now: number,
): Promise<void> {
  for (const command of await tx.inbox.about(room, message)) {
    await tx.inbox.withdraw(command.event, now);
    const keys = [command.replaces, command.event].flatMap((asked) => (asked ? [`reply:${asked}:0`] : []));
    for (const key of [...keys, `reply:${command.event}:1`]) {
      const reply = await tx.outbox.byKey(key);
      if (reply?.state === "queued") await tx.outbox.drop([reply.id], "what it answers was taken back", now);
      else if (reply?.state === "attempted" || reply?.state === "sent")
        await replaceReply(tx, command, reply, { message: withdrawn(), offers: [] }, now);
    }
  }
}
