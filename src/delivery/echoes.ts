import type { EventId } from "../rooms/identifiers.ts";

/** Echoes that came before the answer to their request are remembered this many. */
const EARLY = 1000;
/** Every event that the homeserver accepted is back in sync long before this, milliseconds. */
const OVERDUE = 60_000;

/**
 * Follows whether what was sent comes back in sync. A homeserver that answers 200 and shows the event to nobody has
 * banned the account without saying so (Synapse: shadow ban).
 */
export class Echoes {
  readonly #awaited = new Map<EventId, number>();
  readonly #early = new Set<EventId>();

  sent(event: EventId, now: number): void {
    if (!this.#early.delete(event)) this.#awaited.set(event, now);
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

  /** How many sent events should have come back by the last good sync (milliseconds), and did not. */
  overdue(lastSync: number): number {
    let count = 0;
    for (const at of this.#awaited.values()) if (at < lastSync - OVERDUE) count += 1;
    return count;
  }
}
