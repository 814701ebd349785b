import { notSealedAnyMore } from "../../messages/apology.ts";
import { eventContent } from "../../messages/event.ts";
import type { Transaction } from "../../ports/index.ts";
import { serverOf, type UserId } from "../../rooms/identifiers.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";
import { readSuccessor } from "../../rooms/roomState.ts";
import { admissionOf } from "../../rooms/upgrade.ts";
import { made } from "../direct/made.ts";
import { followUpgrade, type Moved, updatePlace } from "./place.ts";
import { type WelcomeParts, welcome } from "./welcome.ts";

type JoinedTables = Pick<Transaction, "rooms" | "places" | "outbox" | "subscriptions" | "directWishes">;

export interface JoinedParts extends WelcomeParts {
  readonly rules: { readonly me: UserId };
}

/**
 * Stores a room where we are after what sync said of it, with what follows for its place. A room to which only a
 * tombstone led has no place, and hears nothing, before it confirms that it replaces the other (docs/design.md §4).
 * `first`: there was no sync before, so nobody is welcomed. Returns the room as it was stored.
 */
export async function knowJoined(
  tx: JoinedTables,
  said: Room,
  { before, first }: { readonly before: Room | null; readonly first: boolean },
  parts: JoinedParts,
): Promise<Room> {
  const { me } = parts.rules;
  const predecessor = said.predecessor && (await tx.rooms.get(said.predecessor));
  const room = { ...said, admission: admissionOf(said, predecessor || null) };
  await tx.rooms.save(room);
  if (room.admission !== "welcome") return room;
  const came = before?.membership !== "join" || before.admission !== "welcome";
  const { mark } = room;
  if (came && mark !== null) await made(tx, mark, room.id);
  else if (came) await tx.places.mention({ room: room.id }, parts.clock.now());
  for (const moved of await followUpgrade(tx, room, me)) await tellUnsealed(tx, moved, parts.clock.now());
  await updatePlace(tx, room.id, me);
  // Where we opened a room for somebody, they are greeted when they come.
  if (came && mark === null && !first && room.type === null && !(await goesOn(tx, room)))
    await welcome(tx, room, parts);
  return room;
}

/** Tells whether a room goes on one that we know, or that tombstones of rooms that we know lead to: no welcome there. */
async function goesOn(tx: JoinedTables, { predecessor }: Room): Promise<boolean> {
  if (predecessor === null) return false;
  if ((await tx.rooms.get(predecessor)) || (await tx.places.ofRoom(predecessor))) return true;
  return (await tx.rooms.all()).some(({ successor }) => successor === predecessor);
}

/** What was sealed before is said in clear from now on: never without saying so. */
async function tellUnsealed(
  tx: Pick<Transaction, "places" | "outbox">,
  { from, to }: Moved,
  now: number,
): Promise<void> {
  const place = await tx.places.ofRoom(to.id);
  if (place === null || from.encrypted !== true || to.encrypted !== false) return;
  const key = `unsealed:${to.id}`;
  const content = eventContent({ message: notSealedAnyMore(), notify: false, key });
  await tx.outbox.add({ key, place: place.id, class: "notice", notify: false, content, createdAt: now });
}

/** The server of whoever sent a tombstone is in the room that it names: it can let us in. */
export async function learnVia(tx: Pick<Transaction, "rooms">, events: readonly RoomEvent[]): Promise<void> {
  for (const { type, stateKey, content, sender } of events) {
    const successor = type === "m.room.tombstone" && stateKey === "" ? readSuccessor(content) : null;
    if (successor) await tx.rooms.learnVia(successor, [serverOf(sender)]);
  }
}
