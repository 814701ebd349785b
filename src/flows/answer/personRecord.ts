import type { PersonRecord, RoomRecord } from "../../commands/context.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { isDirectWith } from "../../rooms/permission.ts";

/** Reads from the store what is kept of the person of a command; valid within the transaction only. `recordOf`: a room of theirs. */
export function personRecord(
  tx: Pick<Transaction, "follows" | "places" | "rooms">,
  { room, sender }: Pick<Command, "room" | "sender">,
  recordOf: (room: RoomId) => RoomRecord,
): PersonRecord {
  const direct = async () => (await tx.places.directWith([sender])).get(sender) ?? null;
  return {
    async privateRoom() {
      // Of several such rooms, the one that they write in is meant.
      const [here, one] = [await tx.rooms.get(room), await direct()];
      if (one === null) return null;
      return one.room === room || (here !== null && isDirectWith(here, sender)) ? "here" : "elsewhere";
    },
    async room() {
      const one = await direct();
      return one && recordOf(one.room);
    },
    follows: async () => (await tx.follows.ofPerson(sender)).map(({ offer }) => offer),
  };
}
