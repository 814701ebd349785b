import type { JoinedRoom, SyncBatch, Transaction } from "../../ports/index.ts";
import { serverOf } from "../../rooms/identifiers.ts";
import { matters } from "../../rooms/matters.ts";
import type { Room, RoomEvent } from "../../rooms/room.ts";
import { applyInvitation, applyState } from "../../rooms/roomState.ts";
import { readVerification } from "../../rooms/verificationEvent.ts";
import { asObject, type Untrusted } from "../../text/untrusted.ts";
import { hearDeclined } from "../direct/declined.ts";
import { departed } from "../rooms/departed.ts";
import { knowJoined, learnVia } from "../rooms/joined.ts";
import { updatePlace } from "../rooms/place.ts";
import type { WelcomeParts } from "../rooms/welcome.ts";
import type { CommandRules } from "./events.ts";
import { type News, NO_NEWS, together } from "./news.ts";
import { type TimelineTables, takeEvents } from "./timeline.ts";
import { followReaders, openWaiting, type UnsealParts, type UnsealTables, unseal } from "./unseal.ts";

export interface ApplyParts extends WelcomeParts, UnsealParts {
  readonly rules: CommandRules;
}

type JoinedTables = TimelineTables &
  UnsealTables &
  Pick<Transaction, "gaps" | "subscriptions" | "readers" | "directWishes">;

/**
 * Stores what a batch says: room states, gaps, commands, echoes. Its token is the caller's to store, in the same
 * transaction. `since`: the token that it was asked for with; null: there was none, so that nothing in it is answered
 * (docs/design.md §7.7), and rooms that it does not name are no longer ours.
 */
export async function applyBatch(
  tx: JoinedTables,
  batch: SyncBatch,
  since: string | null,
  parts: ApplyParts,
): Promise<News> {
  const news = await applyRooms(tx, batch, since, parts);
  return since === null ? together(news, await beginAnew(tx, batch, parts)) : news;
}

/** Any part of a batch. */
export async function applyRooms(
  tx: JoinedTables,
  batch: SyncBatch,
  since: string | null,
  parts: ApplyParts,
): Promise<News> {
  const { keys } = batch;
  const comesOrGoes = batch.invited.length + batch.left.length > 0;
  let news: News = {
    ...NO_NEWS,
    ...{ rooms: comesOrGoes, standing: comesOrGoes },
    keys: keys !== undefined,
  };
  // Before what they open.
  const came = keys && parts.crypto ? await parts.crypto.receive(tx, keys) : [];
  for (const message of keys?.toDevice ?? []) hearMessage(asObject(message), parts.rules);
  for (const joined of batch.joined) news = together(news, await applyJoined(tx, joined, since, parts));
  for (const left of batch.left) await departed(tx, left, parts.rules.me);
  // Synapse names a room that put us out and invites us again in both: the invitation is what stands.
  for (const invitation of batch.invited) {
    await tx.rooms.save(applyInvitation(await tx.rooms.get(invitation.room), invitation));
    if (invitation.inviter) await tx.rooms.learnVia(invitation.room, [serverOf(invitation.inviter)]);
    await updatePlace(tx, invitation.room, parts.rules.me);
  }
  if (came.length > 0) news = together(news, await openWaiting(tx, came, parts));
  return news;
}

function hearMessage({ type, sender, content }: Untrusted, { onVerification }: CommandRules): void {
  const event = { type, sender, content };
  if (readVerification(null, event)) onVerification?.(null, event);
}

/** Without a token all rooms are named, and what was missed before is not asked for. */
export async function beginAnew(tx: JoinedTables, batch: SyncBatch, parts: ApplyParts): Promise<News> {
  for (const { id } of await tx.gaps.all()) await tx.gaps.close(id);
  const named = new Set([...batch.joined, ...batch.invited].map(({ room }) => room));
  const gone = (await tx.rooms.all()).filter(
    ({ id, membership }) => !named.has(id) && (membership === "join" || membership === "invite"),
  );
  for (const { id: room } of gone)
    await departed(tx, { room, membership: "leave", by: null, reason: null }, parts.rules.me);
  return { ...NO_NEWS, rooms: gone.length > 0, standing: gone.length > 0 };
}

async function applyJoined(
  tx: JoinedTables,
  joined: JoinedRoom,
  since: string | null,
  parts: ApplyParts,
): Promise<News> {
  const { me } = parts.rules;
  const before = await tx.rooms.get(joined.room);
  const events = [...joined.state, ...joined.timeline];
  const said = applyState(before, events, me, {
    room: joined.room,
    memberCount: joined.memberCount,
    gap: joined.gapFrom !== null,
  });
  const changed =
    !before ||
    events.some(({ stateKey, redacts }) => stateKey !== null || redacts !== null) ||
    before.memberCount !== said.memberCount ||
    before.members !== said.members;
  const room = changed ? await knowJoined(tx, said, { before, first: since === null }, parts) : said;
  if (changed) await learnVia(tx, events);
  if (changed) await hearDeclined(tx, room, events);
  if (changed) await followReaders(tx, room, events);
  const own = ownJoin(joined.timeline, before, me);
  // Events in a gap before our own join were not said to us.
  const gaps = joined.gapFrom !== null && own === null && since !== null;
  if (gaps) {
    await tx.gaps.open({
      room: joined.room,
      from: joined.gapFrom,
      until: since,
      openedAt: parts.clock.now(),
    });
  }
  const fresh = own === null ? joined.timeline : joined.timeline.slice(own + 1);
  // Nobody is answered in a room that has not confirmed what led us there (docs/design.md §4).
  const answers = since !== null && room.admission === "welcome";
  const taking = { ...parts, answerFrom: answers ? 0 : null };
  const taken = await takeEvents(tx, room, await unseal(tx, room, fresh, taking), taking);
  const standing = changed && matters(before, room);
  return together({ ...NO_NEWS, rooms: changed, standing, gaps }, taken);
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
