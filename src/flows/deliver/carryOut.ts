import type { RowChange } from "../../delivery/rowChange.ts";
import type { Step } from "../../delivery/seen.ts";
import type { OutboxId, OutboxTable, Transaction } from "../../ports/index.ts";
import { makesTold } from "./makesTold.ts";

/** Writes what a step changes: the row, and what its place has heard of the offers in it. `now`: the step's moment. */
export async function carryOut(
  { outbox, decisions, told }: Pick<Transaction, "outbox" | "decisions" | "told">,
  step: Step,
  now: number,
): Promise<void> {
  const { row, change } = step;
  if (change !== null) await write(outbox, row.id, change, now);
  const state = step.told;
  if (state === null) return;
  await told.set(
    (await decisions.ofMessage(row.id))
      .filter(makesTold)
      .map(({ place, offer, opening }) => ({ place, offer, opening, state, silent: false })),
  );
}

function write(outbox: OutboxTable, id: OutboxId, change: RowChange, now: number): Promise<void> {
  switch (change.kind) {
    case "freeze":
      return outbox.freeze(id, change.frozen);
    case "retry":
      return outbox.retry(id, change.next, change.error);
    case "put off":
      return outbox.putOff(id, change.until);
    case "adopt":
      return outbox.adopt(id, change.device, now, change.room);
    case "sent":
      return outbox.sent(id, change.event, now);
    case "drop":
      return outbox.drop([id], change.reason, now);
    case "dead":
      return outbox.dead(id, change.reason, now, change.quiet ?? false);
    default:
      return change satisfies never;
  }
}
