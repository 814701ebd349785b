import { transactionIdOf } from "../../delivery/transactionId.ts";
import { asEdit } from "../../messages/event.ts";
import { withKey } from "../../messages/mark.ts";
import { traceOf } from "../../messages/trace.ts";
import type { Head, OutboxRow, Transaction } from "../../ports/index.ts";
import type { EventId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { merge } from "./merge.ts";
import { markDead } from "./outcome.ts";
import { reachOf } from "./reach.ts";

/** A row ready for the homeserver: committed, and the same at every attempt. */
export interface Shipment {
  readonly row: OutboxRow;
  readonly room: RoomId;
  readonly transactionId: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What a queued row says at this moment. `original`: the event that an edit is about. Null: nothing any more. */
export type Render = (
  tx: Transaction,
  row: OutboxRow,
  original: EventId | null,
) => Promise<Readonly<Record<string, unknown>> | null>;

export interface FreezeParts {
  readonly me: UserId;
  readonly store: string;
  readonly device: string;
  readonly render: Render;
  readonly listAbove: number;
  readonly now: number;
}

/**
 * Fixes what a row says, and in which room, before its first attempt. One that was attempted already comes back as it
 * is. Null when there is nothing to send: the row waits for its place, has lost its room, or has nothing left to say.
 */
export async function freeze(tx: Transaction, head: Head, parts: FreezeParts): Promise<Shipment | null> {
  let row = await tx.outbox.get(head.row.id);
  // A change that was committed since the head was read may have withdrawn or settled it.
  if (row?.state !== "attempted" && row?.state !== "queued") return null;
  const reach = await reachOf(tx, row, parts.me);
  if (reach.when === "later") return null;
  if (reach.when === "never") {
    if (row.state === "queued") await tx.outbox.drop([row.id], reach.reason, parts.now);
    else await markDead(tx, row, reach.reason, parts.now);
    return null;
  }
  if (row.state === "attempted") return row.room === reach.room ? shipmentOf(row) : null;
  if (row.class === "announcement") {
    await merge(tx, row, parts.listAbove, parts.now);
    row = (await tx.outbox.get(row.id)) ?? row;
  }
  const edited = row.edits === null ? null : await tx.outbox.get(row.edits);
  const rendered = contentOf(row, edited) ?? (await parts.render(tx, row, edited?.event ?? null));
  const stale =
    rendered === null ? "nothing left to say" : edited && (await sameAsShown(tx, edited, rendered));
  if (rendered === null || stale) {
    await tx.outbox.drop([row.id], stale || "nothing left to say", parts.now);
    return null;
  }
  const transactionId = transactionIdOf(parts.store, row.key, edited ? rendered : undefined);
  const content = withKey(rendered, transactionId);
  const { room } = reach;
  const { device, now: at } = parts;
  await tx.outbox.freeze(row.id, { room, transactionId, device, content, ...traceOf(content), at });
  return { row, room, transactionId, content };
}

/** What was rendered when the row was queued: of an edit the new content alone, its original being sent only now. */
function contentOf(row: OutboxRow, edited: OutboxRow | null): OutboxRow["content"] {
  if (row.content === null || !edited?.event) return row.content;
  return asEdit(row.content, edited.event, row.revision);
}

function shipmentOf(row: OutboxRow): Shipment {
  const { room, transactionId, content } = row;
  if (room === null || transactionId === null || content === null) {
    throw new Error(`Outbox row ${row.id} was attempted without being frozen.`);
  }
  return { row, room, transactionId, content };
}

/** An edit that would show what the room sees already is not worth a message. */
async function sameAsShown(
  tx: Transaction,
  message: OutboxRow,
  edit: Readonly<Record<string, unknown>>,
): Promise<string | false> {
  const shown = await tx.outbox.shown(message.id);
  return shown?.hash === traceOf(edit).shown && "the room sees this already";
}
