import type { OutboxRow, Transaction } from "../../ports/index.ts";

/**
 * Asks for a message to be rendered again at a new revision. One that was never attempted is rendered late anyway;
 * waiting edits of one message coalesce; a message that a moderator redacted, or that never went, is left alone.
 */
export async function requestEdit(tx: Transaction, message: OutboxRow, now: number): Promise<void> {
  if (message.redacted || (message.state !== "attempted" && message.state !== "sent")) return;
  if (await tx.outbox.waitingEdit(message.id)) return;
  const revision = (await tx.outbox.lastRevision(message.id)) + 1;
  await tx.outbox.add({
    key: `edit:${message.id}:${revision}`,
    place: message.place,
    class: "edit",
    edits: message.id,
    revision,
    notify: false,
    createdAt: now,
  });
}
