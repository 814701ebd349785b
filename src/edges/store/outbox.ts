import { type Kysely, type SqlBool, sql } from "kysely";
import type { DeliveryState, Edits, OutboxId, OutboxTable } from "../../ports/index.ts";
import type { EventId, PlaceId } from "../../rooms/identifiers.ts";
import { addRows } from "./addRows.ts";
import { addSent } from "./addSent.ts";
import { batches } from "./columns.ts";
import { givenUp, isKnownLoss, lost, markSeen, revive } from "./givenUp.ts";
import { headsDue, isFirst, nextDue, waitsBeside } from "./heads.ts";
import { outboxRows } from "./outboxRows.ts";
import { placeFigures } from "./placeFigures.ts";
import { prepared, preparedOne } from "./prepared.ts";
import { pruneOutbox } from "./pruneOutbox.ts";
import type { Schema } from "./schema.ts";
import { shown } from "./shown.ts";
import { adopt, dead, drop, dropEdits, reseal, retry, sent, writeFrozen } from "./transitions.ts";
import { waitingLines } from "./waitingLines.ts";

const byId = preparedOne((db, { id }: { id: OutboxId }) => outboxRows(db).where("outbox.id", "=", id));
const byKey = preparedOne((db, { key }: { key: string }) => outboxRows(db).where("outbox.key", "=", key));
const byTransaction = preparedOne((db, { id }: { id: string }) =>
  outboxRows(db).where("outbox.transactionId", "=", id),
);
const byEvent = preparedOne((db, { event }: { event: EventId }) =>
  outboxRows(db).where("outbox.event", "=", event),
);
const waitingEdit = preparedOne((db, { message }: { message: OutboxId }) =>
  outboxRows(db).where("outbox.edits", "=", message).where("outbox.state", "=", sql.lit("queued")),
);

const waiting = prepared((db, { place }: { place: PlaceId }) =>
  outboxRows(db)
    .where("outbox.settledAt", "is", null)
    .where("outbox.place", "=", place)
    .where("outbox.class", "=", sql.lit("announcement"))
    .where("outbox.state", "=", sql.lit("queued"))
    .orderBy("outbox.id"),
);

