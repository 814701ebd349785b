import type { PersonRecord, RoomRecord } from "../../commands/context.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import { serverOf } from "../../rooms/identifiers.ts";
import { isDirectWith } from "../../rooms/permission.ts";
import { matchesServer } from "../../rooms/serverPattern.ts";
import type { Place } from "../../rooms/subscription.ts";
import { opensSealed, ownPlace } from "../direct/want.ts";

export interface PersonParts {
  /** Whose invitations are accepted: `access.invitesFrom`. */
  readonly invitesFrom: readonly string[];
  /** A place of the person's as a command there would read it; null: one that is still to be made. */
  readonly recordOf: (place: Place | null) => RoomRecord;
}

/** Reads from the store what is kept of the person of a command; valid within the transaction only. */
export function personRecord(
  tx: Pick<Transaction, "follows" | "places" | "rooms" | "directWishes" | "session">,
  { room, sender }: Pick<Command, "room" | "sender">,
  { invitesFrom, recordOf }: PersonParts,
): PersonRecord {
  const direct = async () => (await tx.places.directWith([sender])).get(sender) ?? null;
  return {
    async privateRoom() {
      // Of several such rooms, the one that they write in is meant, also before they were greeted there.
      const here = await tx.rooms.get(room);
      if (here !== null && isDirectWith(here, sender)) return "here";
      const one = await direct();
      if (one !== null) return one.room === room ? "here" : "elsewhere";
      if (!invitesFrom.some((pattern) => matchesServer(pattern, serverOf(sender)))) return "closed";
      const own = await ownPlace(tx, sender);
      const wish = own && (await tx.directWishes.ofPlace(own.id));
      return wish && wish.state !== "refused" && wish.state !== "declined" ? "invited" : "opens";
    },
    isSealed: () => opensSealed(tx),
    async room() {
      const one = await direct();
      const own = one === null ? await ownPlace(tx, sender) : await tx.places.get(one.place);
      return own && recordOf(own);
    },
    newRoom: () => recordOf(null),
    follows: async () => (await tx.follows.ofPerson(sender)).map(({ offer }) => offer),
  };
}
