import type { ConfiguredRoom } from "../flows/announce/subscriptions.ts";
import type { RoomAlias, RoomId } from "../rooms/identifiers.ts";
import type { Config } from "./load.ts";

/** The room of the administrators, if one is named; its name was checked with the configuration. */
export function adminRoomOf({ settings }: Config): RoomAlias | RoomId | null {
  return (settings.access.adminRoom || null) as RoomAlias | RoomId | null;
}

/** The rooms of the configuration, which has checked their names and made their filters canonical. */
export function configuredRooms({ settings }: Config): ConfiguredRoom[] {
  return settings.rooms.map(({ room, filter, shown, schedule, notify, quiet }) => ({
    room: room as RoomAlias | RoomId,
    filter,
    shown,
    schedule,
    notify,
    quiet: quiet || null,
  }));
}
