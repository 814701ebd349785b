import { correctedTooLate, late } from "../../messages/apology.ts";
import type { Command, GapHold, OutboxId, Transaction } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";
import { queueBeside, queueReply } from "./reply.ts";

const MINUTE = 60_000;
/** Commands older than this are not answered any more: their people have gone on (docs/design.md §7.7). */
const LATE = 10 * MINUTE;
/** After a day even an excuse only disturbs. */
const FORGOTTEN = 24 * 60 * MINUTE;
/** An edit that comes later is no correction of a typing error. */
const EDIT_LATE = MINUTE;
/** The number of waiting commands that are looked through for others of the same room. */
const LOOKED_THROUGH = 1_000;

/** How long the commands of a room wait for what may have been said there before them, milliseconds. */
export const GAP_PATIENCE = 5000;

/** What gaps hold back now: nothing for long, but for what is late, which gets one excuse for all of it. */
export function holdAt(now: number): GapHold {
  return { youngest: now - GAP_PATIENCE, now, late: now - LATE };
}

/** The age of a command, milliseconds: at receipt, by our server's reckoning, and how long it waited with us since. */
function ageOf({ age, receivedAt }: Command, now: number): number {
  return Math.max(0, age) + Math.max(0, now - receivedAt);
}

export function isLate(command: Command, now: number): boolean {
  return ageOf(command, now) > LATE;
}

export function isLateEdit(command: Command, now: number): boolean {
  return command.replaces !== null && ageOf(command, now) > EDIT_LATE;
}

/**
 * Tells whether an edit came before its original was answered: then it says what was meant all along, and only we are late.
 * What was corrected while the bot was away must not be done as it stood first.
 */
export async function cameInTime(
  { inbox }: Pick<Transaction, "inbox">,
  { replaces, receivedAt }: Pick<Command, "replaces" | "receivedAt">,
): Promise<boolean> {
  const original = replaces && (await inbox.get(replaces));
  if (!original) return false;
  const { doneAt, age } = original;
  const cameAlong = receivedAt === original.receivedAt && age > EDIT_LATE;
  return cameAlong || doneAt === null || receivedAt < doneAt;
}

type Edit = Command & { readonly replaces: EventId };

/** Whether a late edit is of a command of the same person that was answered as it stood first. */
async function isLateCorrection(
  { inbox }: Pick<Transaction, "inbox">,
  command: Command,
  now: number,
): Promise<boolean> {
  if (!isLateEdit(command, now) || (await cameInTime({ inbox }, command))) return false;
  const original = command.replaces && (await inbox.get(command.replaces));
  if (original?.room !== command.room || original.sender !== command.sender) return false;
  return original.replaces === null && (original.outcome === "answered" || original.outcome === "failed");
}

/**
 * Says in one line, beside a command that was answered, that its correction came too late, and is done with it: what was
 * answered and done stands. One line for all late edits of one message, none after a day. Returns the row that says it;
 * `"other"` where the command is none of these, and nothing was done.
 */
export async function refuseCorrection(
  tx: Pick<Transaction, "inbox" | "outbox" | "places">,
  command: Command,
  now: number,
): Promise<OutboxId | null | "other"> {
  if (!isCorrection(command) || !(await isLateCorrection(tx, command, now))) return "other";
  const { room, replaces } = command;
  const about = await tx.inbox.about(room, replaces);
  const isSaid = about.some((other) => other.replaces === replaces && other.outcome === "late");
  await tx.inbox.done(command.event, "late", now);
  if (isSaid || ageOf(command, now) > FORGOTTEN) return null;
  const thread = about.find(({ event }) => event === replaces)?.thread ?? null;
  return queueBeside(tx, { ...command, thread }, { message: correctedTooLate(), offers: [] }, now);
}

function isCorrection(command: Command): command is Edit {
  return command.replaces !== null;
}

/**
 * Excuses the bot once for all late commands of the room, which are done with that; says nothing when all of them are
 * older than a day. Late corrections of what was answered have a line of their own. Returns how many there were.
 */
export async function excuse(
  tx: Pick<Transaction, "inbox" | "outbox" | "places">,
  command: Command,
  now: number,
): Promise<number> {
  const waiting = await tx.inbox.waiting(LOOKED_THROUGH, holdAt(now));
  const all: Command[] = [];
  for (const other of waiting) {
    if (other.room !== command.room || !isLate(other, now)) continue;
    if (!(await isLateCorrection(tx, other, now))) all.push(other);
  }
  if (!all.some((other) => other.event === command.event)) all.push(command);
  const newest = all.filter((other) => other.replaces === null && ageOf(other, now) <= FORGOTTEN).at(-1);
  if (newest) await queueReply(tx, newest, { message: late(), offers: [] }, now);
  for (const other of all) await tx.inbox.done(other.event, "late", now);
  return all.length;
}
