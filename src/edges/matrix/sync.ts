import type { Invitation, JoinedRoom, LeftRoom, SyncBatch, SyncedKeys } from "../../ports/index.ts";
import { isRoomId, isUserId, type RoomId, type UserId } from "../../rooms/identifiers.ts";
import { readAliases, readName, readPredecessor, readType } from "../../rooms/roomState.ts";
import { asObject, type Untrusted } from "../../text/untrusted.ts";
import { listOf, readEvents } from "./event.ts";

/**
 * Reads an answer of `/sync`. Its events are hostile: wrong types are passed over. Null for an answer without a sync
 * token to go on from.
 */
export function readSync(answer: unknown, me: UserId): SyncBatch | null {
  const said = asObject(answer);
  const { next_batch: nextToken, rooms: sections } = said;
  if (typeof nextToken !== "string" || nextToken === "") return null;
  const { join, invite, leave } = asObject(sections);
  return {
    nextToken,
    keys: readKeys(said),
    joined: roomsOf(join).map(([room, said]) => readJoined(room, said)),
    invited: roomsOf(invite).map(([room, said]) => readInvitation(room, said, me)),
    left: roomsOf(leave).map(([room, said]) => readLeft(room, said, me)),
  };
}

function readKeys(said: Untrusted): SyncedKeys {
  const lists = asObject(said.device_lists);
  const counts = said.device_one_time_keys_count;
  const fallback = said.device_unused_fallback_key_types;
  return {
    toDevice: listOf(asObject(said.to_device).events),
    changed: listOf(lists.changed).filter(isUserId),
    left: listOf(lists.left).filter(isUserId),
    oneTimeKeys:
      counts === undefined
        ? null
        : Object.fromEntries(
            Object.entries(asObject(counts)).filter((entry): entry is [string, number] =>
              Number.isSafeInteger(entry[1]),
            ),
          ),
    fallbackKeys: fallback === undefined ? null : listOf(fallback).filter((type) => typeof type === "string"),
  };
}

function roomsOf(section: unknown): [RoomId, Untrusted][] {
  return Object.entries(asObject(section)).flatMap(([room, said]): [RoomId, Untrusted][] =>
    isRoomId(room) ? [[room, asObject(said)]] : [],
  );
}

function readJoined(room: RoomId, said: Untrusted): JoinedRoom {
  const timeline = asObject(said.timeline);
  const from = timeline.prev_batch;
  const members = asObject(said.summary)["m.joined_member_count"];
  return {
    room,
    gapFrom: timeline.limited === true && typeof from === "string" ? from : null,
    state: readEvents(asObject(said.state).events),
    timeline: readEvents(timeline.events),
    memberCount: Number.isSafeInteger(members) ? (members as number) : null,
  };
}

/** Reads an invitation from its stripped state, which has no ids and no times; the last event for a key counts. */
function readInvitation(room: RoomId, said: Untrusted, me: UserId): Invitation {
  const events = listOf(asObject(said.invite_state).events).map(asObject);
  const event = (type: string, key = ""): Untrusted | undefined =>
    events.findLast((one) => one.type === type && one.state_key === key);
  const content = (type: string): Untrusted => asObject(event(type)?.content);
  const creation = content("m.room.create");
  const inviter = event("m.room.member", me)?.sender;
  return {
    room,
    inviter: isUserId(inviter) ? inviter : null,
    encrypted: event("m.room.encryption") !== undefined,
    type: readType(creation),
    predecessor: readPredecessor(creation),
    name: readName(content("m.room.name")),
    alias: readAliases(content("m.room.canonical_alias"))[0] ?? null,
  };
}

function readLeft(room: RoomId, said: Untrusted, me: UserId): LeftRoom {
  const events = [...readEvents(asObject(said.state).events), ...readEvents(asObject(said.timeline).events)];
  const own = events.findLast((event) => event.type === "m.room.member" && event.stateKey === me);
  const reason = own?.content.reason;
  return {
    room,
    membership: own?.content.membership === "ban" ? "ban" : "leave",
    by: own?.sender ?? null,
    reason: typeof reason === "string" ? reason.slice(0, 1000) : null,
  };
}
