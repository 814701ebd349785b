import { step } from "../../delivery/step.ts";
import { keyIn } from "../../messages/mark.ts";
import type { Clock, Command, Transaction } from "../../ports/index.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { readVerification } from "../../rooms/verificationEvent.ts";
import { tellLost } from "../answer/lost.ts";
import { type WithdrawTables, withdraw } from "../answer/withdraw.ts";
import { carryOut } from "../deliver/carryOut.ts";
import { redactState } from "../rooms/place.ts";
import { type CommandRules, type RoomHeard, toCommand, toRetraction } from "./events.ts";
import { type News, NO_NEWS } from "./news.ts";

type SettleTables = Pick<Transaction, "outbox" | "decisions" | "told">;
export type TimelineTables = SettleTables &
  WithdrawTables &
  Pick<Transaction, "offers" | "places" | "rooms" | "directWishes" | "incidents" | "unopened">;

export interface TimelineParts {
  readonly rules: CommandRules;
  readonly clock: Clock;
}

/**
 * Works timeline events into the store: our own settle what was attempted, redactions are noted, commands go
 * to the inbox. Each event may come several times. `answerFrom`: what was said before is not answered any more; null:
 * nothing is. Returns what that brought.
 */
export async function takeEvents(
  tx: TimelineTables,
  room: RoomHeard,
  events: readonly RoomEvent[],
  parts: TimelineParts & { readonly answerFrom: number | null },
): Promise<News> {
  const { answerFrom } = parts;
  const now = parts.clock.now();
  let commands: Command[] = [];
  const unknown: RoomEvent[] = [];
  let settled = false;
  let standing = false;
  for (const event of events) {
    if (event.transactionId === null && readVerification(room.id, event))
      parts.rules.onVerification?.(room.id, event);
    if (event.redacts) {
      settled = true;
      await tx.outbox.redacted(room.id, event.redacts, now);
      await withdraw(tx, room.id, event.redacts, now);
      await tx.unopened.remove(event.redacts);
      const emptied = await redactState(tx, { room: room.id, event: event.redacts }, parts.rules.me);
      standing ||= emptied;
      commands = commands.filter((one) => one.event !== event.redacts && one.replaces !== event.redacts);
    } else if (event.sender === parts.rules.me) {
      parts.rules.onEcho(event.id);
      const echoed = await settleByEcho(tx, event, now);
      settled ||= echoed === "settled";
      if (echoed === "unknown") unknown.push(event);
      // Taken back before we saw it come: its redaction stands elsewhere, and may have been read already.
      if (isEmptied(event)) {
        settled = true;
        await tx.outbox.redacted(room.id, event.id, now);
      }
    } else if (answerFrom !== null && event.sentAt >= answerFrom) {
      const command =
        toCommand(event, room, parts.rules, now) ??
        (await retraction(tx, toRetraction(event, room, parts.rules, now), commands));
      if (command) commands.push(command);
    }
  }
  if (unknown.length > 0 && (await parts.rules.onUnknown(tx, room.id, unknown))) settled = true;
  commands = await unanswered(tx, commands, parts.rules, now);
  if (commands.length > 0) await tx.inbox.add(commands);
  return { ...NO_NEWS, commands: commands.length > 0, settled, standing };
}

/** The edit of a command that is none any more, if its own person made it: it takes back what that command did. */
async function retraction(
  tx: Pick<Transaction, "inbox">,
  edit: ReturnType<typeof toRetraction>,
  fresh: readonly Command[],
): Promise<Command | null> {
  if (edit === null) return null;
  const original = fresh.find(({ event }) => event === edit.replaces) ?? (await tx.inbox.get(edit.replaces));
  return original?.room === edit.room && original.sender === edit.sender ? edit : null;
}

/** A redaction leaves nothing of a message's content. */
function isEmptied({ type, content }: RoomEvent): boolean {
  return (type === "m.room.message" || type === "m.room.encrypted") && Object.keys(content).length === 0;
}

/** A store that is older than its room hears commands a second time: they are answered, and what they settled is lost. */
async function unanswered(
  tx: Pick<Transaction, "outbox" | "inbox" | "places" | "incidents">,
  commands: readonly Command[],
  { isLasting = () => false }: CommandRules,
  now: number,
): Promise<Command[]> {
  const left: Command[] = [];
  for (const command of commands) {
    const answer = await tx.outbox.byKey(`reply:${command.event}:0`);
    if (answer?.state !== "sent") left.push(command);
    else if ((await tx.inbox.outcomeOf(command.event)) === null && isLasting(command.text))
      await tellLost(tx, command, now);
  }
  return left;
}

/**
 * Our own event: the row that it came from has arrived, whatever became of the answer to its request. `known`: that
 * was known already; `unknown`: there is no such row.
 */
async function settleByEcho(
  tx: SettleTables,
  event: RoomEvent,
  now: number,
): Promise<"settled" | "known" | "unknown"> {
  const key = event.transactionId ?? keyIn(event.content);
  const row = key === null ? null : await tx.outbox.byTransaction(key);
  if (row === null) return "unknown";
  const arrived = step(row, { kind: "arrived", event: event.id }, now);
  await carryOut(tx, arrived, now);
  return arrived.change === null ? "known" : "settled";
}
