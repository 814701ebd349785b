import { step } from "../../delivery/step.ts";
import { keyIn } from "../../messages/mark.ts";
import type { Clock, Command, Transaction } from "../../ports/index.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { withdraw } from "../answer/withdraw.ts";
import { carryOut } from "../deliver/carryOut.ts";
import { type CommandRules, type RoomHeard, toCommand } from "./events.ts";
import { type News, NO_NEWS } from "./news.ts";

type SettleTables = Pick<Transaction, "outbox" | "decisions" | "told">;
export type TimelineTables = SettleTables & Pick<Transaction, "inbox">;

/**
 * Works timeline events into the store: our own settle what was attempted, redactions are noted, commands go
 * to the inbox. Each event may come several times. `answerFrom`: what was said before is not answered any more; null:
 * nothing is. Returns what that brought.
 */
export async function takeEvents(
  tx: TimelineTables,
  room: RoomHeard,
  events: readonly RoomEvent[],
  parts: { readonly rules: CommandRules; readonly clock: Clock; readonly answerFrom: number | null },
): Promise<News> {
  const { answerFrom } = parts;
  const now = parts.clock.now();
  let commands: Command[] = [];
  let settled = false;
  for (const event of events) {
    if (event.redacts) {
      settled = true;
      await tx.outbox.redacted(room.id, event.redacts, now);
      await withdraw(tx, room.id, event.redacts, now);
      commands = commands.filter((one) => one.event !== event.redacts && one.replaces !== event.redacts);
    } else if (event.sender === parts.rules.me) {
      parts.rules.onEcho(event.id);
      settled = (await settleByEcho(tx, event, now)) || settled;
      // Taken back before we saw it come: its redaction stands elsewhere, and may have been read already.
      if (isEmptied(event)) {
        settled = true;
        await tx.outbox.redacted(room.id, event.id, now);
      }
    } else if (answerFrom !== null && event.sentAt >= answerFrom) {
      const command = toCommand(event, room, parts.rules, now);
      if (command) commands.push(command);
    }
  }
  if (commands.length > 0) await tx.inbox.add(commands);
  return { ...NO_NEWS, commands: commands.length > 0, settled };
}

/** A redaction leaves nothing of a message's content. */
function isEmptied({ type, content }: RoomEvent): boolean {
  return type === "m.room.message" && Object.keys(content).length === 0;
}

/**
 * Our own event: the row that it came from has arrived, whatever became of the answer to its request. Returns whether
 * that was not known yet.
 */
async function settleByEcho(tx: SettleTables, event: RoomEvent, now: number): Promise<boolean> {
  const key = event.transactionId ?? keyIn(event.content);
  const row = key === null ? null : await tx.outbox.byTransaction(key);
  if (row === null) return false;
  const arrived = step(row, { kind: "arrived", event: event.id }, now);
  await carryOut(tx, arrived, now);
  return arrived.change !== null;
}
