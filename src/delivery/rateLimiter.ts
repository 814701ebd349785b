import type { RoomId } from "../rooms/identifiers.ts";
import { RoomLimits } from "./roomLimits.ts";
import type { DeliveryClass } from "./row.ts";

/** The homeserver's limit as learnt from 429 answers; there is none before the first. */
interface Limit {
  /** Tokens a second. */
  rate: number;
  /** The most that it has been seen to hold. */
  burst: number;
  /** At `at`; below zero while the model hopes for more than there was. */
  tokens: number;
  at: number;
  /** When it was met last, or hoped to be wider. */
  confirmedAt: number;
  /** How long after that it may be hoped to be wider, milliseconds. */
  trust: number;
  /** Whether it is a hope that no 429 has answered yet. */
  isHope: boolean;
  /** When, by the last 429's word, it held one token, and how many messages were accepted since. */
  countedFrom: number;
  accepted: number;
  /** Since then it may have been full, so that tokens were lost: the count says less than the rate. */
  brimmed: boolean;
}

/** Tokens that bulk messages leave for replies. */
const RESERVE = 2;
/**
 * A limit that was not met for a while may be wider than was learnt: it is tried so much faster then. A storm of 429s that
 * no bucket explains (a proxy, a server that restarts) teaches a crawl, which has to end with it; a 429 that answers a
 * hope costs one request. How long a limit is trusted, milliseconds, doubles with each hope that is refuted, and halves
 * with each that held.
 */
const HOPE = 2;
const TRUST = { first: 60_000, least: 30_000, most: 10 * 60_000 };
/** Pause after a 429 that names none, milliseconds. */
const UNNAMED_PAUSE = 5000;
const MINUTE = 60_000;
/** No limit is taken to be narrower, a second: a bot that was silent for hours learns nothing from its first 429. */
const SLOWEST = 0.1;
/**
 * A 429 that asks for more than this tells of a penalty, or of a slip in a proxy, and not of a bucket: it is heeded,
 * but teaches no rate, and a message goes as a probe each time that so much has passed, milliseconds.
 */
const PROBE_EVERY = MINUTE;

/** What the limiter knew before a 429 of which nobody knows yet whether it speaks of the account. */
type Before = Readonly<{ limit: Limit | null; until: number; from: number; probeAt: number | null }>;

/**
 * Models the account's rate limit (Synapse: a leaky bucket for messages, reactions, state and redactions together).
 * Bulk messages go at `perSecond` at most, one at a time; replies go at once. After a 429 both keep to what was learnt.
 * Times in milliseconds.
 *
 * A 429 says when the bucket will hold one token again. The time since the last accepted message bounds the rate from
 * above, because that message may have left part of a token. Two such moments give it exactly: between them the bucket
 * gained as many tokens as messages were accepted, unless it was full meanwhile. A limit that proves to be one room's own
 * (`roomLimits.ts`) teaches nothing, and holds back no other.
 */
