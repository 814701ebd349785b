import type { Store, Transaction } from "../../ports/index.ts";
import { nameOf, type PlaceId, type RoomAlias, type RoomId } from "../../rooms/identifiers.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { beginSilently } from "./announce.ts";
import { withdrawUnheard } from "./withdraw.ts";

/** One entry of `rooms:`, its filter in canonical form. */
export interface ConfiguredRoom {
  readonly room: RoomAlias | RoomId;
  readonly filter: string;
  readonly schedule: string;
  readonly notify: boolean;
}

export interface SubscriptionParts {
  readonly store: Store;
  readonly matches: Matches;
  readonly now: number;
  /** `access.adminRoom`: joined as the configured rooms are, and told nothing of offers. */
  readonly adminRoom?: RoomAlias | RoomId | null;
}

/**
 * Makes the stored subscriptions of the configuration those of the file: new ones begin (what is open and matches
 * counts as told), missing ones end, `notify` follows. Subscriptions made by command are left alone.
 */
export async function followConfiguration(
  rooms: readonly ConfiguredRoom[],
  parts: SubscriptionParts,
): Promise<void> {
  await parts.store.write(async (tx) => {
    const places = new Map<ConfiguredRoom, PlaceId>();
    for (const room of rooms) places.set(room, (await tx.places.mention(nameOf(room.room), parts.now)).id);
    const { adminRoom } = parts;
    const admins = adminRoom ? [(await tx.places.mention(nameOf(adminRoom), parts.now)).id] : [];
    await tx.places.setConfigured([...new Set([...places.values(), ...admins])]);
    const listed = [...places];
    for (const [room, place] of listed) await follow(tx, asLoud(room, place, listed), place, parts);
    await endUnlisted(tx, listed, parts);
  });
}

/** An alias and an id may prove to be one room: of entries that are one subscription, `notify: true` wins. */
function asLoud(
  room: ConfiguredRoom,
  place: PlaceId,
  listed: readonly (readonly [ConfiguredRoom, PlaceId])[],
): ConfiguredRoom {
  const { filter, schedule } = room;
  const notify = listed.some(
    ([other, its]) => its === place && other.filter === filter && other.schedule === schedule && other.notify,
  );
  return { ...room, notify };
}

async function follow(
  tx: Transaction,
  room: ConfiguredRoom,
  place: PlaceId,
  parts: SubscriptionParts,
): Promise<void> {
  const standing = (await tx.subscriptions.ofPlace(place)).find((one) => isThis(one, room, place));
  if (standing) {
    if (standing.notify !== room.notify) await tx.subscriptions.setNotify(standing.id, room.notify);
    return;
  }
  const subscription = await tx.subscriptions.begin({
    place,
    filter: room.filter,
    schedule: room.schedule,
    origin: "configuration",
    author: null,
    notify: room.notify,
    since: parts.now,
  });
  const open = (await tx.offers.all()).filter(
    ({ status, stood }) => status !== "removed" && stood === "open",
  );
  await beginSilently(tx, subscription, open, parts.matches);
}

async function endUnlisted(
  tx: Transaction,
  listed: readonly (readonly [ConfiguredRoom, PlaceId])[],
  parts: SubscriptionParts,
): Promise<void> {
  for (const subscription of await tx.subscriptions.all()) {
    if (subscription.origin !== "configuration") continue;
    if (listed.some(([room, place]) => isThis(subscription, room, place))) continue;
    await tx.subscriptions.end(subscription.id);
    await withdrawUnheard(tx, subscription.place, parts.matches, parts.now);
  }
}

function isThis(
  subscription: { place: PlaceId; filter: string; schedule: string; origin: string },
  room: ConfiguredRoom,
  place: PlaceId,
): boolean {
  return (
    subscription.origin === "configuration" &&
    subscription.place === place &&
    subscription.filter === room.filter &&
    subscription.schedule === room.schedule
  );
}
