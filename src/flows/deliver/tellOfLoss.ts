import { messageRefused } from "../../messages/notice.ts";
import type { OutboxRow, Transaction } from "../../ports/index.ts";
import type { Administrators } from "../service/administrators.ts";
import { tellAsker } from "./tellAsker.ts";

/**
 * No message is lost silently: administrators hear where, and why, in the transaction that gives it up, and who asked hears
 * that there is no answer. Administrators once a cause, as long as nobody has seen it: thirty rooms that refuse the same
 * message are one word.
 */
export async function tellOfLoss(
  tables: Pick<Transaction, "outbox" | "places">,
  row: OutboxRow,
  administrators: Administrators,
  now: number,
): Promise<void> {
  await tellAsker(tables, row, now);
  if (await tables.outbox.isKnownLoss(row.id, row.error ?? "")) return;
  const place = await tables.places.get(row.place);
  const name = place?.alias ?? row.room ?? place?.room ?? `n° ${row.place}`;
  await administrators.tell(tables, `dead:${row.id}`, messageRefused(name, row.error ?? ""));
}
