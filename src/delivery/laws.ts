import { TRUSTED } from "./approach.ts";
import type { DeliveryState, OutboxRow } from "./row.ts";
import type { Seen, Step } from "./seen.ts";

/** Where a row of each state may be after one step. */
const WAYS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  queued: ["queued", "attempted", "dropped", "dead"],
  attempted: ["attempted", "sent", "dead"],
  sent: ["sent"],
  dropped: ["dropped"],
  dead: ["dead"],
};

/** News after which a message may be lost. */
const LOSING: ReadonlySet<Seen["kind"]> = new Set(["failed", "refused", "unsayable"]);

/**
 * Throws when a step breaks an invariant of `step.ts`, whose numbers it names: nothing is written then, and nothing is
 * sent. A few comparisons, cheap enough for every step; it shares no decision with what it checks.
 */
export function assertLawful(before: OutboxRow, seen: Seen, after: Step, now: number): void {
  const broken =
    offTheWay(before, after) ?? reworded(before, seen, after) ?? misdone(before, seen, after, now);
  if (broken !== null)
    throw new Error(`Outbox row ${before.id}, ${before.state}, seen ${seen.kind}: ${broken}`);
}

function offTheWay({ state }: OutboxRow, { row, change }: Step): string | null {
  if (!WAYS[state].includes(row.state)) return `1: it cannot become ${row.state}`;
  if (state !== row.state && change === null) return "1: its state changed without a change to write";
  return null;
}

function reworded(before: OutboxRow, seen: Seen, { row }: Step): string | null {
  if (before.state !== "attempted") return null;
  if (row.content !== before.content) return "2: what it says changed after its first attempt";
  if (row.transactionId !== before.transactionId) return "2: its transaction id changed";
  if (row.room !== before.room && seen.kind !== "missing")
    return "2: its room changed before it was looked up";
  return null;
}

function misdone(before: OutboxRow, seen: Seen, after: Step, now: number): string | null {
  const { row, change, deed } = after;
  if (deed === "send") {
    const whole = row.room !== null && row.transactionId !== null && row.content !== null;
    if (row.state !== "attempted" || !whole) return "3: it would be sent without being frozen";
    if (before.state === "attempted" && !isRepeatable(before, seen, now))
      return "4: it would be repeated unseen";
  }
  if (change?.kind === "adopt" && seen.kind !== "missing") return "4: it would be attempted afresh unseen";
  if (change?.kind === "drop" && before.state !== "queued")
    return "5: it was attempted, and would be dropped";
  if (change?.kind === "freeze" && before.edits !== null) {
    if (seen.kind !== "rendered" || seen.original === null) return "6: what it edits has no event";
  }
  const refusedForGood = change?.kind === "dead" && !change.quiet && LOSING.has(seen.kind);
  if ((deed === "tell administrators") !== (refusedForGood && before.class !== "notice"))
    return "7: administrators would not hear of what was lost, or hear of what was not";
  const announces = before.class === "announcement" || before.class === "digest";
  const told = announces && { sent: "told", dead: "failed" }[String(row.state)];
  if ((told || null) !== after.told) return "8: its place would not hear of its offers what it has seen";
  return null;
}

function isRepeatable({ device, attemptedAt }: OutboxRow, seen: Seen, now: number): boolean {
  return (
    seen.kind === "turn" && seen.device === device && attemptedAt !== null && now - attemptedAt <= TRUSTED
  );
}
