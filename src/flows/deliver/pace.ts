import type { DeliveryClass } from "../../ports.ts";

/** What the homeserver's limit looks like, once a 429 has shown that there is one. */
interface Limit {
  /** Tokens a second. */
  rate: number;
  /** The most that it has been seen to hold. */
  burst: number;
  tokens: number;
  at: number;
  seenAt: number;
}

/** Tokens that bulk messages leave for replies. */
const RESERVE = 2;
/** A limit that has not been met for this long is forgotten: the next 429 teaches it again at the price of a pause. */
const MEMORY = 10 * 60_000;

/**
 * Models the account's rate limit (Synapse: a leaky bucket for messages, reactions, state and redactions together).
 * Bulk messages go at `perSecond` at most, one at a time; replies go at once. After a 429 both keep to what was learnt:
 * the time from the last accepted message to the one allowed next is 1 / rate, the bucket being empty.
 */
export class Pace {
  readonly #perSecond: number;
  #nextBulk = 0;
  #limit: Limit | null = null;
  #blockedUntil = 0;
  #lastAccepted = 0;
  #acceptedSince: number[] = [];

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Milliseconds until a message of this class may go; 0 is now. */
  wait(kind: DeliveryClass, now: number): number {
    const bulk = kind !== "reply";
    const blocked = Math.max(0, this.#blockedUntil - now);
    const spaced = bulk ? Math.max(0, this.#nextBulk - now) : 0;
    return Math.ceil(Math.max(blocked, spaced, this.#untilTokens(bulk ? 1 + RESERVE : 1, now)));
  }

  /** A message of this class goes now. */
  take(kind: DeliveryClass, now: number): void {
    if (kind !== "reply") this.#nextBulk = Math.max(now, this.#nextBulk) + 1000 / this.#perSecond;
    const limit = this.#refill(now);
    if (limit) limit.tokens -= 1;
    this.#acceptedSince.push(now);
    if (this.#acceptedSince.length > 200) this.#acceptedSince.shift();
  }

  accepted(now: number): void {
    this.#lastAccepted = now;
  }

  /** The homeserver answered 429. `retryAfter` in milliseconds; null when it did not say. */
  limited(now: number, retryAfter: number | null): void {
    const pause = retryAfter ?? 5000;
    // Several sends under way meet the same empty bucket: one lesson is enough.
    if (now < this.#blockedUntil) {
      this.#blockedUntil = Math.max(this.#blockedUntil, now + pause);
      return;
    }
    const sinceLast = this.#lastAccepted > 0 ? Math.min(now - this.#lastAccepted, 60_000) : 0;
    const rate = Math.min(this.#perSecond, 1000 / Math.max(1, pause + sinceLast));
    this.#limit = { rate, burst: this.#burstSeen(now, rate), tokens: 0, at: now + pause, seenAt: now };
    // One token is there when the pause ends.
    this.#limit.tokens = 1;
    this.#blockedUntil = now + pause;
  }

  /** What one account managed to send in a row, less what dripped in meanwhile, is what its bucket holds. */
  #burstSeen(now: number, rate: number): number {
    const recent = this.#acceptedSince.filter((at) => at > now - 60_000);
    const first = recent[0] ?? now;
    const drip = (rate * (now - first)) / 1000;
    const seen = Math.max(this.#limit?.burst ?? 0, recent.length - drip);
    return Math.max(1 + RESERVE, Math.floor(seen));
  }

  #untilTokens(needed: number, now: number): number {
    const limit = this.#refill(now);
    if (!limit || limit.tokens >= needed) return 0;
    return Math.max(0, limit.at - now) + ((needed - limit.tokens) / limit.rate) * 1000;
  }

  #refill(now: number): Limit | null {
    const limit = this.#limit;
    if (!limit) return null;
    if (now - limit.seenAt > MEMORY) {
      this.#limit = null;
      return null;
    }
    if (now > limit.at) {
      limit.tokens = Math.min(limit.burst, limit.tokens + ((now - limit.at) * limit.rate) / 1000);
      limit.at = now;
    }
    return limit;
  }
}
