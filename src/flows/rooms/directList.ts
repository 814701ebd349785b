import type { RoomId, UserId } from "../../rooms/identifiers.ts";

/**
 * The account's list of direct rooms (`m.direct`: rooms by person) with these rooms in it; the same object where it names
 * them already. What else stands in it stays, whatever it is.
 */
export function withRooms(
  list: object,
  rooms: readonly { readonly person: UserId; readonly room: RoomId }[],
): object {
  let after = list;
  for (const { person, room } of rooms) {
    const named: unknown = Object.entries(after).find(([key]) => key === person)?.[1];
    const before: readonly unknown[] = Array.isArray(named) ? named : [];
    if (!before.includes(room)) after = { ...after, [person]: [...before, room] };
  }
  return after;
}
