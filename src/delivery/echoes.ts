import type { EventId, RoomId } from "../rooms/identifiers.ts";

/** Echoes that came before the answer to their request are remembered this many. */
const EARLY = 1000;
/** Every event that the homeserver accepted is back in sync long before this, milliseconds. */
const OVERDUE = 60_000;

interface Awaited {
  readonly room: RoomId;
  readonly at: number;
}

/**
 * Follows whether what was sent comes back in sync. A homeserver that answers 200 and shows the event to nobody has
 * banned the account without saying so (Synapse: shadow ban). Times in milliseconds, of a clock that nobody sets.
 */
export class Echoes {
  readonly #awaited = new Map<EventId, Awaited>();
  readonly #early = new Set<EventId>();
  #synced = Number.NEGATIVE_INFINITY;

  sent(event: EventId, room: RoomId, now: number): void {
    if (!this.#early.delete(event)) this.#awaited.set(event, { room, at: now });
  }

  /** A sync batch is stored: whatever it holds was seen before this. */
  synced(now: number): void {
    this.#synced = now;
  }

  seen(event: EventId): void {
    if (this.#awaited.delete(event)) {
      // Any echo proves that we are not shadow-banned, so older unseen events were lost in a sync gap: forget them.
      this.#awaited.clear();
      return;
    }
    this.#early.add(event);
    if (this.#early.size > EARLY)
      for (const oldest of [...this.#early].slice(0, EARLY / 2)) this.#early.delete(oldest);
  }

  /** Whether the answer to a request has named this event, and sync has not shown it yet. */
  isAwaited(event: EventId): boolean {
    return this.#awaited.has(event);
  }

  /** The events that should have come back by the last good sync, and did not: where and when they were accepted. */
  overdue(): Awaited[] {
    return [...this.#awaited.values()].filter(({ at }) => at < this.#synced - OVERDUE);
  }

  /** Nothing comes back from a room that we have left. */
  forgetRoom(left: RoomId): void {
    for (const [event, { room }] of this.#awaited) if (room === left) this.#awaited.delete(event);
  }
}
