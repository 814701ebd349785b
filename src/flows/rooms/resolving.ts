import { aliasMoved } from "../../messages/notice.ts";
import type { Transaction } from "../../ports/index.ts";
import type { RoomAlias, RoomId, UserId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import { leadsTo } from "../../rooms/upgrade.ts";
import type { Administrators } from "../service/administrators.ts";
import { updatePlace } from "./place.ts";

interface Resolving {
  readonly me: UserId;
  readonly administrators: Administrators;
  readonly now: number;
}

/**
 * The place of an alias stands where the alias leads. Where that is another room than before, without an upgrade, the
 * place follows it and administrators are told; an upgrade is followed on its own, once both rooms confirm it.
 */
export async function settleAlias(
  tx: Pick<Transaction, "places" | "rooms" | "outbox" | "directWishes">,
  { id, alias }: { readonly id: Place["id"]; readonly alias: RoomAlias },
  found: RoomId,
  { me, administrators, now }: Resolving,
): Promise<void> {
  const place = await tx.places.get(id);
  if (!place || place.room === found) return;
  const before = place.room;
  if (before === null) {
    await tx.places.settle(id, found);
  } else {
    // An alias may go on pointing to a room before its upgrade, or point to its successor before we are there.
    if ((await tx.places.ofRoom(found))?.id === id) return;
    const rooms = new Map((await tx.rooms.all()).map((room) => [room.id, room]));
    if (leadsTo(before, found, rooms)) return;
    await tx.places.moveTo(id, found);
    const known = rooms.get(before);
    if (known) await administrators.tell(tx, `alias:${alias}:${found}`, aliasMoved(alias, before, found));
    if (known?.membership === "join") {
      await tx.places.mention({ room: before }, now);
      await updatePlace(tx, before, me);
    }
  }
  await updatePlace(tx, found, me);
}
