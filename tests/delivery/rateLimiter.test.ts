import { describe, expect, test } from "vitest";
import { RateLimiter } from "../../src/delivery/rateLimiter.ts";
import { room } from "../support/identifiers.ts";

const LATENCY = 20;
/** Synapse thinks this long before it answers 429. */
const PENALTY = 500;

/** The leaky bucket of Synapse's `Ratelimiter`: `burst` actions at once, `rate` a second. */
class Bucket {
  #count = 0;
  #at = 0;
  rate: number;
  readonly burst: number;

  constructor(rate: number, burst: number) {
    this.rate = rate;
    this.burst = burst;
  }

  /** Null when accepted, else `retry_after_ms`. */
  ask(now: number): number | null {
    this.#count = Math.max(0, this.#count - ((now - this.#at) / 1000) * this.rate);
    this.#at = now;
    if (this.#count + 1 > this.burst) return Math.floor(((this.#count + 1 - this.burst) / this.rate) * 1000);
    this.#count += 1;
    return null;
  }
}

interface Run {
  readonly finished: number;
  readonly refused: number;
  /** How long each reply waited, milliseconds. */
  readonly waits: number[];
}

/** Sends so many bulk messages one at a time, and replies as they come, by the word of one limiter. */
function run(limiter: RateLimiter, bucket: Bucket, bulk: number, replies: readonly number[], from = 0): Run {
  const pending = [...replies];
  const waits: number[] = [];
  let left = bulk;
  let refused = 0;
  let now = from;
  while (left > 0 || pending.length > 0) {
    const asked = pending[0] !== undefined && pending[0] <= now ? pending[0] : null;
    const kind = asked !== null ? "reply" : "announcement";
    const where = room(`${kind}${asked === null ? left : pending.length}`);
    const wait = asked === null && left === 0 ? 1000 : limiter.wait(kind, now, where);
    if (wait > 0) {
      const arrival = asked === null ? pending[0] : undefined;
      now = Math.min(now + wait, arrival !== undefined && arrival > now ? arrival : Number.POSITIVE_INFINITY);
      continue;
    }
    limiter.take(kind, now, where);
    const retryAfter = bucket.ask(now + LATENCY / 2);
    const sent = now;
    now += LATENCY + (retryAfter === null ? 0 : PENALTY);
    if (retryAfter !== null) {
      refused += 1;
      limiter.limited(sent, now, retryAfter, where);
    } else {
      limiter.accepted(now, sent, where);
      if (asked === null) left -= 1;
      else {
        pending.shift();
        waits.push(now - asked);
      }
    }
  }
  return { finished: now - from, refused, waits };
}

const floor = (rooms: number, rate: number, burst: number) => ((rooms - burst) / rate) * 1000;

describe("under Synapse's default limit", () => {
  test("forty rooms take at most 15 % more than they must, with a few refusals", () => {
    const { finished, refused } = run(new RateLimiter(1), new Bucket(0.2, 10), 40, []);
    expect(finished / floor(40, 0.2, 10)).toBeLessThanOrEqual(1.15);
    expect(refused).toBeLessThanOrEqual(3);
  });

  test("replies meanwhile wait two tokens' time at most", () => {
    for (let offset = 0; offset < 5000; offset += 700) {
      const replies = Array.from({ length: 8 }, (_, index) => 5000 + offset + index * 20_000);
      const { waits, refused } = run(new RateLimiter(1), new Bucket(0.2, 10), 40, replies);
      expect(waits).toHaveLength(8);
      expect(Math.max(...waits)).toBeLessThanOrEqual(2 * 5000);
      expect(refused).toBeLessThanOrEqual(5);
    }
  });

  test("hours of it are refused once in a while only", () => {
    const { finished, refused } = run(new RateLimiter(1), new Bucket(0.2, 10), 1500, []);
    expect(finished / floor(1500, 0.2, 10)).toBeLessThanOrEqual(1.05);
    expect(refused).toBeLessThanOrEqual(2 * (finished / 600_000));
  });
});

test.each([
  [0.1, 5],
  [0.5, 20],
  [0.9, 2],
])("a limit of %d/s, burst %d is learnt as well", (rate, burst) => {
  const { finished, refused } = run(new RateLimiter(1), new Bucket(rate, burst), 60, []);
  expect(finished / floor(60, rate, burst)).toBeLessThanOrEqual(1.25);
  expect(refused).toBeLessThanOrEqual(8);
});

test("no limit is met at the agreed pace: one message a second, replies at once", () => {
  const { finished, refused, waits } = run(new RateLimiter(1), new Bucket(50, 100), 30, [5500, 5500, 5500]);
  expect(refused).toBe(0);
  expect(finished).toBeGreaterThanOrEqual(29_000);
  expect(finished).toBeLessThan(30_000);
  expect(Math.max(...waits)).toBeLessThan(100);
});

test("a limit that is lifted is noticed in time", () => {
  const limiter = new RateLimiter(1);
  const bucket = new Bucket(0.2, 10);
  const { finished } = run(limiter, bucket, 40, []);
  bucket.rate = 100;
  run(limiter, bucket, 3000, [], finished);
  const { finished: later } = run(limiter, bucket, 20, [], 20 * 3_600_000);
  expect(later).toBeLessThan(25_000);
});

describe("a crawl that a storm of refusals taught, which no bucket explains", () => {
  /** Half of what is asked for three minutes is refused, and each refusal names a second. */
  function stormed(): RateLimiter {
    const limiter = new RateLimiter(1);
    for (let now = 0, turn = 0; now < 180_000; turn += 1) {
      now += limiter.wait("reply", now);
      limiter.take("reply", now);
      if (turn % 4 < 2) limiter.limited(now, now + LATENCY, 1000);
      else limiter.accepted(now + LATENCY, now);
    }
    return limiter;
  }

  test("ends some minutes after the storm", () => {
    const limiter = stormed();
    expect(limiter.rate).toBeLessThan(0.5);
    const { finished, refused } = run(limiter, new Bucket(100, 100), 300, [], 180_000);
    expect(refused).toBe(0);
    // Five minutes at the agreed pace, and what the crawl held up.
    expect(finished).toBeLessThan(300_000 + 4 * 60_000);
    expect(limiter.rate).toBe(1);
  });

  test("and after a real limit that was met for hours, within the hour that it is lifted", () => {
    const limiter = new RateLimiter(1);
    const bucket = new Bucket(0.2, 10);
    const { finished } = run(limiter, bucket, 1500, []);
    bucket.rate = 100;
    run(limiter, bucket, 1000, [], finished);
    expect(limiter.rate).toBe(1);
  });
});

test("what turned out to have nothing to send is given back", () => {
  const limiter = new RateLimiter(1);
  const giveBack = limiter.take("announcement", 1000);
  expect(limiter.wait("announcement", 1000)).toBe(1000);
  limiter.take("reply", 1000)();
  expect(limiter.wait("announcement", 1000)).toBe(1000);
  giveBack();
  expect(limiter.wait("announcement", 1000)).toBe(0);
});

test("several refusals at once are one lesson", () => {
  const limiter = new RateLimiter(1);
  for (let index = 0; index < 10; index += 1) {
    limiter.take("reply", index);
    limiter.accepted(index);
  }
  limiter.limited(10, 10, 5000);
  limiter.limited(10, 12, 6000);
  expect(limiter.wait("reply", 12)).toBe(6000);
  expect(limiter.wait("announcement", 6012)).toBeGreaterThan(5000);
});

test("a bot that was silent for hours learns no crawl from its first 429", () => {
  const limiter = new RateLimiter(1);
  limiter.take("reply", 0);
  limiter.accepted(0);
  const later = 7_200_000;
  limiter.limited(later, later, 5000);
  expect(limiter.rate).toBeGreaterThanOrEqual(0.1);
  expect(limiter.wait("announcement", later + 5000)).toBeLessThanOrEqual(20_000);
});

describe("one room that is limited by itself", () => {
  const [ill, well, other, third] = [room("ill"), room("well"), room("other"), room("third")];

  test.each([5000, 3_600_000])("holds back no other for %d ms: a message elsewhere shows it", (asks) => {
    const limiter = new RateLimiter(1);
    limiter.limited(0, 10, asks, ill);
    expect(limiter.wait("reply", 20, ill)).toBeGreaterThan(4000);
    expect(limiter.wait("reply", 20, well)).toBe(0);
    limiter.take("reply", 20, well);
    // One at a time tries it.
    expect(limiter.wait("reply", 30, other)).toBeGreaterThan(4000);
    limiter.accepted(40, 20, well);
    for (const one of [well, other]) expect(limiter.wait("reply", 50, one)).toBe(0);
    expect([limiter.blocked(50), limiter.rate, limiter.isLimitedAlone(ill)]).toEqual([0, 1, true]);
    limiter.limited(60, 70, asks, ill);
    for (const one of [well, other]) expect(limiter.wait("reply", 80, one)).toBe(0);
    // It is like any other once something arrives there.
    limiter.accepted(90, 85, ill);
    limiter.limited(100, 110, asks, ill);
    expect(limiter.wait("reply", 120, ill)).toBeGreaterThan(4000);
  });

  test("is the account after all when others are refused too", () => {
    const limiter = new RateLimiter(1);
    for (const [one, at] of [
      [ill, 0],
      [well, 6000],
      [other, 12_000],
    ] as const) {
      expect(limiter.wait("reply", at, one)).toBe(0);
      limiter.take("reply", at, one);
      limiter.limited(at, at + 10, 50_000, one);
    }
    expect(limiter.wait("reply", 20_000, third)).toBeGreaterThan(30_000);
    // One that was under way all the time proves nothing now.
    limiter.accepted(20_100, 11_000, third);
    expect(limiter.wait("reply", 20_200, third)).toBeGreaterThan(30_000);
  });

  test("and of several that might be probed each has its turn, because one may be ill itself", () => {
    const limiter = new RateLimiter(1);
    limiter.limited(0, 10, 3_600_000, ill);
    limiter.take("reply", 30, well);
    expect(limiter.wait("reply", 6000, well)).toBeGreaterThan(0);
    expect(limiter.wait("reply", 6000, other)).toBe(0);
    limiter.take("reply", 6000, other);
    expect(limiter.wait("reply", 31_000, well)).toBe(0);
  });

  test("and whose probe is not answered is probed again; what was asked before proves nothing", () => {
    const limiter = new RateLimiter(1);
    limiter.limited(0, 10, 60_000, ill);
    limiter.accepted(20, 5, well);
    expect(limiter.wait("reply", 30, ill)).toBeGreaterThan(50_000);
    limiter.take("reply", 30, well);
    expect(limiter.wait("reply", 5000, other)).toBeGreaterThan(50_000);
    expect(limiter.wait("reply", 5030, other)).toBe(0);
    limiter.take("reply", 5030, other)();
    expect(limiter.wait("reply", 5031, other)).toBe(0);
  });
});

test("a 429 of an hour is heeded with a probe each minute, and teaches no rate", () => {
  const limiter = new RateLimiter(1);
  limiter.take("reply", 0);
  limiter.limited(0, 500, 3_600_000);
  expect([limiter.wait("reply", 500), limiter.blocked(500)]).toEqual([60_000, 3_600_000]);
  expect(limiter.wait("announcement", 60_500)).toBe(0);
  limiter.take("announcement", 60_500);
  expect(limiter.wait("reply", 60_500)).toBe(60_000);
  // One that was asked before says nothing about it; the probe does.
  limiter.accepted(60_600, 400);
  expect(limiter.blocked(60_600)).toBeGreaterThan(0);
  limiter.accepted(60_700, 60_500);
  expect([
    limiter.blocked(60_700),
    limiter.wait("reply", 60_700),
    limiter.wait("announcement", 61_500),
  ]).toEqual([0, 0, 0]);
});
