import type { OutboxRow, Transaction } from "../../ports/index.ts";

/** Offers in one list message: its event has to stay well under 64 KiB. */
const LIST_SIZE = 20;

/**
 * When more than `listAbove` announcements wait for the room of `head`, all of them become lists of new offers, in
 * their order: the first row of each list takes over the decisions of those behind it, up to `LIST_SIZE`. A list
 * notifies when one of its announcements would have.
 */
export async function merge(tx: Transaction, head: OutboxRow, listAbove: number, now: number): Promise<void> {
  const waiting = (await tx.outbox.waiting(head.place)).filter(({ held }) => !held);
  if (waiting.length <= listAbove || waiting[0]?.id !== head.id) return;
  let list = { row: head, size: LIST_SIZE, notify: head.notify };
  for (const row of waiting) {
    const size = (await tx.decisions.ofMessage(row.id)).length;
    if (list.size + size > LIST_SIZE) {
      list = { row, size, notify: row.notify };
      continue;
    }
    await tx.decisions.move(row.id, list.row.id);
    await tx.outbox.drop([row.id], `merged into message ${list.row.id}`, now);
    if (row.notify && !list.notify) await tx.outbox.setNotify(list.row.id, true);
    list = { row: list.row, size: list.size + size, notify: list.notify || row.notify };
  }
}
