import { holdAt } from "../../src/flows/answer/lateness.ts";
import { applyBatch } from "../../src/flows/receive/apply.ts";
import type { JoinedRoom, Store, SyncBatch } from "../../src/ports/index.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { WORDING } from "../support/wording.ts";
import { ME } from "./world.ts";

// Batches as sync brings them, and the events in them.

export const DAY = 24 * 3_600_000;
export const NOW = 1_800_000_000_000;

export const rules = {
  me: ME,
  commandIn: ({ body }: { body: string }) => (body.startsWith("!offre") ? body : null),
  onEcho: () => {},
  onUnknown: async () => false,
};
const parts = { rules, clock: clockAt(NOW), wording: WORDING };

let made = 0;
export function said(
  sender: UserId,
  content: RoomEvent["content"],
  more: Partial<RoomEvent> = {},
): RoomEvent {
  return {
    id: event(`said${++made}`),
    type: "m.room.message",
    sender,
    stateKey: null,
    sentAt: NOW - 1000,
    age: 1000,
    content,
    transactionId: null,
    redacts: null,
    ...more,
  };
}
export const command = (text = "!offres", more: Partial<RoomEvent> = {}) =>
  said(user("lea"), { msgtype: "m.text", body: text }, more);
export const state = (
  type: string,
  content: RoomEvent["content"],
  stateKey = "",
  more: Partial<RoomEvent> = {},
) => said(user("admin"), content, { type, stateKey, ...more });
export const creation = (predecessor?: string) =>
  state("m.room.create", {
    room_version: "11",
    ...(predecessor ? { predecessor: { room_id: predecessor } } : {}),
  });
export const membership = (what: string, more: Partial<RoomEvent> = {}) =>
  state("m.room.member", { membership: what }, ME, more);
export const tombstone = (successor: string) => state("m.room.tombstone", { replacement_room: successor });

export function joined(name: string, more: Partial<JoinedRoom> = {}): JoinedRoom {
  return { room: room(name), gapFrom: null, state: [], timeline: [], memberCount: null, ...more };
}
export const fresh = (name: string, events: RoomEvent[] = [], predecessor?: string) =>
  joined(name, {
    state: [creation(predecessor), membership("join", { sentAt: NOW - 10 * DAY })],
    timeline: events,
    memberCount: 3,
  });
export const batch = (token: string, more: Partial<SyncBatch> = {}): SyncBatch => ({
  nextToken: token,
  joined: [],
  invited: [],
  left: [],
  ...more,
});

export async function apply(store: Store, token: string, more: Partial<SyncBatch>): Promise<void> {
  await store.write(async (tx) => {
    await applyBatch(tx, batch(token, more), await tx.session.token(), parts);
    await tx.session.setToken(token);
  });
}

export const waiting = (store: Store, now = NOW) =>
  store.read(async (tx) => (await tx.inbox.waiting(50, holdAt(now))).map(({ text }) => text));
