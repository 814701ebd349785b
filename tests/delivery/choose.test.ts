import { describe, expect, test } from "vitest";
import { type Candidate, choose, type Sending } from "../../src/delivery/choose.ts";
import { RateLimiter } from "../../src/delivery/rateLimiter.ts";
import type { OutboxId, OutboxRow } from "../../src/delivery/row.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { attempted, ELSEWHERE, HERE, NOW, queued } from "./row.ts";

const id = (number: number): OutboxId => number as OutboxId;

function candidate(number: number, change: Partial<OutboxRow> = {}, gap: number | null = null): Candidate {
  const row = (change.state === "attempted" ? attempted : queued)({ place: number as PlaceId, ...change });
  return {
    row: { ...row, id: id(number) },
    place: { room: HERE },
    room: { encrypted: false },
    gap,
    lastGap: gap,
  };
}

function chosen(candidates: Candidate[], sending: Partial<Sending> = {}) {
  const { looks, sends, wait } = choose(candidates, {
    underWay: new Set(),
    free: 16,
    forReplies: 0,
    monotonic: NOW,
    device: "DEVICE",
    caughtUpAt: NOW,
    now: NOW,
    limiter: new RateLimiter(Number.POSITIVE_INFINITY),
    ...sending,
  });
  return {
    looks: looks.map(({ next, approach }) => `${approach} ${next.row.id}`),
    sends: sends.map(({ next }) => next.row.id),
    wait,
  };
}

test("in an encrypted room nothing is sealed, not even an answer, before the gaps of the start are worked through", () => {
  const inSealed = (gap: number | null): Candidate => ({
    ...candidate(1, { class: "reply" }, gap),
    room: { encrypted: true },
  });
  expect(chosen([inSealed(NOW - 3_600_000)]).sends).toEqual([]);
  expect(chosen([inSealed(NOW)]).sends).toEqual([]);
  // One that came later tells of no other copy of the store: this one has followed the room itself.
  expect(chosen([inSealed(NOW + 1)]).sends).toEqual([1]);
  expect(chosen([inSealed(null)]).sends).toEqual([1]);
  expect(chosen([candidate(1, { class: "reply" }, NOW)]).sends).toEqual([1]);
});

describe("of what is due", () => {
  test("an answer goes first, however long announcements have waited", () => {
    const limiter = new RateLimiter(1);
    const { sends, wait } = chosen(
      [candidate(1), candidate(2), candidate(3, { class: "reply" }), candidate(4, { class: "reply" })],
      { limiter },
    );
    expect(sends).toEqual([3, 4, 1]);
    expect(wait).toBe(1000);
  });

  test("an answer takes the last free place", () => {
    expect(chosen([candidate(1), candidate(2, { class: "reply" })], { free: 1 }).sends).toEqual([2]);
  });

  test("the last places are kept for answers", () => {
    const due = [candidate(1), candidate(2), candidate(3), candidate(4, { class: "reply" })];
    expect(chosen(due, { free: 4, forReplies: 2 }).sends).toEqual([4, 1]);
    expect(chosen(due.slice(0, 3), { free: 2, forReplies: 2 }).sends).toEqual([]);
  });

  test("what is under way is not sent again beside itself", () => {
    expect(chosen([candidate(1), candidate(2)], { underWay: new Set([id(1)]) }).sends).toEqual([2]);
  });

  test("what was attempted waits for its room's gap; what was not waits for a young one, and no answer does", () => {
    const of = (gap: number) => [
      candidate(1, { state: "attempted", attemptedAt: gap - 1 }, gap),
      candidate(2, {}, gap),
      candidate(3, { class: "reply" }, gap),
    ];
    expect(chosen(of(NOW - 599_999))).toMatchObject({ sends: [3], looks: [] });
    expect(chosen(of(NOW - 600_000))).toMatchObject({ sends: [3, 2], looks: [] });
  });

  test("what was attempted after its room's gap is not in it; an answer that is late anyway is looked for", () => {
    const gap = NOW - 3_600_000;
    const late = { class: "reply", attemptedAt: gap - 1000, createdAt: NOW - 600_001 } as const;
    const due = [
      candidate(1, { state: "attempted", attemptedAt: gap + 1 }, gap),
      { ...candidate(2, { state: "attempted", attemptedAt: gap + 1 }, gap), lastGap: gap + 2 },
      candidate(3, { state: "attempted", ...late }, gap),
      candidate(4, { state: "attempted", ...late, createdAt: NOW - 600_000 }, gap),
    ];
    expect(chosen(due)).toMatchObject({ sends: [1], looks: ["look up 3"] });
  });

  test("rooms are looked at although the limit holds sends back", () => {
    const limiter = new RateLimiter(1);
    limiter.take("announcement", NOW);
    const { looks, sends, wait } = chosen(
      [
        candidate(1, { held: true }),
        candidate(2, { state: "attempted", device: "OTHER" }),
        candidate(3, { state: "attempted", room: ELSEWHERE }),
        candidate(4),
      ],
      { limiter },
    );
    expect(looks).toEqual(["look through 1", "look up 2", "look up before 3"]);
    expect(sends).toEqual([]);
    expect(wait).toBe(1000);
  });

  test("a limiter that cannot tell how long holds nothing back", () => {
    const limiter = new RateLimiter(Number.POSITIVE_INFINITY);
    limiter.limited(NOW - 2000, NOW - 2000, 1000);
    expect(limiter.wait("announcement", NOW)).toBeNaN();
    expect(chosen([candidate(1)], { limiter })).toMatchObject({ sends: [1], wait: null });
  });

  test("looks take places too", () => {
    expect(chosen([candidate(1, { held: true }), candidate(2)], { free: 1 }).sends).toEqual([]);
  });

  test("nothing is sent when two rows of one place and class would be", () => {
    const two = [candidate(1, { place: 1 as PlaceId }), candidate(2, { place: 1 as PlaceId })];
    expect(() => chosen(two)).toThrow("one place and class");
    expect(chosen([candidate(1), candidate(2, { place: 1 as PlaceId, class: "edit" })]).sends).toEqual([
      1, 2,
    ]);
  });
});