export function outboxTable(db: Kysely<Schema>): OutboxTable {
  const rows = () => outboxRows(db);
  const queued = (id: OutboxId) =>
    db.updateTable("outbox").where("id", "=", id).where("state", "=", "queued");
  return {
    add: async (row) => (await addRows(db, [row]))[0] ?? null,
    addAll: (rows) => addRows(db, rows),
    addSent: (message) => addSent(db, message),
    get: (id) => byId(db, { id }),
    async all(ids) {
      const found: Awaited<ReturnType<OutboxTable["all"]>> = new Map();
      for (const batch of batches(ids, 1)) {
        for (const row of await rows().where("outbox.id", "in", batch).execute()) found.set(row.id, row);
      }
      return found;
    },
    byKey: (key) => byKey(db, { key }),
    byTransaction: (id) => byTransaction(db, { id }),
    byEvent: (event) => byEvent(db, { event }),
    heads: (now, limit, which) => headsDue(db, now, limit, which),
    nextDue: (now) => nextDue(db, now),
    waitsBeside: (except) => waitsBeside(db, except),
    waiting: (place) => waiting(db, { place }),
    queuedIn: (place) =>
      rows()
        .where("outbox.settledAt", "is", null)
        .where("outbox.place", "=", place)
        .where("outbox.state", "=", "queued")
        .orderBy("outbox.id")
        .execute(),
    async holdAll() {
      await db
        .updateTable("outbox")
        .set({ held: true })
        .where("settledAt", "is", null)
        .where("class", "in", ["announcement", "digest"])
        .where("state", "=", "queued")
        .execute();
    },
    waitingEdit: (message) => waitingEdit(db, { message }),
    async editsOf(messages) {
      const found = new Map<OutboxId, Edits>();
      for (const batch of batches(messages, 1)) {
        const edits = await db
          .selectFrom("outbox")
          .select(["edits", "revision", "state"])
          .where("edits", "in", batch)
          .orderBy("revision")
          .execute();
        for (const { edits: message, revision, state } of edits) {
          if (message === null) continue;
          const waiting = state === "queued" || found.get(message)?.waiting === true;
          found.set(message, { last: revision, waiting });
        }
      }
      return found;
    },
    shown: (message) => shown(db, message),
    async setContent(id, content) {
      await queued(id).set({ content }).execute();
    },
    async setNotify(id, notify) {
      await queued(id).set({ notify }).execute();
    },
    async putOff(id, until) {
      await queued(id).set({ notBefore: until }).execute();
    },
    async comeForth(place, now, beyond = now) {
      const putOff = db
        .updateTable("outbox")
        .set({ notBefore: now })
        .where("settledAt", "is", null)
        .where("class", "in", ["announcement", "digest"])
        .where("state", "=", "queued")
        .where("notBefore", ">", beyond);
      const these = place === "all" ? putOff : putOff.where("place", "=", place);
      return Number((await these.executeTakeFirst()).numUpdatedRows);
    },
    freeze: (id, frozen) => writeFrozen(db, id, frozen),
    retry: (id, next, error) => retry(db, id, next, error),
    adopt: (id, device, at, room) => adopt(db, id, device, at, room),
    reseal: (id, sealed, sealedFor) => reseal(db, id, sealed, sealedFor),
    sent: (id, event, at) => sent(db, id, event, at),
    async drop(ids, reason, at) {
      for (const batch of batches(ids, 1)) await drop(db, batch, reason, at);
    },
    dead: (id, error, at, quiet = false) => dead(db, id, { error, at, quiet }),
    givenUp: (place) => givenUp(db, place),
    newestSent: (limit) =>
      rows()
        .where("outbox.state", "=", "sent")
        .where("outbox.redacted", "=", false)
        .orderBy("outbox.id", "desc")
        .limit(limit)
        .execute(),
    leftBehind: () =>
      rows()
        .where("outbox.state", "=", "sent")
        .where("outbox.redacted", "=", false)
        .where("outbox.id", "in", (query) =>
          query
            .selectFrom("outbox as edit")
            .select("edit.edits")
            .where(sql<SqlBool>`edit.state = 'dead' and edit.seen_at is null and edit.class = 'edit'`)
            .where(
              sql<SqlBool>`not exists (select 1 from outbox later
                where later.edits = edit.edits and later.revision > edit.revision)`,
            ),
        )
        .orderBy("outbox.id")
        .execute(),
    lost: () => lost(db),
    revive: (ids, now) => revive(db, ids, now),
    isKnownLoss: (id, cause) => isKnownLoss(db, id, cause),
    figures: (place) => placeFigures(db, place),
    markSeen: (at, place) => markSeen(db, at, place),
    isFirst: (id, now) => isFirst(db, id, now),
    async release(place) {
      await db
        .updateTable("outbox")
        .set({ held: false })
        .where("place", "=", place)
        .where("settledAt", "is", null)
        .execute();
    },
    async redacted(room, event, at) {
      const message = await db
        .updateTable("outbox")
        .set({ redacted: true })
        .where("event", "=", event)
        .where("room", "=", (row) => row.selectFrom("rooms").select("rooms.id").where("roomId", "=", room))
        .returning("id")
        .executeTakeFirst();
      if (message) await dropEdits(db, message.id, "the message was redacted", at);
    },
    prune: (before, limit) => pruneOutbox(db, before, limit),
    lines: (now) => waitingLines(db, now),
    async counts(place) {
      let query = db
        .selectFrom("outbox")
        .select((row) => ["state", row.fn.countAll<number>().as("rows")])
        .groupBy("state");
      if (place !== undefined) query = query.where("place", "=", place);
      const counts: Record<DeliveryState, number> = { queued: 0, attempted: 0, sent: 0, dropped: 0, dead: 0 };
      for (const { state, rows } of await query.execute()) counts[state] = rows;
      return counts;
    },
  };
}
