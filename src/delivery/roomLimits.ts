import type { RoomId } from "../rooms/identifiers.ts";

/** After a probe of which nothing was heard, another may go, milliseconds. */
const PROBE_AGAIN = 5000;

/** A room of whose probe nothing came may be ill itself: others go first for so long, milliseconds. */
const SAME_ROOM_AGAIN = 30_000;

/** A pause that nobody notices is not doubted, milliseconds. */
const NOTABLE = 250;
/** So many rooms that are refused at the same time are no accident: the account is. */
const ROOMS = 3;

interface Doubt {
  /** Those that were refused. */
  readonly rooms: Set<RoomId>;
  /** When the first 429 came, and until when they ask to wait. */
  readonly from: number;
  until: number;
  probedAt: number;
  /** When each room was probed last. */
  readonly probes: Map<RoomId, number>;
}

/**
 * Tells whose limit a 429 speaks of. Synapse limits the account, but a module, a proxy or another server may limit one
 * room alone, and that concerns no other. While one or two rooms were refused, a message goes elsewhere as a probe:
 * refused too, the limit is the account's; accepted, it is their own, until something arrives there. Moments in
 * milliseconds, of a clock that nobody sets.
 */
export class RoomLimits {
  #doubt: Doubt | null = null;
  readonly #own = new Set<RoomId>();

  /** Whether this room alone is limited, as far as is known. */
  isOwn(room: RoomId): boolean {
    return this.#own.has(room);
  }

  /** A 429 that asks to wait until a moment. Tells whether it begins a doubt: what is learnt from it may be false. */
  limited(room: RoomId, now: number, until: number): "begins a doubt" | "confirms" {
    const doubt = this.#valid(now);
    if (doubt !== null) {
      doubt.rooms.add(room);
      doubt.until = Math.max(doubt.until, until);
      if (doubt.rooms.size >= ROOMS) this.#doubt = null;
      return "confirms";
    }
    if (until - now < NOTABLE) return "confirms";
    this.#doubt = {
      rooms: new Set([room]),
      from: now,
      until,
      probedAt: Number.NEGATIVE_INFINITY,
      probes: new Map(),
    };
    return "begins a doubt";
  }

  /** A message that was asked for at `asked` arrived. True when that refutes what was learnt since the doubt began. */
  accepted(room: RoomId, asked: number): boolean {
    this.#own.delete(room);
    const doubt = this.#valid(asked);
    if (doubt === null || doubt.rooms.has(room) || asked < doubt.from) return false;
    for (const one of doubt.rooms) this.#own.add(one);
    this.#doubt = null;
    return true;
  }

  /** Whether a message to this room may go as a probe now. */
  mayProbe(room: RoomId, now: number): boolean {
    const doubt = this.#valid(now);
    if (doubt === null || doubt.rooms.has(room) || now - doubt.probedAt < PROBE_AGAIN) return false;
    return now - (doubt.probes.get(room) ?? Number.NEGATIVE_INFINITY) >= SAME_ROOM_AGAIN;
  }

  /** One goes. Returns what takes that back. */
  probed(room: RoomId, now: number): () => void {
    const doubt = this.#doubt;
    if (doubt === null) return () => {};
    const before = doubt.probedAt;
    const last = doubt.probes.get(room);
    doubt.probedAt = now;
    doubt.probes.set(room, now);
    return () => {
      doubt.probedAt = before;
      if (last === undefined) doubt.probes.delete(room);
      else doubt.probes.set(room, last);
    };
  }

  #valid(now: number): Doubt | null {
    return this.#doubt !== null && now < this.#doubt.until ? this.#doubt : null;
  }
}
