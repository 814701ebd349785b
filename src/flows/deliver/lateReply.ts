import { late } from "../../messages/apology.ts";
import { eventContent } from "../../messages/event.ts";
import type { OutboxRow, Transaction } from "../../ports/index.ts";

/** After a day even an excuse only disturbs, milliseconds. */
const FORGOTTEN = 24 * 3_600_000;

/**
 * A reply whose time is over is not said as if now (docs/design.md §7.3): the newest of its room becomes the excuse for
 * all of them, and the others are dropped. Returns the row as it is to be sent; null when it is not.
 */
export async function excuseLate(
  { outbox }: Pick<Transaction, "outbox">,
  row: OutboxRow,
  now: number,
): Promise<OutboxRow | null> {
  const newer = (await outbox.queuedIn(row.place)).some(
    (other) =>
      other.class === "reply" && other.edits === null && other.room === row.room && other.id > row.id,
  );
  if (newer || now - row.createdAt > FORGOTTEN) {
    await outbox.drop([row.id], "too late to answer", now);
    return null;
  }
  const relation = row.content?.["m.relates_to"];
  const excuse = eventContent({ message: late(), notify: false, key: row.key });
  await outbox.setContent(row.id, { ...excuse, ...(relation ? { "m.relates_to": relation } : {}) });
  return outbox.get(row.id);
}