export class RateLimiter {
  readonly #perSecond: number;
  #nextBulk = 0;
  #limit: Limit | null = null;
  #blockedUntil = 0;
  #blockedFrom = 0;
  /** When the next probe may go, while a long block lasts; null when there is none. */
  #probeAt: number | null = null;
  #lastAccepted: number | null = null;
  readonly #rooms = new RoomLimits();
  #before: Before | null = null;
  /** Moments of the last minute. */
  #accepted: number[] = [];

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Messages a second in the long run, as far as is known: what was asked for, or the homeserver's limit if that is less. */
  get rate(): number {
    return Math.min(this.#perSecond, this.#limit?.rate ?? Number.POSITIVE_INFINITY);
  }

  /** How long until a message of this class may go to this room; 0 is now. */
  wait(kind: DeliveryClass, now: number, room: RoomId | null = null): number {
    const bulk = kind !== "reply";
    if (this.#isProbe(room, now)) return bulk ? Math.max(0, this.#nextBulk - now) : 0;
    if (this.#probeAt !== null && now < this.#blockedUntil) return Math.max(0, this.#probeAt - now);
    const blocked = Math.max(0, this.#blockedUntil - now);
    const spaced = bulk ? Math.max(0, this.#nextBulk - now) : 0;
    return Math.ceil(Math.max(blocked, spaced, this.#untilTokens(bulk ? 1 + RESERVE : 1, now)));
  }

  /** A message of this class goes now. Returns what takes that back, when it does not go after all. */
  take(kind: DeliveryClass, now: number, room: RoomId | null = null): () => void {
    const bulk = kind !== "reply";
    const forget = room !== null && this.#isProbe(room, now) ? this.#rooms.probed(room, now) : null;
    const nextBulk = this.#nextBulk;
    if (bulk) this.#nextBulk = Math.max(now, nextBulk) + 1000 / this.#perSecond;
    const probeAt = this.#probeAt;
    if (probeAt !== null) this.#probeAt = now < this.#blockedUntil ? now + PROBE_EVERY : null;
    const limit = this.#refill(now);
    if (limit) limit.tokens -= 1;
    return () => {
      forget?.();
      this.#probeAt = probeAt;
      if (bulk) this.#nextBulk = nextBulk;
      if (limit) limit.tokens += 1;
    };
  }

  /** How long the homeserver asked for, when that is more than a bucket explains; 0 when it is not. */
  blocked(now: number): number {
    return this.#probeAt === null ? 0 : Math.max(0, this.#blockedUntil - now);
  }

  /** Whether this room is limited, and no other. */
  isLimitedAlone(room: RoomId): boolean {
    return this.#rooms.isOwn(room);
  }

  /** What was asked at `asked` arrived. */
  accepted(now: number, asked = now, room: RoomId | null = null): void {
    if (room !== null && this.#rooms.accepted(room, asked)) this.#unlearn();
    // A probe, not one of those that were under way: the homeserver does not mean it any more.
    if (this.blocked(now) > 0 && asked >= this.#blockedFrom) {
      this.#blockedUntil = now;
      this.#probeAt = null;
    }
    this.#lastAccepted = now;
    this.#accepted.push(now);
    // Forgotten now and then, not at each of hundreds a second.
    if ((this.#accepted[0] ?? now) < now - 2 * MINUTE)
      this.#accepted = this.#accepted.filter((at) => at > now - MINUTE);
    if (this.#limit) this.#limit.accepted += 1;
  }

  /**
   * The homeserver answered 429 to what was asked at `asked`. `retryAfter`: what it said; null when it did not. Nothing
   * follows from it for other rooms once this one is known to be limited alone.
   */
  limited(asked: number, now: number, retryAfter: number | null, room: RoomId | null = null): void {
    const pause = retryAfter ?? UNNAMED_PAUSE;
    if (room !== null) {
      if (this.#rooms.isOwn(room)) return;
      const before = this.#state();
      if (this.#rooms.limited(room, now, now + pause) === "begins a doubt") this.#before = before;
    }
    if (pause > PROBE_EVERY) {
      this.#blockedUntil = Math.max(this.#blockedUntil, now + pause);
      this.#blockedFrom = now;
      this.#probeAt = now + PROBE_EVERY;
      return;
    }
    // Several sends under way meet the same empty bucket: one lesson is enough.
    const known = now < this.#blockedUntil;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + pause);
    if (known) return;
    // Synapse reckons from when it was asked, and answers half a second later.
    const free = asked + pause;
    const rate = this.#learn(free);
    this.#limit = {
      rate,
      burst: this.#burstSeen(now, rate),
      tokens: 1,
      at: free,
      confirmedAt: now,
      trust: this.#limit?.isHope
        ? Math.min(TRUST.most, 2 * this.#limit.trust)
        : (this.#limit?.trust ?? TRUST.first),
      isHope: false,
      countedFrom: free,
      accepted: 0,
      brimmed: false,
    };
  }

  #isProbe(room: RoomId | null, now: number): boolean {
    return room !== null && now < this.#blockedUntil && this.#rooms.mayProbe(room, now);
  }

  #state(): Before {
    const limit = this.#limit && { ...this.#limit };
    return { limit, until: this.#blockedUntil, from: this.#blockedFrom, probeAt: this.#probeAt };
  }

  #unlearn(): void {
    if (this.#before === null) return;
    const { limit, until, from, probeAt } = this.#before;
    this.#limit = limit;
    this.#blockedUntil = until;
    this.#blockedFrom = from;
    this.#probeAt = probeAt;
    this.#before = null;
  }

  #learn(free: number): number {
    const limit = this.#limit;
    const sinceLast = this.#lastAccepted === null ? 0 : free - this.#lastAccepted;
    const most = Math.min(this.#perSecond, sinceLast > 0 ? 1000 / sinceLast : this.#perSecond);
    const exact = limit ? (limit.accepted * 1000) / (free - limit.countedFrom) : 0;
    const known = limit?.rate ?? Number.POSITIVE_INFINITY;
    const learnt = Math.min(most, limit?.brimmed || !(exact > 0) ? known : exact);
    return Math.max(learnt, Math.min(SLOWEST, this.#perSecond));
  }

  /** The bucket holds at least the messages accepted within a minute, less the tokens that dripped in meanwhile. */
  #burstSeen(now: number, rate: number): number {
    const recent = this.#accepted.filter((at) => at > now - MINUTE);
    const drip = (rate * (now - (recent[0] ?? now))) / 1000;
    return Math.max(1 + RESERVE, this.#limit?.burst ?? 0, Math.floor(recent.length - drip));
  }

  #untilTokens(needed: number, now: number): number {
    const limit = this.#refill(now);
    if (!limit || limit.tokens >= needed) return 0;
    return Math.max(0, limit.at - now) + ((needed - limit.tokens) / limit.rate) * 1000;
  }

  #refill(now: number): Limit | null {
    const limit = this.#limit;
    if (!limit || now <= limit.at) return limit;
    const tokens = limit.tokens + ((now - limit.at) * limit.rate) / 1000;
    limit.brimmed ||= tokens > limit.burst;
    limit.tokens = Math.min(limit.burst, tokens);
    limit.at = now;
    if (now - limit.confirmedAt > limit.trust) this.#hope(limit, now);
    return this.#limit;
  }

  /** Twice as fast; once the rate reaches `perSecond`, the limit is dropped. */
  #hope(limit: Limit, now: number): void {
    if (limit.isHope) limit.trust = Math.max(TRUST.least, limit.trust / 2);
    limit.isHope = true;
    limit.rate *= HOPE;
    limit.confirmedAt = now;
    if (limit.rate >= this.#perSecond) this.#limit = null;
  }
}
