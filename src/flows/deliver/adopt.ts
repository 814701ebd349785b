import { transactionIdOf } from "../../delivery/transactionId.ts";
import { keyIn, offersIn } from "../../messages/mark.ts";
import { traceOf } from "../../messages/trace.ts";
import type { OfferId, OfferKey } from "../../offers/offer.ts";
import type { Decision, OutboxRow, Transaction } from "../../ports/index.ts";
import { type EventId, isEventId, type PlaceId, type RoomId } from "../../rooms/identifiers.ts";
import { readRelation } from "../../rooms/relation.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";
import { requestEdits } from "./edit.ts";
import { makesTold } from "./makesTold.ts";

export type AdoptTables = Pick<
  Transaction,
  "outbox" | "decisions" | "told" | "offers" | "places" | "inbox" | "incidents"
>;

export interface AdoptParts {
  /** The store's random id. */
  readonly store: string;
  readonly device: string;
  readonly now: number;
  /** Whether an event came about while this process runs: then no older self of ours said it. None did unless given. */
  readonly isNews?: (event: RoomEvent) => boolean;
}

/** A message of ours, as it stands in its room now. */
interface Standing {
  readonly event: RoomEvent;
  readonly look: RoomEvent["content"];
}

const THERE = "stands in the room already";

/**
 * Takes over messages of our own that the store knows nothing of, because it is older than the room: a restored backup,
 * or a lost store (docs/design.md §3). Offers that one shows count as told, what waits to announce them is dropped, and
 * later edits reach it; a command that one answers is done. What a later edit of ours struck through is left to be
 * announced again, if the offer is open. `events`: of our own account, in one room, oldest first; those that the store
 * knows are passed over. Returns how many offers count as told.
 */
export async function adopt(
  tx: AdoptTables,
  room: RoomId,
  events: readonly RoomEvent[],
  parts: AdoptParts,
): Promise<number> {
  const place = await tx.places.ofRoom(room);
  if (place === null) return 0;
  const { isNews = () => false } = parts;
  let told = 0;
  for (const standing of asTheyStand(events)) {
    const { event } = standing;
    if ((await tx.outbox.byEvent(event.id)) !== null) continue;
    if (isNews(event)) await tx.incidents.add({ kind: "second bot", about: room, cause: "", at: parts.now });
    const inReplyTo = answered(event);
    await dropQueued(tx, place.id, keyIn(event.content), parts);
    if (inReplyTo !== null) await adoptAnswer(tx, place.id, room, standing, inReplyTo, parts);
    else told += await adoptAnnouncement(tx, place.id, room, standing, parts);
  }
  if (told > 0) await tx.incidents.add({ kind: "older store", about: room, cause: "", at: parts.now });
  return told;
}

/** Each message once, with what its last edit makes of it. */
function asTheyStand(events: readonly RoomEvent[]): Standing[] {
  const standing = new Map<EventId, Standing>();
  for (const event of events) {
    if (event.type !== "m.room.message" || keyIn(event.content) === null) continue;
    const { replaces } = readRelation(event.content);
    if (replaces === null) standing.set(event.id, { event, look: event.content });
    else {
      const original = standing.get(replaces);
      if (original) standing.set(replaces, { ...original, look: event.content });
    }
  }
  return [...standing.values()];
}

/** The command that a message of ours answers; in a thread it stands there as a fallback. */
function answered({ content }: RoomEvent): EventId | null {
  const { event_id: event } = asObject(asObject(content["m.relates_to"])["m.in_reply_to"]);
  return isEventId(event) ? event : null;
}

/** What waits under the very key of the message would repeat it, whatever it says. Announcements go by their offers. */
async function dropQueued(
  tx: Pick<Transaction, "outbox" | "decisions" | "told">,
  place: PlaceId,
  key: string | null,
  { store, now }: AdoptParts,
): Promise<void> {
  const same = (await tx.outbox.queuedIn(place)).filter(
    (row) => row.class !== "announcement" && row.edits === null && transactionIdOf(store, row.key) === key,
  );
  for (const { id, class: of } of same) {
    if (of !== "digest") continue;
    // The message that stands there tells of its offers instead.
    const decisions = await tx.decisions.ofMessage(id);
    await tx.decisions.remove(decisions);
    await tx.told.forget(decisions.filter(makesTold));
  }
  await tx.outbox.drop(
    same.map(({ id }) => id),
    THERE,
    now,
  );
}

