import type { Logger } from "pino";
import type { JoinedRoom, Store, SyncBatch, Transaction } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { unknownRoom } from "../../rooms/roomState.ts";
import { withoutMessage } from "../../text/thrown.ts";
import { updatePlace } from "../rooms/place.ts";
import type { Health } from "../service/health.ts";
import { isOfTheStore } from "../service/storeFault.ts";
import { type ApplyParts, applyRooms, beginAnew } from "./apply.ts";
import { type News, NO_NEWS, together } from "./news.ts";

export interface PiecemealParts extends ApplyParts {
  readonly store: Pick<Store, "write">;
  readonly health: Health;
  readonly log: Logger;
}

/** The part of a batch that is of no room. */
const KEYS = "keys";

const NOTHING: SyncBatch = { nextToken: "", joined: [], invited: [], left: [] };

/**
 * Stores a batch room by room, and a room that fails event by event: what fails alone is set aside and named. All of it
 * may come twice, so that a crash on the way loses nothing: the token comes last, and fails where the store is ill.
 * `cause`: why the batch as a whole could not be stored. Rejects with it when that was the store's fault.
 */
export async function piecemeal(
  batch: SyncBatch,
  since: string | null,
  cause: unknown,
  parts: PiecemealParts,
): Promise<News> {
  if (isOfTheStore(cause)) throw cause;
  let news = NO_NEWS;
  const aside: string[] = [];
  const attempt = async (name: string, piece: Partial<SyncBatch>): Promise<boolean> => {
    try {
      const apply = (tx: Transaction) => applyRooms(tx, { ...NOTHING, ...piece }, since, parts);
      news = together(news, await parts.store.write(apply));
      return true;
    } catch (error) {
      if (isOfTheStore(error)) throw error;
      parts.log.error({ err: withoutMessage(error), of: name }, "what came in sync could not be taken in");
      return false;
    }
  };
  const { keys } = batch;
  if (keys && !(await attempt(KEYS, { keys }))) aside.push(KEYS);
  for (const left of batch.left) if (!(await attempt(left.room, { left: [left] }))) aside.push(left.room);
  for (const invited of batch.invited)
    if (!(await attempt(invited.room, { invited: [invited] }))) aside.push(invited.room);
  for (const joined of batch.joined) {
    if (await attempt(joined.room, { joined: [joined] })) continue;
    for (const [name, piece] of piecesOf(joined, parts.rules.me)) {
      if (await attempt(name, { joined: [piece] })) continue;
      aside.push(name);
      if (name === joined.room) await parts.store.write((tx) => failClosed(tx, joined.room, parts.rules.me));
    }
  }
  await parts.store.write(async (tx) => {
    if (since === null) await beginAnew(tx, batch, parts);
    await tx.session.setToken(batch.nextToken);
  });
  if (aside.length > 0) parts.health.red("events", trouble(aside), REMEDY);
  return { ...news, rooms: true, standing: true };
}

/** The state of a room, under the room's name, then what was said since we came, one event after the other. */
function piecesOf(joined: JoinedRoom, me: UserId): [string, JoinedRoom][] {
  const { room, timeline } = joined;
  const came = timeline.findLastIndex(
    ({ stateKey, content }) => stateKey === me && content.membership === "join",
  );
  const stated = timeline.filter(({ stateKey }) => stateKey !== null);
  const said = timeline.slice(came + 1).filter(({ stateKey }) => stateKey === null);
  const rest = { room, state: [], gapFrom: null, memberCount: null };
  return [
    [room, { ...joined, timeline: stated }],
    ...said.map((event): [string, JoinedRoom] => [event.id, { ...rest, timeline: [event] }]),
  ];
}

/** What a room's state says is not known any more: nothing is sent there until sync has told it anew. */
async function failClosed(
  tx: Pick<Transaction, "rooms" | "places" | "directWishes">,
  room: RoomId,
  me: UserId,
): Promise<void> {
  const before = (await tx.rooms.get(room)) ?? unknownRoom(room);
  await tx.rooms.save({ ...before, encrypted: before.encrypted === true ? true : null });
  await updatePlace(tx, room, me);
}

function trouble(aside: readonly string[]): string {
  const more = aside.length > 1 ? ` and ${aside.length - 1} more` : "";
  return `${aside[0]}${more} could not be taken in, and was set aside`;
}

const REMEDY =
  "this is a fault of Crieur: report it with the log, which names the place; a restart clears this";
