import { isLateReply } from "../../delivery/approach.ts";
import { reachOf } from "../../delivery/reach.ts";
import { step } from "../../delivery/step.ts";
import { transactionIdOf } from "../../delivery/transactionId.ts";
import { asEdit } from "../../messages/event.ts";
import { withKey } from "../../messages/mark.ts";
import { traceOf } from "../../messages/trace.ts";
import type { Frozen, OutboxId, OutboxRow, OutboxTable, Transaction } from "../../ports/index.ts";
import type { EventId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { quietUntil } from "../../rooms/quiet.ts";
import { carryOut } from "./carryOut.ts";
import { excuseLate } from "./lateReply.ts";
import { mergeWaiting } from "./mergeWaiting.ts";
import { surroundingsOf } from "./surroundings.ts";

type Content = Readonly<Record<string, unknown>>;

/** A row ready for the homeserver: committed, and the same at every attempt. */
export interface Shipment {
  readonly row: OutboxRow;
  readonly room: RoomId;
  readonly transactionId: string;
  readonly content: Content;
}

/** Puts a queued row into words as things stand now. `original`: the event that an edit is about. Null: nothing left. */
export type Render = (
  tables: Pick<Transaction, "offers" | "decisions" | "outbox" | "subscriptions">,
  row: OutboxRow,
  original: EventId | null,
) => Promise<Content | null>;

export interface FreezeParts {
  readonly me: UserId;
  /** The store's random id. */
  readonly store: string;
  readonly device: string;
  readonly render: Render;
  readonly listAbove: number;
  /** In which quiet hours are meant. */
  readonly timezone: string;
  readonly now: number;
}

type FreezeTables = Pick<
  Transaction,
  "offers" | "places" | "rooms" | "told" | "decisions" | "outbox" | "subscriptions" | "quiet"
>;

/**
 * Fixes what a row says, and in which room, before its first attempt. One that was attempted already comes back as it
 * is. Null when nothing is to be sent now. Does not send: the caller commits first.
 */
export async function freeze(
  tables: FreezeTables,
  id: OutboxId,
  parts: FreezeParts,
): Promise<Shipment | null> {
  const { me, device, now } = parts;
  const stored = await tables.outbox.get(id);
  if (stored === null) return null;
  const late = stored.state === "queued" && isLateReply(stored, now);
  const row = late ? await excuseLate(tables, stored, now) : stored;
  if (row === null) return null;
  const around = await surroundingsOf(tables, row);
  const reach = reachOf(row, around, me);
  const placeRoom = around.place?.room ?? null;
  const quiet =
    row.class === "announcement" || row.class === "digest" ? await tables.quiet.get(row.place) : null;
  const quietEnd = quietUntil(quiet, now, parts.timezone);
  const turn = step(row, { kind: "turn", reach, placeRoom, device, quietUntil: quietEnd }, now);
  await carryOut(tables, turn, now);
  if (turn.deed === "send") return shipmentOf(turn.row);
  if (turn.deed !== "render" || reach.when !== "now") return null;

  const merged = row.class === "announcement" ? await mergeWaiting(tables, row, parts.listAbove, now) : row;
  const original = around.edited?.event ?? null;
  const frozen = await inWords(tables, merged, { original, room: reach.room }, parts);
  const alreadyShown =
    frozen !== null && row.edits !== null && (await looksLike(tables.outbox, row.edits, frozen.shown));
  const rendered = step(merged, { kind: "rendered", frozen, alreadyShown, original }, now);
  await carryOut(tables, rendered, now);
  return rendered.deed === "send" ? shipmentOf(rendered.row) : null;
}

/** An answer was put into words when its command was answered; everything else says what is true now. */
async function inWords(
  tables: FreezeTables,
  row: OutboxRow,
  { original, room }: { readonly original: EventId | null; readonly room: RoomId },
  { store, device, render, now }: FreezeParts,
): Promise<Frozen | null> {
  const content =
    row.content === null
      ? await render(tables, row, original)
      : original === null
        ? row.content
        : asEdit(row.content, original, row.revision);
  if (content === null) return null;
  const transactionId = transactionIdOf(store, row.key, row.edits === null ? undefined : content);
  const keyed = withKey(content, transactionId);
  return { room, transactionId, device, content: keyed, ...traceOf(keyed), at: now };
}

function shipmentOf(row: OutboxRow): Shipment {
  const { room, transactionId, content } = row;
  if (room === null || transactionId === null || content === null)
    throw new Error(`Outbox row ${row.id} was attempted without being frozen.`);
  return { row, room, transactionId, content };
}

/** An edit that would show what the room sees already is not worth a message. */
async function looksLike(outbox: OutboxTable, message: OutboxId, shown: string): Promise<boolean> {
  return (await outbox.shown(message))?.hash === shown;
}
