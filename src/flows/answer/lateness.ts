import { late } from "../../messages/apology.ts";
import type { Command, GapHold, Transaction } from "../../ports/index.ts";
import { queueReply } from "./reply.ts";

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

/**
 * Excuses the bot once for all late commands of the room, which are done with that; says nothing when all of them are
 * older than a day. Returns how many there were.
 */
export async function excuse(
  tx: Pick<Transaction, "inbox" | "outbox" | "places">,
  command: Command,
  now: number,
): Promise<number> {
  const waiting = await tx.inbox.waiting(LOOKED_THROUGH, holdAt(now));
  const all = waiting.filter((other) => other.room === command.room && isLate(other, now));
  if (!all.some((other) => other.event === command.event)) all.push(command);
  const newest = all.filter((other) => other.replaces === null && ageOf(other, now) <= FORGOTTEN).at(-1);
  if (newest) await queueReply(tx, newest, { message: late(), offers: [] }, now);
  for (const other of all) await tx.inbox.done(other.event, "late", now);
  return all.length;
}
