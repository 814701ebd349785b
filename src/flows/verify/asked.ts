import type { AskedVerification } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { type HeardEvent, readVerification } from "../../rooms/verificationEvent.ts";

/** What is asked for stands so long (Matrix specification, "Key verification framework"), milliseconds. */
export const ASKED_FOR = 10 * 60_000;
/** Clocks of others may go ahead, milliseconds. */
const AHEAD = 5 * 60_000;
/** Anybody can ask, as often as they like. */
const MOST = 20;

interface Open extends AskedVerification {
  readonly until: number;
}

/** Verifications that others have asked for and nobody has taken up yet, in memory: they end by themselves. */
export class AskedList {
  readonly #me: UserId;
  readonly #open = new Map<string, Open>();

  constructor(me: UserId) {
    this.#me = me;
  }

  /** Takes in a word of a verification. `now`: milliseconds since the epoch. */
  heard(room: RoomId | null, event: HeardEvent, now: number): void {
    const word = readVerification(room, event);
    if (word === null) return;
    const { kind, flow, sender: user, device, saidAt } = word;
    if (kind !== "request") {
      // It was taken back; or another session of ours plays it.
      const ends = kind === "cancel" && this.#open.get(flow)?.user === user;
      if (ends || (user === this.#me && room !== null)) this.#open.delete(flow);
      return;
    }
    // In rooms our own words come back, and other sessions ask other people there.
    const ours = user === this.#me && room !== null;
    if (ours || device === null || saidAt === null || saidAt > now + AHEAD) return;
    const until = saidAt + ASKED_FOR;
    if (until <= now || this.#open.has(flow)) return;
    this.#open.set(flow, { flow, user, device, room, event, until });
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST && oldest !== undefined) this.#open.delete(oldest);
  }

  /** The oldest that still stands, of anybody or of one person. */
  first(user: UserId | null, now: number): AskedVerification | null {
    this.#forget(now);
    return [...this.#open.values()].find((one) => user === null || one.user === user) ?? null;
  }

  has(flow: string, now: number): boolean {
    this.#forget(now);
    return this.#open.has(flow);
  }

  remove(flow: string): void {
    this.#open.delete(flow);
  }

  /** How long until the next one ends, milliseconds; null while there is none. */
  untilNext(now: number): number | null {
    this.#forget(now);
    const ends = [...this.#open.values()].map(({ until }) => until - now);
    return ends.length === 0 ? null : Math.min(...ends);
  }

  #forget(now: number): void {
    for (const { flow, until } of this.#open.values()) if (until <= now) this.#open.delete(flow);
  }
}
