import { settingLost } from "../../messages/apology.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import { queueBeside } from "./reply.ts";

/**
 * Says beside a command that what it settled is forgotten: a newer store answered it, and a copy from before stands in its
 * place. Once a command.
 */
export async function tellLost(
  tx: Pick<Transaction, "outbox" | "places" | "incidents">,
  command: Command,
  now: number,
): Promise<void> {
  // Pages of history come again after a crash.
  if ((await tx.outbox.byKey(`reply:${command.event}:1`)) !== null) return;
  await queueBeside(tx, command, { message: settingLost(), offers: [] }, now);
  await tx.incidents.add({ kind: "lost setting", about: command.room, cause: "", at: now });
}
