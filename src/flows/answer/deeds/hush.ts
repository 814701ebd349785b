import type { Deed } from "../../../commands/deed.ts";
import type { Command, Transaction } from "../../../ports/index.ts";
import type { PlaceId } from "../../../rooms/identifiers.ts";
import { causeOf } from "./cause.ts";

/** The room is not to be disturbed at other times than before: what was put off is looked at anew. */
export async function hush(
  tx: Pick<Transaction, "quiet" | "outbox">,
  place: PlaceId,
  { hours, pausedFrom, pausedUntil }: Extract<Deed, { deed: "quiet" }>,
  command: Pick<Command, "sender" | "event" | "replaces">,
  now: number,
): Promise<void> {
  const wish = { hours, pausedFrom, pausedUntil, person: command.sender, at: now };
  await tx.quiet.set(place, wish, causeOf(command));
  await tx.outbox.comeForth(place, now);
}

/**
 * What a message had asked for, as far as an edit of it takes it back: it says something else now. Returns whether there
 * was anything.
 */
export async function takeBackQuiet(
  tx: Pick<Transaction, "quiet" | "outbox" | "places">,
  { room, replaces }: Pick<Command, "room" | "replaces">,
  now: number,
): Promise<boolean> {
  const place = replaces === null ? null : await tx.places.ofRoom(room);
  if (place === null || replaces === null) return false;
  const undone = await tx.quiet.takeBack(place.id, replaces);
  if (undone) await tx.outbox.comeForth(place.id, now);
  return undone;
}
