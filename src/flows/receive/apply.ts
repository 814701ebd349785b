import type { Wording } from "../../messages/wording.ts";
import type { Clock, JoinedRoom, LeftRoom, SyncBatch, Transaction } from "../../ports/index.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";
import { applyDeparture, applyInvitation, applyState } from "../../rooms/roomState.ts";
import { followUpgrade, updatePlace } from "../rooms/place.ts";
import { welcome } from "../rooms/welcome.ts";
import type { CommandRules } from "./events.ts";
import { type TimelineTables, takeEvents } from "./timeline.ts";

export interface ApplyParts {
  readonly rules: CommandRules;
  readonly clock: Clock;
  readonly wording: Wording;
}

type JoinedTables = TimelineTables & Pick<Transaction, "rooms" | "places" | "gaps">;

/**
 * Stores a batch with its token: room states, gaps, commands, echoes. `first`: there was no token,
 * so nothing that this batch holds is answered (docs/design.md §7.7). Returns whether some room's
 * state or membership changed.
 */
export async function applyBatch(
  tx: JoinedTables & Pick<Transaction, "session">,
  batch: SyncBatch,
  first: boolean,
  parts: ApplyParts,
): Promise<boolean> {
  const since = await tx.session.token();
  for (const invitation of batch.invited) {
    await tx.rooms.save(applyInvitation(await tx.rooms.get(invitation.room), invitation));
    await updatePlace(tx, invitation.room, parts.rules.me);
  }
  let touched = batch.invited.length + batch.left.length > 0;
  for (const joined of batch.joined)
    touched = (await applyJoined(tx, joined, since, first, parts)) || touched;
  for (const left of batch.left) await applyLeft(tx, left, parts);
  await tx.session.setToken(batch.nextToken);
  return touched;
}

async function applyJoined(
  tx: JoinedTables,
  joined: JoinedRoom,
  since: string | null,
  first: boolean,
  parts: ApplyParts,
): Promise<boolean> {
  const { me } = parts.rules;
  const before = await tx.rooms.get(joined.room);
  const events = [...joined.state, ...joined.timeline];
  const room = applyState(before, events, me, {
    room: joined.room,
    memberCount: joined.memberCount,
    gap: joined.gapFrom !== null,
  });
  const changed =
    !before ||
    events.some(({ stateKey }) => stateKey !== null) ||
    before.memberCount !== room.memberCount ||
    before.members !== room.members;
  if (changed) {
    await tx.rooms.save(room);
    const came = before?.membership !== "join";
    if (came) await tx.places.mention({ room: joined.room }, parts.clock.now());
    const moved = await followUpgrade(tx, room, me);
    await updatePlace(tx, joined.room, me);
    if (came && !first && !moved) await welcome(tx, joined.room, parts);
  }
  const own = ownJoin(joined.timeline, before, me);
  // Events in a gap before our own join were not said to us.
  if (joined.gapFrom !== null && own === null && !first) {
    await tx.gaps.open({
      room: joined.room,
      from: joined.gapFrom,
      until: since,
      openedAt: parts.clock.now(),
    });
  }
  const fresh = own === null ? joined.timeline : joined.timeline.slice(own + 1);
  await takeEvents(tx, room, fresh, { ...parts, answerFrom: first ? null : 0 });
  return changed;
}

/**
 * The index of our own join in a timeline; null when we were in before. Events before it were not said to us.
 */
function ownJoin(timeline: readonly RoomEvent[], before: Room | null, me: string): number | null {
  if (before?.membership === "join") return null;
  const join = timeline.findLastIndex(
    ({ type, stateKey, content }) =>
      type === "m.room.member" && stateKey === me && content.membership === "join",
  );
  return join === -1 ? null : join;
}

async function applyLeft(
  tx: Pick<Transaction, "rooms" | "places">,
  left: LeftRoom,
  parts: ApplyParts,
): Promise<void> {
  const before = await tx.rooms.get(left.room);
  if (!before) return;
  await tx.rooms.save(applyDeparture(before, left));
  await updatePlace(tx, left.room, parts.rules.me);
}
