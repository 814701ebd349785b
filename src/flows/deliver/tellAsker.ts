import { refused } from "../../messages/apology.ts";
import { eventContent } from "../../messages/event.ts";
import type { OutboxRow, Transaction } from "../../ports/index.ts";

/** The keys of these words: where they are refused, too, nothing more is said. */
const KEY = "refused:";

/**
 * Who asked hears that the answer was refused, in the transaction that gives it up: something shorter may get through. Not
 * where that took several tries: whatever keeps failing there would only keep the next answers waiting.
 */
export async function tellAsker(
  { outbox }: Pick<Transaction, "outbox">,
  { id, key: of, class: kind, edits, attempts, place, room, content }: OutboxRow,
  now: number,
): Promise<void> {
  if (kind !== "reply" || edits !== null || attempts > 0 || room === null || of.startsWith(KEY)) return;
  const key = `${KEY}${id}`;
  const relation = content?.["m.relates_to"];
  const words = eventContent({ message: refused(), notify: false, key });
  const beside = { ...words, ...(relation ? { "m.relates_to": relation } : {}) };
  await outbox.add({ key, place, class: "reply", notify: false, room, content: beside, createdAt: now });
}
