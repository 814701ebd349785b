declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Opaque: from room version 12 on a room id names no server. */
export type RoomId = Brand<string, "RoomId">;
export type RoomAlias = Brand<string, "RoomAlias">;
export type EventId = Brand<string, "EventId">;
export type UserId = Brand<string, "UserId">;

/** A room that survives upgrades: rows of the store point to places, not to room ids. */
export type PlaceId = Brand<number, "PlaceId">;
