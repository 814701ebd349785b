import { isLateReply } from "../../delivery/approach.ts";
import { reachOf } from "../../delivery/reach.ts";
import { step } from "../../delivery/step.ts";
import { transactionIdOf } from "../../delivery/transactionId.ts";
import { asEdit } from "../../messages/event.ts";
import { markPart, withKey } from "../../messages/mark.ts";
import { traceOf } from "../../messages/trace.ts";
import type { Crypto, Frozen, OutboxId, OutboxRow, OutboxTable, Transaction } from "../../ports/index.ts";
import type { EventId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { quietUntil } from "../../rooms/quiet.ts";
import type { Room } from "../../rooms/room.ts";
import { missingIn, waitsForSilent } from "../keys/prepare.ts";
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
  readonly type: "m.room.message" | "m.room.encrypted";
  readonly content: Content;
}

/** A row whose room is encrypted, and for whose people something is missing before it can be sealed. */
export class Unready {
  readonly row: OutboxRow;
  readonly room: RoomId;

  constructor(row: OutboxRow, room: RoomId) {
    this.row = row;
    this.room = room;
  }
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
  /** Null: there are no keys, and nothing goes to encrypted rooms. */
  readonly crypto?: Crypto | null;
}

type FreezeTables = Pick<
  Transaction,
  | "offers"
  | "places"
  | "rooms"
  | "told"
  | "decisions"
  | "outbox"
  | "subscriptions"
  | "quiet"
  | "readers"
  | "vault"
>;

/**
 * Fixes what a row says, and in which room, before its first attempt. One that was attempted already comes back as it
 * is. Null when nothing is to be sent now. Does not send: the caller commits first.
 *
 * In a room that is encrypted it is sealed in the same work as its content is fixed, and stays as it was sealed, unless
 * others have to read it by the time that it is repeated: then it is sealed anew under the same transaction id.
 */
export async function freeze(
  tables: FreezeTables,
  id: OutboxId,
  parts: FreezeParts,
): Promise<Shipment | Unready | null> {
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
  if (turn.deed === "send") return await repeated(tables, turn.row, parts);
  if (turn.deed !== "render" || reach.when !== "now") return null;
  const room = around.room?.id === reach.room ? around.room : await tables.rooms.get(reach.room);
  if (!(await isReady(tables, row, room, parts))) return new Unready(row, reach.room);

  const merged = row.class === "announcement" ? await mergeWaiting(tables, row, parts.listAbove, now) : row;
  const original = around.edited?.event ?? null;
  const words = await inWords(tables, merged, { original, room: reach.room }, parts);
  const alreadyShown =
    words !== null && row.edits !== null && (await looksLike(tables.outbox, row.edits, words.shown));
  const frozen =
    words === null || alreadyShown || room?.encrypted === false
      ? words
      : { ...words, ...(await seal(tables, reach.room, words, parts)) };
  const rendered = step(merged, { kind: "rendered", frozen, alreadyShown, original }, now);
  await carryOut(tables, rendered, now);
  return rendered.deed === "send" ? shipmentOf(rendered.row, room) : null;
}

/** Whether what is said in the room goes in clear, or can be sealed now. */
async function isReady(
  tables: FreezeTables,
  row: OutboxRow,
  room: Room | null,
  { crypto, now }: FreezeParts,
): Promise<boolean> {
  if (room?.encrypted === false) return true;
  if (!room?.sealable || !crypto)
    throw new Error("Something was to be said in an encrypted room without keys.");
  const { missing, silent } = await missingIn(tables, room, crypto);
  return missing.length === 0 && !(silent && waitsForSilent(row, now));
}

async function seal(
  { readers, vault }: FreezeTables,
  room: RoomId,
  { content, transactionId }: Pick<Frozen, "content" | "transactionId">,
  { crypto }: FreezeParts,
): Promise<Required<Pick<Frozen, "sealed" | "sealedFor">>> {
  if (!crypto) throw new Error("Something was to be sealed without keys.");
  const ciphertext = await crypto.seal({ vault }, room, "m.room.message", content);
  // The key stands outside too, so that the message is found again by who cannot open it.
  return { sealed: { ...ciphertext, ...markPart(transactionId, []) }, sealedFor: await readers.shares(room) };
}

/** A row whose request may have arrived: it goes again as it was, or sealed anew for those who have come since. */
async function repeated(
  tables: FreezeTables,
  row: OutboxRow,
  parts: FreezeParts,
): Promise<Shipment | Unready | null> {
  const room = row.room === null ? null : await tables.rooms.get(row.room);
  if (room === null || room.encrypted === false) return shipmentOf(row, room);
  if (!(await isReady(tables, row, room, parts))) return new Unready(row, room.id);
  const { content, transactionId, sealed } = row;
  const fresh = sealed !== null && row.sealedFor === (await tables.readers.shares(room.id));
  if (fresh || content === null || transactionId === null) return shipmentOf(row, room);
  const anew = await seal(tables, room.id, { content, transactionId }, parts);
  await tables.outbox.reseal(row.id, anew.sealed, anew.sealedFor);
  return shipmentOf({ ...row, ...anew }, room);
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

/** NOTHING THAT IS NOT SEALED MAY LEAVE HERE FOR A ROOM THAT IS NOT KNOWN TO BE CLEAR. */
function shipmentOf(row: OutboxRow, where: Pick<Room, "encrypted"> | null): Shipment {
  const { room, transactionId, content, sealed } = row;
  if (room !== null && transactionId !== null && sealed !== null)
    return { row, room, transactionId, type: "m.room.encrypted", content: sealed };
  if (where?.encrypted !== false)
    throw new Error(`Outbox row ${row.id} was to go in clear to a room that is not known to be.`);
  if (room === null || transactionId === null || content === null)
    throw new Error(`Outbox row ${row.id} was attempted without being frozen.`);
  return { row, room, transactionId, type: "m.room.message", content };
}

/** An edit that would show what the room sees already is not worth a message. */
async function looksLike(outbox: OutboxTable, message: OutboxId, shown: string): Promise<boolean> {
  return (await outbox.shown(message))?.hash === shown;
}
