import { backoff } from "../../delivery/backoff.ts";
import { HomeserverError, type OutboxRow, type Transaction } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";

/**
 * What a failed attempt came to. `refused`: by its room, and sync tells why, or is about to; `pause`: nothing more is
 * sent for that account until people have acted. `after` and `asked` (what the homeserver said) in milliseconds.
 */
export type Outcome =
  | {
      readonly kind: "retry";
      readonly after: number;
      readonly asked: number | null;
      readonly error: string;
      readonly limited: boolean;
    }
  | { readonly kind: "refused"; readonly after: number; readonly error: string }
  | { readonly kind: "dead"; readonly error: string }
  | { readonly kind: "pause"; readonly error: string }
  | { readonly kind: "fatal"; readonly error: HomeserverError };

/** Errors by what they concern (DESIGN §7.6). `random` in [0, 1). */
export function outcomeOf(error: unknown, row: OutboxRow, random: () => number): Outcome {
  if (!(error instanceof HomeserverError)) throw error;
  const message = error.message;
  switch (error.concern) {
    case "passing":
      return {
        kind: "retry",
        after: error.retryAfter ?? backoff(row.attempts + 1, random),
        asked: error.retryAfter,
        error: message,
        limited: error.status === 429,
      };
    case "room":
      return { kind: "refused", after: backoff(row.attempts + 1, random), error: message };
    case "message":
      return { kind: "dead", error: message };
    case "account":
      return { kind: "pause", error: message };
    case "credentials":
      return { kind: "fatal", error };
    default:
      return error.concern satisfies never;
  }
}

/** Writes what an attempt came to, unless the row was settled meanwhile: its echo in sync may be quicker. */
export async function ifUnsettled(
  tx: Transaction,
  row: OutboxRow,
  write: () => Promise<void>,
): Promise<void> {
  const now = await tx.outbox.get(row.id);
  if (now?.state === "attempted" || now?.state === "queued") await write();
}

/** A message reached its room: what it announced is told there. */
export async function markSent(tx: Transaction, row: OutboxRow, event: EventId, now: number): Promise<void> {
  await tx.outbox.sent(row.id, event, now);
  await tellDecisions(tx, row, "told");
}

/** A message will never reach its room; it is not announced again. */
export async function markDead(tx: Transaction, row: OutboxRow, error: string, now: number): Promise<void> {
  await tx.outbox.dead(row.id, error, now);
  await tellDecisions(tx, row, "failed");
}

async function tellDecisions(tx: Transaction, row: OutboxRow, state: "told" | "failed"): Promise<void> {
  if (row.class !== "announcement") return;
  const decisions = await tx.decisions.ofMessage(row.id);
  await tx.told.set(
    decisions
      .filter(({ kind }) => kind !== "copy")
      .map(({ place, offer, opening }) => ({ place, offer, opening, state, silent: false })),
  );
}
