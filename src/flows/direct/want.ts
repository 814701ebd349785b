import { transactionIdOf } from "../../delivery/transactionId.ts";
import type { Command, Store, Transaction } from "../../ports/index.ts";
import { askedAgain, canReturn } from "../../rooms/directRoom.ts";
import type { PlaceId, UserId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";

export interface WantParts {
  readonly store: Pick<Store, "id">;
  readonly now: number;
  /** A room is to be opened, once the transaction is committed. */
  readonly onWish: () => void;
}

type Asked = Pick<Command, "event" | "replaces" | "room" | "sender" | "thread">;

/** Whether a room that the bot opens is encrypted: where its keys are good. */
export async function opensSealed(tx: Pick<Transaction, "session">): Promise<boolean> {
  return (await tx.session.keys()).standing === "good";
}

/** The place of a person in whose room nobody hears anything; null where there is none. */
export async function ownPlace(
  tx: Pick<Transaction, "places" | "rooms">,
  person: UserId,
): Promise<Place | null> {
  const own = (await tx.places.ofPerson(person)).filter(({ configured }) => !configured);
  for (const place of own) if (place.room === null || canReturn(await tx.rooms.get(place.room))) return place;
  return own.at(-1) ?? null;
}

/**
 * Has a room opened in which whoever asks and the bot are alone, or asks them again into the one that they left; what was
 * asked for before goes on. Returns the person's place, which that room becomes. The room keeper does the rest.
 */
export async function wantRoom(
  tx: Pick<Transaction, "places" | "rooms" | "directWishes">,
  { event, replaces, room: askedIn, sender, thread }: Asked,
  { store, now, onWish }: WantParts,
): Promise<PlaceId> {
  const place = (await ownPlace(tx, sender)) ?? (await tx.places.makeFor(sender, now));
  const cause = replaces ?? event;
  const asked = { cause, askedIn, thread, since: now };
  const wish = await tx.directWishes.ofPlace(place.id);
  if (wish === null) {
    const left = place.room === null ? null : await tx.rooms.get(place.room);
    const room = canReturn(left) ? left.id : null;
    const state = room === null ? "wanted" : "made";
    const mark = transactionIdOf(store.id, `direct:${place.id}:${cause}`);
    await tx.directWishes.add({ place: place.id, mark, state, room, ...asked, error: null, named: false });
  } else await tx.directWishes.change(wish.id, { ...asked, state: askedAgain(wish), error: null });
  onWish();
  return place.id;
}
