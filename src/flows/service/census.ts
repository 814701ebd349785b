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

/** Counting more than so many messages and rooms holds others up: then it is done this often at most, milliseconds. */
const LARGE = 20_000;
const EVERY = 60_000;

/**
 * Counts what is in the store for those who watch the bot. It reads every message that was ever sent: with a million of them
 * a third of a second, in which nobody is answered, and some ask every five seconds. In a large store it is kept for a while.
 */
export class Census {
  #kept: Counted | null = null;
  /** On the monotonic clock. */
  #until = Number.NEGATIVE_INFINITY;

  async take(
    tables: Pick<Transaction, "outbox" | "inbox" | "places">,
    { monotonic }: Pick<Clock, "monotonic">,
  ): Promise<Counted> {
    if (this.#kept !== null && monotonic() < this.#until) return this.#kept;
    this.#kept = await count(tables);
    if (sizeOf(this.#kept) > LARGE) this.#until = monotonic() + EVERY;
    return this.#kept;
  }
}

function sizeOf({ messages, rooms }: Counted): number {
  return [...Object.values(messages), ...Object.values(rooms)].reduce((sum, some) => sum + some, 0);
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
