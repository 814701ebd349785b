// The ways of a row (docs/design.md §7.2): queued → attempted → sent, dead; queued → dropped, dead; and
// dead → queued, attempted at an operator's word (`givenUp.ts`). Any other way is a fault of
// the caller and rejects: nothing is frozen twice, sent unfrozen, or taken back after its first attempt.

import { type Kysely, sql, type UpdateObject } from "kysely";
import type { DeliveryState, Frozen, OutboxId } from "../../ports/index.ts";
import type { EventId, RoomId } from "../../rooms/identifiers.ts";
import { prepared, preparedOne } from "./prepared.ts";
import { roomKey } from "./roomKeys.ts";
import type { RoomKey, Schema } from "./schema.ts";

type Change = UpdateObject<Schema, "outbox">;

/**
 * The content of a message is let go once it is sent or dropped: edits, lists and recovery need only its hash and marks. A dead row keeps it, because an operator may have it sent again.
 */
const RELEASED = { content: null, sealed: null } as const;

/** A row that is about to be repeated says the same, sealed anew. */
export async function reseal(
  db: Kysely<Schema>,
  id: OutboxId,
  sealed: Readonly<Record<string, unknown>>,
  sealedFor: number,
): Promise<void> {
  await move(db, id, ["attempted"], "sealed anew", { sealed, sealedFor });
}

/** The row of the same place and class that is under way. */
const besides = preparedOne((db, { id }: { id: OutboxId }) =>
  db
    .selectFrom("outbox as row")
    .innerJoin("outbox as other", (join) =>
      join.onRef("other.place", "=", "row.place").onRef("other.class", "=", "row.class"),
    )
    .select("other.id")
    .where("row.id", "=", id)
    .where("other.state", "=", sql.lit("attempted"))
    .whereRef("other.id", "!=", "row.id"),
);

export async function writeFrozen(db: Kysely<Schema>, id: OutboxId, frozen: Frozen): Promise<void> {
  const { transactionId, device, content, sealed = null, sealedFor = null, shown, marks, at } = frozen;
  const underWay = await besides(db, { id });
  if (underWay) {
    throw new Error(
      `Outbox row ${id} cannot be attempted: row ${underWay.id} of its place and class is not settled.`,
    );
  }
  const room = await roomKey(db, frozen.room);
  const values = { id, room, transactionId, device, content, sealed, sealedFor, shown, marks, at };
  if ((await freezing(db, values)).length !== 1) await refuse(db, id, ["queued"], "frozen");
}

// The two ways of every message are prepared; the others are rare.

type Freezing = Omit<Required<Frozen>, "room" | "sealed" | "sealedFor"> & {
  readonly id: OutboxId;
  readonly room: RoomKey;
  readonly sealed: Frozen["sealed"] | null;
  readonly sealedFor: Frozen["sealedFor"] | null;
};

const freezing = prepared((db, values: Freezing) =>
  db
    .updateTable("outbox")
    .set({
      state: sql<DeliveryState>`'attempted'`,
      room: values.room,
      transactionId: values.transactionId,
      device: values.device,
      content: values.content,
      sealed: values.sealed,
      sealedFor: values.sealedFor,
      shown: values.shown,
      marks: values.marks,
      attemptedAt: values.at,
    } as Change)
    .where("id", "=", values.id)
    .where("state", "=", sql.lit("queued"))
    .returning("id"),
);

const arriving = prepared((db, { id, event, at }: { id: OutboxId; event: EventId; at: number }) =>
  db
    .updateTable("outbox")
    .set({ state: sql<DeliveryState>`'sent'`, event, settledAt: at, error: null, ...RELEASED })
    .where("id", "=", id)
    .where("state", "=", sql.lit("attempted"))
    .returning("id"),
);

const stateOf = preparedOne((db, { id }: { id: OutboxId }) =>
  db.selectFrom("outbox").select(["state", "event", "edits"]).where("id", "=", id),
);

/** Also for a queued row: of a first run, it waits when its room could not be looked through. */
export async function retry(db: Kysely<Schema>, id: OutboxId, next: number, error: string): Promise<void> {
  const change = { nextAttemptAt: next, error, attempts: sql<number>`attempts + 1` };
  await move(db, id, ["queued", "attempted"], "tried again", change);
}

export async function adopt(
  db: Kysely<Schema>,
  id: OutboxId,
  device: string,
  at: number,
  room?: RoomId,
): Promise<void> {
  const moved = room === undefined ? {} : { room: await roomKey(db, room) };
  // What was sealed by another device, or for another room, is nothing here.
  const change = { device, attemptedAt: at, sealed: null, sealedFor: null, ...moved };
  await move(db, id, ["attempted"], "attempted afresh", change);
}

/** The answer to a request and its echo in sync both tell that it arrived: the second changes nothing. */
export async function sent(db: Kysely<Schema>, id: OutboxId, event: EventId, at: number): Promise<void> {
  const known = await stateOf(db, { id });
  if (known?.state === "sent" && known.event === event) return;
  if ((await arriving(db, { id, event, at })).length !== 1)
    await refuse(db, id, ["attempted"], `sent as ${event}`);
  // What an earlier edit could not show is shown by this one.
  if (known?.edits != null) {
    await db
      .updateTable("outbox")
      .set({ seenAt: at })
      .where("edits", "=", known.edits)
      .where("state", "=", sql.lit("dead"))
      .where("seenAt", "is", null)
      .execute();
  }
}

/** `quiet`: nothing was lost, so that it counts as seen. */
export async function dead(
  db: Kysely<Schema>,
  id: OutboxId,
  { error, at, quiet }: { readonly error: string; readonly at: number; readonly quiet: boolean },
): Promise<void> {
  const change = { state: "dead" as const, error, settledAt: at, seenAt: quiet ? at : null };
  await move(db, id, ["queued", "attempted"], "given up", change);
  await dropEdits(db, id, "the message never reached its room", at);
}

/** All of them, or none. As many ids as one statement may take. */
export async function drop(
  db: Kysely<Schema>,
  ids: readonly OutboxId[],
  reason: string,
  at: number,
): Promise<void> {
  const rows = await db.selectFrom("outbox").select(["id", "state"]).where("id", "in", ids).execute();
  const settled = rows.find(({ state }) => state !== "queued");
  if (settled) {
    throw new Error(
      `Outbox row ${settled.id} is ${settled.state}: it cannot be dropped, only queued rows can.`,
    );
  }
  if (rows.length < new Set(ids).size) throw new Error("A row to be dropped is not in the outbox.");
  await db
    .updateTable("outbox")
    .set({ state: "dropped", error: reason, settledAt: at, ...RELEASED })
    .where("id", "in", ids)
    .execute();
}

/** Drops the waiting edits of a message of which nothing is left to edit. */
export async function dropEdits(
  db: Kysely<Schema>,
  message: OutboxId,
  reason: string,
  at: number,
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ state: "dropped", error: reason, settledAt: at, ...RELEASED })
    .where("edits", "=", message)
    .where("state", "=", sql.lit("queued"))
    .execute();
}

async function move(
  db: Kysely<Schema>,
  id: OutboxId,
  from: readonly DeliveryState[],
  what: string,
  change: Change,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set(change)
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) await refuse(db, id, from, what);
}

async function refuse(
  db: Kysely<Schema>,
  id: OutboxId,
  from: readonly DeliveryState[],
  what: string,
): Promise<never> {
  const row = await stateOf(db, { id });
  throw new Error(
    `Outbox row ${id} is ${row?.state ?? "unknown"}: it cannot be ${what}, only ${from.join(" or ")} rows can.`,
  );
}
