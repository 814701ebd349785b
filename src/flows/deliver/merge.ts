import type { OutboxRow, Transaction } from "../../ports.ts";

/** Offers in one list message: its event has to stay well under 64 KiB. */
export const LIST_SIZE = 20;

/**
 * When more than `listAbove` announcements wait for one room, the head takes over the decisions of those behind it,
 * up to `LIST_SIZE`, and becomes a list of new offers. What wants to be notified keeps notifying.
 */
export async function merge(tx: Transaction, head: OutboxRow, listAbove: number, now: number): Promise<void> {
  const waiting = (await tx.outbox.waiting(head.place)).filter((row) => row.notify === head.notify);
  if (waiting.length <= listAbove || waiting[0]?.id !== head.id) return;
  let size = (await tx.decisions.ofMessage(head.id)).length;
  for (const row of waiting.slice(1)) {
    const more = (await tx.decisions.ofMessage(row.id)).length;
    if (size + more > LIST_SIZE) break;
    await tx.decisions.move(row.id, head.id);
    await tx.outbox.drop([row.id], `merged into message ${head.id}`, now);
    size += more;
  }
}
