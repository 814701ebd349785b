import type { Logger } from "pino";
import type { Clock, Crypto, Opened, SessionName, Transaction } from "../../ports/index.ts";
import { isUserId, type RoomId } from "../../rooms/identifiers.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";
import { isRoomRequest } from "../../rooms/verificationEvent.ts";
import type { markStale } from "../keys/stale.ts";
import { type News, NO_NEWS, together } from "./news.ts";
import { type TimelineParts, type TimelineTables, takeEvents } from "./timeline.ts";

/** What opens sealed events; without `crypto` nothing does, and nothing is noted of them. */
export interface UnsealParts {
  readonly clock: Clock;
  readonly crypto?: Crypto | null;
  readonly log?: Logger;
  readonly rules: { readonly me: string };
  /** Something shows that another copy of this store has used its keys. Called before anything is sealed in the same work. */
  readonly onForeign?: (tx: StaleTables) => Promise<void>;
}

type StaleTables = Parameters<typeof markStale>[0];

export type UnsealTables = StaleTables & Pick<Transaction, "unopened" | "vault" | "incidents">;

/** Keys that came at once are matched with so many events that wait. */
const MANY = 500;

/**
 * Opens what was said in a room, as far as its keys are there; what has none waits in the store, sealed as it came. In an
 * encrypted room what others say in clear is passed over: anybody on the way could have said it in their name.
 * `answerFrom`: what was said before is not answered any more; null: nothing is.
 */
export async function unseal(
  tx: UnsealTables,
  room: Pick<Room, "id" | "encrypted" | "sealable">,
  events: readonly RoomEvent[],
  parts: UnsealParts & { readonly answerFrom: number | null },
): Promise<RoomEvent[]> {
  const { clock, crypto, rules, answerFrom } = parts;
  if (!crypto || room.encrypted !== true || !room.sealable) return [...events];
  // What was said before the room became encrypted was said in clear.
  const start = events.findLastIndex(({ type, stateKey }) => type === "m.room.encryption" && stateKey === "");
  const opened: RoomEvent[] = [];
  for (const [at, event] of events.entries()) {
    if (
      event.type !== "m.room.encrypted" ||
      event.stateKey !== null ||
      Object.keys(event.content).length === 0
    ) {
      const { type, content } = event;
      // Verifications are asked for in clear: their words prove themselves.
      const heard = type !== "m.room.message" || isRoomRequest(type, content);
      if (heard || event.sender === rules.me || at < start) opened.push(event);
      continue;
    }
    // Before it is opened: what this store has said itself, it has noted when it sealed it.
    if (event.sender === rules.me && (await crypto.isForeign(tx, room.id, event)))
      await parts.onForeign?.(tx);
    const result = await crypto.open(tx, room.id, event);
    if (result.kind === "clear") opened.push(result.event);
    // An own event settles what it is the echo of, sealed or not.
    else if (event.sender === rules.me) opened.push(event);
    if (result.kind === "refused") await noteRefusal(tx, room.id, event, result, parts);
    if (result.kind === "no key") {
      const answerable = answerFrom !== null && event.sentAt >= answerFrom;
      await tx.unopened.add({
        event,
        room: room.id,
        session: result.session,
        answerable,
        receivedAt: clock.now(),
      });
    }
  }
  return opened;
}

async function noteRefusal(
  { incidents }: Pick<Transaction, "incidents">,
  room: RoomId,
  { id: event, sender }: RoomEvent,
  { why, otherKeys }: Extract<Opened, { kind: "refused" }>,
  { clock, log }: Pick<UnsealParts, "clock" | "log">,
): Promise<void> {
  log?.warn({ room, event, sender, why }, "a sealed event was refused");
  if (otherKeys) await incidents.add({ kind: "other keys", about: room, cause: "", at: clock.now() });
}

/** Keys came: what waited for them is taken as if it came now. */
export async function openWaiting(
  tx: TimelineTables & UnsealTables,
  sessions: readonly SessionName[] | "all",
  parts: UnsealParts & TimelineParts,
): Promise<News> {
  const { crypto, clock } = parts;
  let news = NO_NEWS;
  if (!crypto) return news;
  for (const { event, room: id, answerable, receivedAt } of await tx.unopened.waiting(sessions, MANY)) {
    const opened = await crypto.open(tx, id, event);
    if (opened.kind === "no key") continue;
    await tx.unopened.remove(event.id);
    if (opened.kind === "refused") {
      await noteRefusal(tx, id, event, opened, parts);
      continue;
    }
    const room = await tx.rooms.get(id);
    if (!room) continue;
    const waited = Math.max(0, clock.now() - receivedAt);
    const aged = { ...opened.event, age: event.age === null ? null : event.age + waited };
    news = together(
      news,
      await takeEvents(tx, room, [aged], { ...parts, answerFrom: answerable ? 0 : null }),
    );
  }
  return news;
}

/** Follows who is in an encrypted room, or invited: what is said there is sealed for them. */
export async function followReaders(
  tx: Pick<Transaction, "readers">,
  room: Pick<Room, "id" | "encrypted">,
  events: readonly RoomEvent[],
): Promise<void> {
  if (room.encrypted !== true) return;
  // The whole state comes where we were away: who went meanwhile is not named.
  if (events.some(({ type, stateKey }) => type === "m.room.create" && stateKey === ""))
    await tx.readers.forget(room.id);
  for (const { type, stateKey, content } of events) {
    if (type !== "m.room.member" || !isUserId(stateKey)) continue;
    const { membership } = content;
    await tx.readers.follow(
      room.id,
      stateKey,
      membership === "join" || membership === "invite" ? membership : null,
    );
  }
}
