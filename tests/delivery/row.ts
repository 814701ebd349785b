import type { Frozen, OutboxId, OutboxRow } from "../../src/delivery/row.ts";
import type { EventId, PlaceId } from "../../src/rooms/identifiers.ts";
import { room } from "../support/identifiers.ts";

export const HOUR = 3_600_000;
/** When rows are looked at here; they were made a minute before. */
export const NOW = 1_800_000_000_000;
export const HERE = room("here");
export const ELSEWHERE = room("elsewhere");

const FROZEN: Frozen = {
  room: HERE,
  transactionId: "txn",
  device: "DEVICE",
  content: { body: "dit" },
  shown: "hash",
  marks: [],
  at: NOW,
};

export const frozen = (change: Partial<Frozen> = {}): Frozen => ({ ...FROZEN, ...change });

/** An announcement that waits. */
export function queued(change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: 7 as OutboxId,
    key: "announcement:x",
    place: 1 as PlaceId,
    class: "announcement",
    state: "queued",
    type: "m.room.message",
    edits: null,
    revision: 0,
    notify: true,
    held: false,
    content: null,
    sealed: null,
    sealedFor: null,
    shown: null,
    marks: null,
    room: null,
    transactionId: null,
    device: null,
    event: null,
    redacted: false,
    attempts: 0,
    attemptedAt: null,
    notBefore: 0,
    nextAttemptAt: 0,
    createdAt: NOW - 60_000,
    settledAt: null,
    error: null,
    ...change,
  };
}

/** An announcement whose request went out a second ago. */
export function attempted(change: Partial<OutboxRow> = {}): OutboxRow {
  const { at: _, ...words } = FROZEN;
  return queued({ ...words, state: "attempted", attemptedAt: NOW - 1000, ...change });
}

export const settled = (state: "sent" | "dropped" | "dead"): OutboxRow =>
  attempted({ state, settledAt: NOW, event: state === "sent" ? ("$e" as EventId) : null });
