import { keyIn } from "../../messages/mark.ts";
import type { Clock, Command, OutboxRow, Transaction } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { markSent } from "../deliver/outcome.ts";
import { type CommandRules, toCommand } from "./events.ts";

/**
 * Works timeline events into the store: our own settle what was attempted, redactions are noted, commands go
 * to the inbox. Each event may come several times.
 */
export async function takeEvents(
  tx: Transaction,
  room: RoomId,
  events: readonly RoomEvent[],
  parts: { readonly rules: CommandRules; readonly clock: Clock; readonly answering: boolean },
): Promise<void> {
  const now = parts.clock.now();
  const commands: Command[] = [];
  for (const event of events) {
    if (event.redacts) await tx.outbox.redacted(event.redacts, now);
    else if (event.sender === parts.rules.me) {
      parts.rules.onEcho(event.id);
      await settleByEcho(tx, event, now);
    } else if (parts.answering) {
      const command = toCommand(event, room, parts.rules, now);
      if (command) commands.push(command);
    }
  }
  if (commands.length > 0) await tx.inbox.add(commands);
}

/** Our own event: the row that it came from has arrived, whatever became of the answer to its request. */
async function settleByEcho(tx: Transaction, event: RoomEvent, now: number): Promise<void> {
  const key = event.transactionId ?? keyIn(event.content);
  const row: OutboxRow | null = key === null ? null : await tx.outbox.byTransaction(key);
  if (row?.state === "attempted") await markSent(tx, row, event.id, now);
}
