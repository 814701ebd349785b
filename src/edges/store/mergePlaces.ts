import type { Kysely } from "kysely";
import type { DeliveryState, ToldState } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import { identity } from "./decisions.ts";
import { changePlace, findPlace } from "./place.ts";
import { mergeQuiet } from "./quiet.ts";
import type { RoomKey, Schema } from "./schema.ts";

/**
 * Two places prove to be one room: `id` turns out to stand in `room`, which has led to `other` so far. The older of
 * both takes over the younger's names and rows (docs/design.md §4), with what is the same in both kept once.
 */
export async function mergePlaces(
  db: Kysely<Schema>,
  id: PlaceId,
  other: PlaceId,
  room: RoomKey,
): Promise<Place> {
  const [settling, standing] = [await findPlace(db, id), await findPlace(db, other)];
  if (!settling || !standing) throw new Error(`There is no place ${settling ? other : id}.`);
  const [older, younger] = id < other ? [settling, standing] : [standing, settling];
  await mergeSubscriptions(db, older.id, younger.id);
  await db.updateTable("audit").set({ place: older.id }).where("place", "=", younger.id).execute();
  await mergeQuiet(db, older.id, younger.id);
  await mergeDecisions(db, older.id, younger.id);
  await mergeTold(db, older.id, younger.id);
  await withdrawTold(db, older.id);
  await db.updateTable("outbox").set({ place: older.id }).where("place", "=", younger.id).execute();
  await db.updateTable("placeAliases").set({ place: older.id }).where("place", "=", younger.id).execute();
  await db.updateTable("placeRooms").set({ place: older.id }).where("place", "=", younger.id).execute();
  await mergeWishes(db, older.id, younger.id);
  const { room: present } = await db
    .selectFrom("places")
    .select("room")
    .where("id", "=", standing.id)
    .executeTakeFirstOrThrow();
  await db.deleteFrom("places").where("id", "=", younger.id).execute();
  return await changePlace(db, older.id, {
    alias: older.alias ?? younger.alias,
    // An alias that still points to a room before its upgrade does not lead the place back there.
    room: present ?? room,
    // How things stand in that room was known to the place that stood there.
    state: standing.state,
    reason: standing.reason,
    person: standing.person ?? settling.person,
    configured: older.configured || younger.configured,
  });
}

/** A room is opened once for a place: the older wish is the one that something came of. */
async function mergeWishes(db: Kysely<Schema>, older: PlaceId, younger: PlaceId): Promise<void> {
  const [wish, ...others] = await db
    .selectFrom("directWishes")
    .select("id")
    .where("place", "in", [older, younger])
    .orderBy("id")
    .execute();
  if (wish === undefined) return;
  for (const { id } of others) await db.deleteFrom("directWishes").where("id", "=", id).execute();
  await db.updateTable("directWishes").set({ place: older }).where("id", "=", wish.id).execute();
}

async function mergeSubscriptions(db: Kysely<Schema>, older: PlaceId, younger: PlaceId): Promise<void> {
  const identityOf = (row: { filter: string; schedule: string; origin: string }): string =>
    JSON.stringify([row.filter, row.schedule, row.origin]);
  const kept = await db.selectFrom("subscriptions").selectAll().where("place", "=", older).execute();
  const known = new Map(kept.map((row) => [identityOf(row), row]));
  for (const row of await db.selectFrom("subscriptions").selectAll().where("place", "=", younger).execute()) {
    const same = known.get(identityOf(row));
    if (!same) {
      // Both places numbered theirs from 1.
      const { numbered: number } = await db
        .updateTable("places")
        .set((place) => ({ numbered: place("numbered", "+", 1) }))
        .where("id", "=", older)
        .returning("numbered")
        .executeTakeFirstOrThrow();
      await db.updateTable("subscriptions").set({ place: older, number }).where("id", "=", row.id).execute();
      continue;
    }
    // Its digests go on as those of the one that is kept; an ended subscription would lose them.
    await db
      .updateTable("decisions")
      .set({ subscription: same.id })
      .where("subscription", "=", row.id)
      .execute();
    await db.deleteFrom("subscriptions").where("id", "=", row.id).execute();
    // The room has heard what either of them told it.
    const covered = Math.max(row.covered, same.covered);
    const lastWindow = Math.max(row.lastWindow, same.lastWindow);
    await db.updateTable("subscriptions").set({ covered, lastWindow }).where("id", "=", same.id).execute();
    if (row.notify && !same.notify) {
      await db.updateTable("subscriptions").set({ notify: true }).where("id", "=", same.id).execute();
    }
  }
}

