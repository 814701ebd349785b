import type { Clock, CommandOutcome, DeliveryState, Transaction } from "../../ports/index.ts";
import { ENCRYPTED } from "../../rooms/placeState.ts";
import type { PlaceState } from "../../rooms/subscription.ts";

/** What is counted over the whole store. */
export interface Counted {
  readonly messages: Readonly<Record<DeliveryState, number>>;
  readonly rooms: Readonly<Record<PlaceState, number>>;
  /** Rooms that are left out because they are encrypted. */
  readonly shutRooms: number;
  readonly commands: Readonly<Partial<Record<CommandOutcome | "waiting", number>>>;
}

/** Counting that takes longer holds others up, milliseconds: then it is done for this share of the time only. */
const NOTICEABLE = 20;
const SHARE = 1 / 200;

/**
 * Counts what is in the store for those who watch the bot. It reads every message that was ever sent: with a million of them
 * a third of a second, in which nobody is answered, and some ask every five seconds. What took long is kept for a while.
 */
export class Census {
  #kept: Counted | null = null;
  /** On the monotonic clock. */
  #until = Number.NEGATIVE_INFINITY;

  async take(
    tables: Pick<Transaction, "outbox" | "inbox" | "places">,
    { monotonic }: Pick<Clock, "monotonic">,
  ): Promise<Counted> {
    const began = monotonic();
    if (this.#kept !== null && began < this.#until) return this.#kept;
    this.#kept = await count(tables);
    const took = monotonic() - began;
    this.#until = took < NOTICEABLE ? began : began + took / SHARE;
    return this.#kept;
  }
}

async function count({
  outbox,
  inbox,
  places,
}: Pick<Transaction, "outbox" | "inbox" | "places">): Promise<Counted> {
  const rooms: Record<PlaceState, number> = { waiting: 0, active: 0, suspended: 0 };
  let shutRooms = 0;
  for (const { state, reason } of await places.all()) {
    rooms[state] += 1;
    if (reason === ENCRYPTED) shutRooms += 1;
  }
  return { messages: await outbox.counts(), rooms, shutRooms, commands: await inbox.counts() };
}
