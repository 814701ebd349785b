import { expect, test } from "vitest";
import { Failures } from "../../src/delivery/failures.ts";
import type { OutboxId } from "../../src/ports/index.ts";
import { room } from "../support/identifiers.ts";

const ROW = 7 as OutboxId;
const [HERE, ELSEWHERE] = [room("a"), room("b")];
const ill = { now: 0, limited: false, astray: false, alone: true, fleeting: false };
const MINUTE = 60_000;

/** The number of the failure after which the row is given up; null when it is not within a hundred. */
function givenUpAfter(failures: Failures, about: typeof ill, between: () => void): number | null {
  for (let count = 1; count <= 100; count += 1) {
    if (failures.failed(ROW, HERE, about).final) return count;
    between();
  }
  return null;
}

test.each([
  { what: "an announcement", fleeting: false, minutes: 10 },
  { what: "an answer", fleeting: true, minutes: 2 },
])(
  "$what that fails while others of its room arrive is given up after $minutes minutes, not by chance",
  (about) => {
    const failures = new Failures();
    const { fleeting, minutes } = about;
    const failedAt = (now: number) => failures.failed(ROW, HERE, { ...ill, fleeting, now }).final;
    for (let count = 0; count < 10; count += 1) {
      expect(failedAt(count * 1000)).toBe(false);
      failures.arrived(HERE);
    }
    expect(failedAt(minutes * MINUTE - 1)).toBe(false);
    expect(failedAt(minutes * MINUTE)).toBe(true);
  },
);

test("two failures beside others of its room say nothing, however long ago the first was", () => {
  const failures = new Failures();
  expect(failures.failed(ROW, HERE, ill).final).toBe(false);
  failures.arrived(HERE);
  expect(failures.failed(ROW, HERE, { ...ill, now: 20 * MINUTE }).final).toBe(false);
});

test("one that fails while others arrive elsewhere has half an hour: its room may get well", () => {
  const failures = new Failures();
  expect(givenUpAfter(failures, ill, () => failures.arrived(ELSEWHERE))).toBe(31);
});

test("one beside which nothing arrives is never given up, nor for what arrived before", () => {
  const failures = new Failures();
  for (let at = 0; at < 50; at += 1) failures.arrived(HERE);
  expect(givenUpAfter(failures, ill, () => {})).toBeNull();
});

test("what a firewall refuses, and nothing else fails, is given up after a few tries", () => {
  const astray = { ...ill, astray: true };
  expect(givenUpAfter(new Failures(), astray, () => {})).toBe(5);
  expect(givenUpAfter(new Failures(), { ...astray, alone: false }, () => {})).toBeNull();
  const failures = new Failures();
  const others = () => failures.arrived(ELSEWHERE);
  expect(givenUpAfter(failures, { ...astray, alone: false }, others)).toBe(5);
});

test("what is limited is named in time, and never given up", () => {
  const failures = new Failures();
  expect(givenUpAfter(failures, { ...ill, limited: true }, () => failures.arrived(HERE))).toBeNull();
  expect(failures.failed(ROW, HERE, { ...ill, limited: true, now: 60_001 }).long).toBe(true);
});

test("a minute of failures is told; a room is well when the last of its rows is settled", () => {
  const failures = new Failures();
  const other = 8 as OutboxId;
  expect(failures.failed(ROW, HERE, ill).long).toBe(false);
  expect(failures.failed(ROW, HERE, { ...ill, now: 60_000 }).long).toBe(false);
  expect(failures.failed(ROW, HERE, { ...ill, now: 60_001 }).long).toBe(true);
  failures.failed(other, HERE, ill);
  expect([failures.forget(ROW), failures.forget(other), failures.forget(other)]).toEqual([null, HERE, null]);
});
