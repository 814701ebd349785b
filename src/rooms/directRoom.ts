import type { EventId, PlaceId, RoomId, UserId } from "./identifiers.ts";
import { isEmptied } from "./members.ts";
import type { Room } from "./room.ts";
import { isShut } from "./roomState.ts";
import type { Place } from "./subscription.ts";

/**
 * A room of a person and the bot alone, which the bot opens because that person asked for something that is said there.
 *
 * A homeserver makes a new room each time it is asked to, so that the mark of the wish stands in the room's creation: a
 * room whose making was not answered is known by it in sync. Nobody is invited before the room stands in the store, and an
 * invitation that stands already is not repeated: what may be left over of a crash is a room with nobody in it.
 */
export interface DirectWish {
  readonly id: number;
  /** The person's place, which the room becomes. */
  readonly place: PlaceId;
  readonly mark: string;
  readonly state: WishState;
  /** The room that was made, or one that they left and are invited to again. */
  readonly room: RoomId | null;
  /** The message that asked for it, where it stands, and its thread: what goes wrong is said there. */
  readonly cause: EventId;
  readonly askedIn: RoomId;
  readonly thread: EventId | null;
  /** When it was asked for last, milliseconds since the epoch. */
  readonly since: number;
  /** Why the homeserver refused it, in its words; null where it did not. */
  readonly error: string | null;
  /** Whether the account's list of direct rooms (`m.direct`) names the room. */
  readonly named: boolean;
}

/**
 * `wanted`: nothing was asked of the homeserver. `making`: a room was, and what became of that is not known. `made`: it is
 * there, and the person is to be invited. `invited`: they have not come. `declined`: they said no. `refused`: the
 * homeserver did. `met`: they are there.
 */
export type WishState = "wanted" | "making" | "made" | "invited" | "declined" | "refused" | "met";

/** Nothing is said in a room that was opened for somebody before it was said what it is. */
export const NOT_GREETED = {
  state: "waiting",
  reason: "its person was not greeted yet",
} as const satisfies Pick<Place, "state" | "reason">;

/** So long what a person asked for waits for them to come, milliseconds. */
export const PATIENCE = 30 * 24 * 3_600_000;

/** The person whose place a room makes its own, as far as its members tell; `before` while nobody else is known to be in it. */
export function companionIn(room: Room | null, before: UserId | null, me: UserId): UserId | null {
  if (room?.membership !== "join" || room.members === null) return before;
  const [other, ...more] = room.members.filter((member) => member !== me);
  if (other === undefined) return before;
  return more.length === 0 && room.aliases.length === 0 ? other : null;
}

/** Tells whether nothing that is said in a person's place reaches them, until they or the bot do something. */
export function isLost(place: Pick<Place, "state">, room: Room | null | undefined): boolean {
  if (place.state === "active") return false;
  return room == null || room.membership === "leave" || room.membership === "ban" || isEmptied(room);
}

/**
 * Tells whether the person of a place can be asked into its room again, instead of a new one being made: we are in it, and
 * nobody else is, or it is not certain who.
 */
export function canReturn(room: Room | null): room is Room {
  if (room?.membership !== "join" || room.successor !== null || isShut(room)) return false;
  return room.members === null || isEmptied(room);
}

/** What becomes of a wish when the person asks for something again: an invitation that stands is not repeated. */
export function askedAgain({ state, room }: Pick<DirectWish, "state" | "room">): WishState {
  switch (state) {
    case "refused":
      return room === null ? "wanted" : "made";
    case "declined":
    case "met":
      return "made";
    case "wanted":
    case "making":
    case "made":
    case "invited":
      return state;
    default:
      return state satisfies never;
  }
}