/** Precedence where both places have a row: told, then on its way, then failed. */
const WEIGHT: Readonly<Record<ToldState, number>> = { told: 2, queued: 1, failed: 0 };

async function mergeTold(db: Kysely<Schema>, older: PlaceId, younger: PlaceId): Promise<void> {
  const pairs = await db
    .selectFrom("told as young")
    .innerJoin("told as old", (join) =>
      join.onRef("old.offer", "=", "young.offer").onRef("old.opening", "=", "young.opening"),
    )
    .select(["young.offer", "young.opening", "young.state", "old.state as kept"])
    .where("young.place", "=", younger)
    .where("old.place", "=", older)
    .execute();
  for (const { offer, opening, state, kept } of pairs) {
    await db
      .deleteFrom("told")
      .where("offer", "=", offer)
      .where("opening", "=", opening)
      .where("place", "=", WEIGHT[state] > WEIGHT[kept] ? older : younger)
      .execute();
  }
  await db.updateTable("told").set({ place: older }).where("place", "=", younger).execute();
}

/** Precedence of messages: one that is in the room, or may be; then one that waits; then one that never came. */
const REACH: Readonly<Record<DeliveryState, number>> = {
  sent: 2,
  attempted: 2,
  queued: 1,
  dropped: 0,
  dead: 0,
};

/**
 * The same decision of both is kept once, that of the message which reaches further. Where both messages are in the
 * room, the younger counts as a copy, so that edits still find both. A waiting message left without decisions has
 * nothing to say, and is dropped when it is its turn.
 */
async function mergeDecisions(db: Kysely<Schema>, older: PlaceId, younger: PlaceId): Promise<void> {
  const pairs = await db
    .selectFrom("decisions as young")
    .innerJoin("decisions as old", (join) =>
      join
        .onRef("old.offer", "=", "young.offer")
        .onRef("old.opening", "=", "young.opening")
        .onRef("old.kind", "=", "young.kind")
        .onRef("old.cause", "=", "young.cause"),
    )
    .innerJoin("outbox as youngRow", "youngRow.id", "young.message")
    .innerJoin("outbox as oldRow", "oldRow.id", "old.message")
    .selectAll("young")
    .select(["youngRow.state", "oldRow.state as kept"])
    .where("young.place", "=", younger)
    .where("old.place", "=", older)
    .execute();
  for (const { offer, opening, kind, cause, state, kept } of pairs) {
    const both = REACH[state] === 2 && REACH[kept] === 2;
    const same = { offer, opening, kind, cause };
    if (both) {
      const copy = { kind: "copy", cause: `place ${younger}${cause && `: ${cause}`}` } as const;
      await db
        .updateTable("decisions")
        .set(copy)
        .where(identity({ ...same, place: younger }))
        .execute();
    } else {
      const lesser = REACH[state] > REACH[kept] ? older : younger;
      await db
        .deleteFrom("decisions")
        .where(identity({ ...same, place: lesser }))
        .execute();
    }
  }
  await db.updateTable("decisions").set({ place: older }).where("place", "=", younger).execute();
}

/** A waiting announcement is taken back where the room has heard of that opening under its other name. */
async function withdrawTold(db: Kysely<Schema>, place: PlaceId): Promise<void> {
  await db
    .deleteFrom("decisions")
    .where("place", "=", place)
    .where("kind", "in", ["published", "reopened"])
    .where("message", "in", (query) =>
      query
        .selectFrom("outbox")
        .select("outbox.id")
        .where("state", "=", "queued")
        .where("settledAt", "is", null),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("told")
          .select("told.place")
          .whereRef("told.offer", "=", "decisions.offer")
          .whereRef("told.opening", "=", "decisions.opening")
          .whereRef("told.place", "=", "decisions.place")
          .where("told.state", "=", "told"),
      ),
    )
    .execute();
}
