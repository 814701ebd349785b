import { type DirectErrand, type DirectLook, directErrands } from "./directErrands.ts";
import type { RoomAlias, RoomId } from "./identifiers.ts";
import { type DeclineReason, decideInvitation, type InvitationPolicy } from "./invitation.ts";
import { isEmptied, needsMembers } from "./members.ts";
import type { Admission, Room } from "./room.ts";
import { isShut } from "./roomState.ts";
import type { Place } from "./subscription.ts";
import { isUnderWay } from "./upgrade.ts";

/** The reason of a leave, which people read in French (`messages/refusal.ts`). */
export type LeaveReason = DeclineReason | "becameEncrypted" | "notSuccessor" | "leftOver";

/**
 * Something to do about a room. `key`: the errand with all that it hangs on, so that what changes is a new errand, which
 * does not wait for an old one's pause.
 */
export type Errand = DirectErrand | RoomErrand;

type RoomErrand = { readonly key: string } & (
  | {
      readonly kind: "resolve";
      readonly place: Place;
      readonly alias: RoomAlias;
      /** Whether we are in the room to which it led so far. */
      readonly arrived: boolean;
    }
  | {
      readonly kind: "join";
      readonly room: RoomId;
      readonly admission: Admission;
      /** The room whose tombstone leads there, where one does. */
      readonly from: Room | null;
    }
  | { readonly kind: "leave"; readonly room: RoomId; readonly reason: LeaveReason }
  | { readonly kind: "askMembers"; readonly room: Room }
);

export interface Look extends Omit<DirectLook, "rooms"> {
  readonly rooms: readonly Room[];
  readonly invitesFrom: readonly string[];
  /** Aliases that were answered for, or asked about where they led somewhere before. */
  readonly resolved: ReadonlySet<RoomAlias>;
}

/** Decides what there is to do about the rooms that we know and the places that are configured (docs/design.md §4). */
export function errandsOf(look: Look): Errand[] {
  const rooms = new Map(look.rooms.map((room) => [room.id, room]));
  const places = look.places.filter(({ configured }) => configured);
  const configured = new Set(places.flatMap(({ room }) => room ?? []));
  const aliasesKnown = places.every(({ alias }) => alias === null || look.resolved.has(alias));
  const policy = { invitesFrom: look.invitesFrom, configured, aliasesKnown, rooms };
  const standing = new Set(look.places.flatMap(({ room }) => room ?? []));
  const errands = [
    ...places.flatMap((place) => resolution(place, look.rooms, rooms) ?? []),
    ...look.rooms.flatMap((room) => answer(room, policy) ?? []),
    ...[...configured].flatMap((room) => arrival(room, rooms.get(room)) ?? []),
    ...look.rooms.flatMap((room) => pursuit(room, rooms, standing) ?? []),
    ...look.rooms.flatMap((room) => departure(room, configured, standing) ?? []),
    ...directErrands({ ...look, rooms }),
    ...look.rooms.flatMap((room): Errand[] =>
      needsMembers(room) ? [{ kind: "askMembers", room, key: `members ${room.id} ${room.memberCount}` }] : [],
    ),
  ];
  // Of several reasons to go to one room the first counts: an invitation is answered before a tombstone is followed.
  return [...new Map(errands.toReversed().map((errand) => [targetOf(errand), errand])).values()].toReversed();
}

/** At most one join or leave of a room at a time; questions do not disturb each other. */
function targetOf(errand: Errand): string {
  return errand.kind === "join" || errand.kind === "leave" ? `go ${errand.room}` : errand.key;
}

/** A configured alias is asked about anew when we are put out of its room, or another room says that it has it. */
function resolution(place: Place, all: readonly Room[], rooms: ReadonlyMap<RoomId, Room>): Errand | null {
  const { alias, room } = place;
  if (alias === null) return null;
  const known = room === null ? undefined : rooms.get(room);
  const arrived = known?.membership === "join";
  const claim = arrived
    ? undefined
    : all.find(
        ({ id, membership, aliases }) => id !== room && membership === "join" && aliases.includes(alias),
      );
  const out = known?.membership === "leave" || known?.membership === "ban";
  const key = `alias ${alias}${claim ? ` of ${claim.id}` : out ? " without us" : ""}`;
  return { kind: "resolve", place, alias, arrived, key };
}

/** What becomes of an invitation. One that would lead to a room refused to us before is a new errand. */
function answer(room: Room, policy: InvitationPolicy): Errand | null {
  if (room.membership !== "invite") return null;
  const decision = decideInvitation(room, policy);
  switch (decision.act) {
    case "accept": {
      const { admission } = decision;
      const from = (room.predecessor && policy.rooms.get(room.predecessor)) || null;
      const key = `join ${room.id} invited by ${room.inviter}`;
      return { kind: "join", room: room.id, admission, from: admission === "pursued" ? from : null, key };
    }
    case "decline":
      return { kind: "leave", room: room.id, reason: decision.reason, key: `decline ${room.id}` };
    case "ignore":
    case "wait":
      return null;
    default:
      return decision satisfies never;
  }
}

/** A configured room is joined unasked, unless we were put out of it: then nobody is asked to let us in again. */
function arrival(id: RoomId, room: Room | undefined): Errand | null {
  const errand = { kind: "join", room: id, admission: "welcome", from: null, key: `join ${id}` } as const;
  return room?.admission === "welcome" || room?.membership === "ban" ? null : errand;
}

/** A tombstone is followed to a room where none of our places stands yet. */
function pursuit(from: Room, rooms: ReadonlyMap<RoomId, Room>, standing: ReadonlySet<RoomId>): Errand | null {
  const { successor } = from;
  if (successor === null || standing.has(successor)) return null;
  const to = rooms.get(successor);
  if (!isUnderWay(from, to) || to?.type === "m.space" || (to && isShut(to))) return null;
  const key = `join ${successor} ${to?.inviter ?? "after"} ${from.id}`;
  return { kind: "join", room: successor, admission: "pursued", from, key };
}

function departure(
  room: Room,
  configured: ReadonlySet<RoomId>,
  standing: ReadonlySet<RoomId>,
): Errand | null {
  if (room.membership !== "join" || configured.has(room.id)) return null;
  // Made for somebody, and no place of theirs: a crash had it made twice, or nobody waits for it any more.
  if (room.mark !== null && isEmptied(room) && !standing.has(room.id))
    return { kind: "leave", room: room.id, reason: "leftOver", key: `leave ${room.id}` };
  if (room.admission === "refuted")
    return { kind: "leave", room: room.id, reason: "notSuccessor", key: `leave ${room.id}` };
  return isShut(room)
    ? { kind: "leave", room: room.id, reason: "becameEncrypted", key: `leave ${room.id}` }
    : null;
}
