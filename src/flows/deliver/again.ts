import type { Decision, OutboxRow, Transaction } from "../../ports/index.ts";
import { requestEdits } from "./edit.ts";
import { makesTold } from "./makesTold.ts";

/**
 * At an operator's word: announcements that were given up, and that nobody has taken note of, are tried again, as far as
 * an offer in them is still open. One that was attempted keeps its content, its room and its transaction id, so that it
 * is not said twice; what changed since follows as an edit. Answers, words to administrators and edits are left alone:
 * their time is over, or they come by themselves. Returns how many are tried again.
 */
export async function sendAgain(
  tx: Pick<Transaction, "outbox" | "decisions" | "told">,
  now: number,
): Promise<number> {
  const again: OutboxRow[] = [];
  for (const row of await tx.outbox.lost()) {
    const decisions = await tx.decisions.ofMessage(row.id);
    const ended = decisions.filter(hasEnded);
    if (ended.length === decisions.length) continue;
    // What was never put into words is about to be: what has ended since has no place in it.
    const unsaid = row.transactionId === null;
    if (unsaid) await tx.decisions.remove(ended);
    const left = unsaid ? decisions.filter((decision) => !hasEnded(decision)) : decisions;
    await tx.told.set(
      left
        .filter(makesTold)
        .map(({ place, offer, opening }) => ({ place, offer, opening, state: "queued", silent: false })),
    );
    again.push({ ...row, state: unsaid ? "queued" : "attempted" });
  }
  await tx.outbox.revive(
    again.map(({ id }) => id),
    now,
  );
  await requestEdits(tx, again, now);
  return again.length;
}

/** That an offer closed is what a digest says of it. */
function hasEnded({ kind, closedAt }: Decision): boolean {
  return closedAt !== null && kind !== "closed";
}
