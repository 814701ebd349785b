import type { RoomId } from "../rooms/identifiers.ts";
import { backoff } from "./backoff.ts";

/** Rooms that fail, with none that succeeds meanwhile, before the homeserver is taken to be away. */
const ROOMS = 2;
/** Between two probes, milliseconds. */
const PROBES = 1000;
/** An operator hears of a pause that lasts longer than this, milliseconds. */
const LONG = 60_000;

/**
 * When sending as a whole stands still, whatever row is due (docs/design.md §7.6): the homeserver is away, the account
 * waits for people, or our own store fails. One room that fails concerns only that room; when several do, or the sync
 * too, and none succeeds meanwhile, all wait, but for a probe now and then into a room that has not failed: should the
 * failures be those of a few rooms after all, the first probe that arrives ends the pause. Moments and spans in
 * milliseconds, of a clock that nobody sets.
 */
export class SendPause {
  #until = 0;
  /** When it began, however often it was made longer since; null while nothing stands still. */
  #since: number | null = null;
  /** Passing failures in a row: a homeserver that is down is not asked again for every row. */
  #failures = 0;
  /** The rooms that failed since a message arrived anywhere. */
  readonly #failing = new Set<RoomId>();
  #probes = false;
  #probedAt = Number.NEGATIVE_INFINITY;

  /** How long it still lasts; 0 when there is none. */
  left(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /** How long until a probe may go; null when none helps, because the account itself is in trouble, or our store. */
  untilProbe(now: number): number | null {
    return this.#probes ? Math.max(0, this.#probedAt + PROBES - now) : null;
  }

  /** A probe goes where nothing has failed yet. */
  isProbe(room: RoomId | null): boolean {
    return room !== null && !this.#failing.has(room);
  }

  probed(now: number): void {
    this.#probedAt = now;
  }

  /** Whether this room is the only one that fails. */
  isAlone(room: RoomId): boolean {
    return this.#failing.size === 1 && this.#failing.has(room);
  }

  /** A send failed in passing. Many that were under way tell so at once, and count once. */
  passing(room: RoomId, syncFails: boolean, now: number, random: () => number): void {
    this.#failing.add(room);
    if (now < this.#until || !(syncFails || this.#failing.size >= ROOMS)) return;
    this.#failures += 1;
    this.#lengthen(now + backoff(this.#failures, random), now);
    this.#probes = true;
  }

  /** Nothing is sent before `moment`, not even as a probe. */
  begin(moment: number, now: number): void {
    this.#lengthen(moment, now);
    this.#probes = false;
  }

  /** Whether, at its present end, it will have lasted so long that an operator should hear of it. */
  isLong(): boolean {
    return this.#since !== null && this.#until - this.#since > LONG;
  }

  /** A message arrived somewhere: what fails is not the homeserver. Whether something had failed since one did before. */
  arrived(): boolean {
    const failed = this.#failing.size > 0;
    this.#failing.clear();
    this.#failures = 0;
    this.end();
    return failed;
  }

  /** Ends the pause. False when there was none. */
  end(): boolean {
    const paused = this.#since !== null;
    this.#until = 0;
    this.#since = null;
    return paused;
  }

  #lengthen(until: number, now: number): void {
    this.#since ??= now;
    this.#until = until;
  }
}
