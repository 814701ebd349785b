import { type DirectWish, isLost, NOT_GREETED, PATIENCE } from "./directRoom.ts";
import type { PlaceId, RoomId, UserId } from "./identifiers.ts";
import { isDirectWith } from "./permission.ts";
import type { Room } from "./room.ts";
import type { Place } from "./subscription.ts";

/** A room that `m.direct` is to name. */
export interface Unnamed {
  readonly wish: DirectWish;
  readonly person: UserId;
  readonly room: RoomId;
}

/** Something to do about the room of a person and the bot alone; `key` as for any errand (`errand.ts`). */
export type DirectErrand = { readonly key: string } & (
  | { readonly kind: "createDirect"; readonly wish: DirectWish }
  | {
      readonly kind: "inviteDirect";
      readonly wish: DirectWish;
      readonly person: UserId;
      readonly room: RoomId;
      /** Whether it is one that the bot made. */
      readonly ours: boolean;
    }
  | { readonly kind: "nameDirect"; readonly rooms: readonly Unnamed[] }
  /** They have come. */
  | { readonly kind: "meet"; readonly wish: DirectWish; readonly person: UserId; readonly room: RoomId }
  /** What a person was told in a place that they lost is told in another one of theirs. */
  | { readonly kind: "gather"; readonly place: Place; readonly person: UserId; readonly room: RoomId }
  /** They have not come in all the time that is waited for them. */
  | { readonly kind: "giveUp"; readonly wish: DirectWish; readonly person: UserId }
);

export interface DirectLook {
  readonly places: readonly Place[];
  readonly rooms: ReadonlyMap<RoomId, Room>;
  readonly wishes: readonly DirectWish[];
  /** Places that have a subscription, and people who follow an offer: for others nothing is opened. */
  readonly subscribed: ReadonlySet<PlaceId>;
  readonly followers: ReadonlySet<UserId>;
  readonly now: number;
}

/** Decides what there is to do about rooms of people and the bot alone (docs/decisions/083-direct-rooms.md). */
export function directErrands(look: DirectLook): DirectErrand[] {
  const places = new Map(look.places.map((place) => [place.id, place]));
  const wishes = look.wishes.flatMap((wish) => {
    const place = places.get(wish.place);
    return place?.person ? [{ wish, place, person: place.person }] : [];
  });
  const unnamed = wishes.flatMap(({ wish, person }): Unnamed[] =>
    wish.named || wish.room === null || wish.state === "made" ? [] : [{ wish, person, room: wish.room }],
  );
  return [
    ...wishes.flatMap((one) => stepOf(one, look) ?? []),
    ...gatherings(look),
    // One errand for all, because the list is read and written as a whole.
    ...(unnamed.length === 0 ? [] : [{ kind: "nameDirect", rooms: unnamed, key: "m.direct" } as const]),
  ];
}

function stepOf(
  { wish, place, person }: { readonly wish: DirectWish; readonly place: Place; readonly person: UserId },
  { rooms, subscribed, followers, now }: DirectLook,
): DirectErrand | null {
  // Not of its state, which changes while it is under way: it would be begun a second time beside it.
  const key = (deed: string): string => `direct room of place ${place.id}: ${deed}`;
  const home = homeOf(place, person, rooms);
  if (home !== null)
    return wish.state === "met" ? null : { kind: "meet", wish, person, room: home, key: key("meet") };
  if (now - wish.since > PATIENCE) return { kind: "giveUp", wish, person, key: key("give up") };
  if (!subscribed.has(place.id) && !followers.has(person)) return null;
  const known = wish.room === null ? undefined : rooms.get(wish.room);
  switch (wish.state) {
    case "wanted":
    case "making":
      return { kind: "createDirect", wish, key: key("open") };
    case "made": {
      const { room } = wish;
      if (room === null || (known && known.membership !== "join"))
        return { kind: "createDirect", wish, key: key("open") };
      return { kind: "inviteDirect", wish, person, room, ours: known?.mark !== null, key: key("invite") };
    }
    case "invited":
    case "declined":
    case "refused":
    case "met":
      return null;
    default:
      return wish.state satisfies never;
  }
}

/** The room of a place in which its person is alone with us, and would hear us. */
function homeOf(place: Place, person: UserId, rooms: ReadonlyMap<RoomId, Room>): RoomId | null {
  const room = place.room === null ? undefined : rooms.get(place.room);
  const flows = place.state === "active" || place.reason === NOT_GREETED.reason;
  return flows && room && isDirectWith(room, person) ? room.id : null;
}

function gatherings({ places, rooms }: DirectLook): DirectErrand[] {
  const homes = new Map<UserId, RoomId>();
  for (const place of places) {
    const home = place.person && homeOf(place, place.person, rooms);
    if (home && place.person) homes.set(place.person, home);
  }
  return places.flatMap((place): DirectErrand[] => {
    const { id, person, configured } = place;
    const room = person && homes.get(person);
    if (!person || !room || configured) return [];
    if (!isLost(place, place.room === null ? null : rooms.get(place.room))) return [];
    return [{ kind: "gather", place, person, room, key: `place ${id} into ${room}` }];
  });
}
