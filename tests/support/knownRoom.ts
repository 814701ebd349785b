import type { Room } from "../../src/rooms/room.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { room } from "./identifiers.ts";

/** A clear room of three in which the bot is, unless `change` says otherwise. */
export function knownRoom(name: string, change: Partial<Room> = {}): Room {
  return {
    ...unknownRoom(room(name)),
    membership: "join",
    encrypted: false,
    joinedAt: 5,
    memberCount: 3,
    members: null,
    ...change,
  };
}