/** The command may come later, from a page before this one: its answer is known then (`answer.ts`). */
async function adoptAnswer(
  tx: Pick<Transaction, "outbox" | "inbox">,
  place: PlaceId,
  room: RoomId,
  standing: Standing,
  command: EventId,
  { device, now }: AdoptParts,
): Promise<void> {
  const key = `reply:${command}:0`;
  if ((await tx.outbox.byKey(key)) === null)
    await tx.outbox.addSent({ ...messageOf(standing, { place, room, device }), key, class: "reply" });
  if ((await tx.inbox.get(command))?.outcome === null) await tx.inbox.done(command, "answered", now);
}

async function adoptAnnouncement(
  tx: AdoptTables,
  place: PlaceId,
  room: RoomId,
  standing: Standing,
  { device, now }: AdoptParts,
): Promise<number> {
  const shown = await shownOffers(tx, place, standing);
  if (shown.length === 0) return 0;
  const row = messageOf(standing, { place, room, device });
  const message = await tx.outbox.addSent({ ...row, class: "announcement" });
  if (message === null) return 0;
  for (const [position, { offer, opening, earlier }] of shown.entries()) {
    if (earlier) {
      await tx.decisions.remove([earlier.decision]);
      if (earlier.row.state === "queued" && (await tx.decisions.emptyOf([earlier.row.id])).length > 0)
        await tx.outbox.drop([earlier.row.id], THERE, now);
    }
    const kind = opening > 1 ? "reopened" : "published";
    await tx.decisions.add([{ place, offer, opening, kind, cause: "", message, position }]);
  }
  await tx.told.set(
    shown.map(({ offer, opening }) => ({ place, offer, opening, state: "told", silent: false })),
  );
  const adopted = await tx.outbox.get(message);
  if (adopted && shown.some(({ stale }) => stale)) await requestEdits(tx, [adopted], now);
  return shown.length;
}

interface ShownOffer {
  readonly offer: OfferKey;
  readonly opening: number;
  /** The announcement that this one takes the place of: one that waits, or an older message adopted before. */
  readonly earlier: { readonly decision: Decision; readonly row: OutboxRow } | null;
  /** The room shows it open, and it is not. */
  readonly stale: boolean;
}

/** The offers of a message whose present opening it is, as far as no message that the store knows announces it. */
async function shownOffers(
  tx: Pick<Transaction, "offers" | "decisions" | "outbox">,
  place: PlaceId,
  { event, look }: Standing,
): Promise<ShownOffer[]> {
  const marks = offersIn(look);
  if (marks.length === 0) return [];
  const aliases = await tx.offers.aliases();
  const shown: ShownOffer[] = [];
  for (const { id, state } of marks) {
    const key = aliases.get(id as OfferId);
    const known = key === undefined ? null : await tx.offers.get(key);
    if (!known || known.opening === 0 || shown.some(({ offer }) => offer === known.key)) continue;
    const open = known.stood === "open" && known.status !== "removed";
    if (state !== "open" && open) continue;
    const earlier = await announcedIn(tx, place, known);
    if (earlier && !yields(earlier.row, event)) continue;
    shown.push({ offer: known.key, opening: known.opening, earlier, stale: state === "open" && !open });
  }
  return shown;
}

async function announcedIn(
  tx: Pick<Transaction, "decisions" | "outbox">,
  place: PlaceId,
  { key, opening }: { readonly key: OfferKey; readonly opening: number },
): Promise<ShownOffer["earlier"]> {
  const decisions = await tx.decisions.ofOffer(key, opening);
  const decision = decisions.find((one) => one.place === place && makesTold(one));
  const row = decision && (await tx.outbox.get(decision.message));
  return decision && row ? { decision, row } : null;
}

function yields({ key, state, createdAt }: OutboxRow, event: RoomEvent): boolean {
  return state === "queued" || (key.startsWith(ADOPTED) && createdAt <= event.sentAt);
}

const ADOPTED = "adopted:";

function messageOf(
  { event, look }: Standing,
  where: { readonly place: PlaceId; readonly room: RoomId; readonly device: string },
) {
  return {
    ...where,
    key: `${ADOPTED}${event.id}`,
    notify: event.content.msgtype === "m.text",
    transactionId: event.transactionId ?? keyIn(event.content) ?? event.id,
    event: event.id,
    ...traceOf(look),
    at: event.sentAt,
  };
}
