import type { PersonRecord } from "../../commands/context.ts";
import type { Command, Transaction } from "../../ports/index.ts";

/** Reads from the store what is kept of the person of a command; valid within the transaction only. */
export function personRecord(
  tx: Pick<Transaction, "follows" | "places">,
  { room, sender }: Pick<Command, "room" | "sender">,
): PersonRecord {
  return {
    async privateRoom() {
      const direct = (await tx.places.directWith([sender])).get(sender);
      if (direct === undefined) return null;
      return direct.room === room ? "here" : "elsewhere";
    },
    follows: async () => (await tx.follows.ofPerson(sender)).map(({ offer }) => offer),
  };
}
