import type { EventId, RoomId } from "../rooms/identifiers.ts";
import type { DeliveryState, Frozen, OutboxRow } from "./row.ts";

/** A change of one row, as the store writes it. */
export type RowChange =
  | { readonly kind: "freeze"; readonly frozen: Frozen }
  /** The row keeps its state; it is due again at `next`. */
  | { readonly kind: "retry"; readonly next: number; readonly error: string }
  /** The row is meant to be said later than it was. */
  | { readonly kind: "put off"; readonly until: number }
  /** The row did not arrive: it may be attempted as if for the first time. */
  | { readonly kind: "adopt"; readonly device: string; readonly room: RoomId }
  | { readonly kind: "sent"; readonly event: EventId }
  | { readonly kind: "drop"; readonly reason: string }
  /** `quiet`: nothing is lost by it, so that nobody has to see it. */
  | { readonly kind: "dead"; readonly reason: string; readonly quiet?: boolean };

/** The states from which a row may take each change. */
const FROM: Readonly<Record<RowChange["kind"], readonly DeliveryState[]>> = {
  freeze: ["queued"],
  retry: ["queued", "attempted"],
  "put off": ["queued"],
  adopt: ["attempted"],
  sent: ["attempted"],
  drop: ["queued"],
  dead: ["queued", "attempted"],
};

/** The row after a change. Throws when a row of its state may not take it. `now` in milliseconds. */
export function changed(row: OutboxRow, change: RowChange, now: number): OutboxRow {
  if (!FROM[change.kind].includes(row.state))
    throw new Error(`Outbox row ${row.id} is ${row.state}: it cannot take the change "${change.kind}".`);
  switch (change.kind) {
    case "freeze": {
      const { at, ...frozen } = change.frozen;
      return { ...row, ...frozen, state: "attempted", attemptedAt: at };
    }
    case "retry":
      return { ...row, attempts: row.attempts + 1, nextAttemptAt: change.next, error: change.error };
    case "put off":
      return { ...row, notBefore: change.until };
    case "adopt":
      return {
        ...row,
        device: change.device,
        room: change.room,
        attemptedAt: now,
        sealed: null,
        sealedFor: null,
      };
    case "sent":
      return { ...row, state: "sent", event: change.event, settledAt: now, error: null };
    case "drop":
      return { ...row, state: "dropped", error: change.reason, settledAt: now };
    case "dead":
      return { ...row, state: "dead", error: change.reason, settledAt: now };
    default:
      return change satisfies never;
  }
}
