import { COPY_KEY, isToMerge, mergePlan, type Waiting } from "../../delivery/merge.ts";
import type { OutboxRow, Transaction } from "../../ports/index.ts";

/** Makes lists of what waits for the room of `head`, whose turn it is. Returns `head` as it is afterwards. */
export async function mergeWaiting(
  { outbox, decisions }: Pick<Transaction, "outbox" | "decisions">,
  head: OutboxRow,
  listAbove: number,
  now: number,
): Promise<OutboxRow> {
  const rows = (await outbox.waiting(head.place)).filter(({ key }) => !key.startsWith(COPY_KEY));
  // What waited until the end of quiet hours, or of a pause, comes as one list.
  const putOff = rows.some(({ notBefore, createdAt }) => notBefore > createdAt);
  if (!isToMerge(rows, head.id, putOff ? 1 : listAbove)) return head;
  const waiting: Waiting[] = [];
  for (const row of rows) waiting.push({ ...row, size: (await decisions.ofMessage(row.id)).length });
  for (const { first, others, notify } of mergePlan(waiting)) {
    for (const other of others) await decisions.move(other, first);
    await outbox.drop(others, `merged into message ${first}`, now);
    await outbox.setNotify(first, notify);
  }
  return (await outbox.get(head.id)) ?? head;
}
