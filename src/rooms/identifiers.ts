declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A room id is opaque: from room version 12 on it names no server. */
export type RoomId = Brand<string, "RoomId">;
export type RoomAlias = Brand<string, "RoomAlias">;
export type EventId = Brand<string, "EventId">;
export type UserId = Brand<string, "UserId">;

/** Stands for a person who asked to be forgotten. */
export const NOBODY = "" as UserId;

/** A room that survives upgrades: rows of the store point to places, not to room ids. */
export type PlaceId = Brand<number, "PlaceId">;

/** Matrix allows 255 bytes for an identifier; a string that is longer or has another sigil is none. */
function isIdentifier(value: unknown, sigil: string): value is string {
  return typeof value === "string" && value.length > 1 && value.length <= 255 && value.startsWith(sigil);
}

export function isRoomId(value: unknown): value is RoomId {
  return isIdentifier(value, "!");
}

export function isRoomAlias(value: unknown): value is RoomAlias {
  return isIdentifier(value, "#") && value.includes(":");
}

export function isEventId(value: unknown): value is EventId {
  return isIdentifier(value, "$");
}

export function isUserId(value: unknown): value is UserId {
  return isIdentifier(value, "@") && value.includes(":");
}

/** The server's name in an identifier, after its first colon, with its port when it has one. */
export function serverOf(id: string): string {
  return id.slice(id.indexOf(":") + 1);
}

/** An alias or a room id as the store takes the name of a place. */
export function nameOf(room: RoomAlias | RoomId): { alias: RoomAlias } | { room: RoomId } {
  return room.startsWith("#") ? { alias: room as RoomAlias } : { room: room as RoomId };
}
