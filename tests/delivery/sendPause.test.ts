import { expect, test } from "vitest";
import { SendPause } from "../../src/delivery/sendPause.ts";

const never = (): number => 0;

/** Fails in passing so many times, each when the pause before is over. Returns the moment of the last failure. */
function fail(pause: SendPause, times: number, from = 0): number {
  let now = from;
  for (let at = 0; at < times; at += 1) {
    now += pause.left(now);
    pause.passing(null, now, never);
  }
  return now;
}

test("failures in a row pause longer and longer; one that arrives begins anew", () => {
  const pause = new SendPause();
  const third = fail(pause, 3);
  expect(pause.left(third)).toBe(4000);
  pause.arrived();
  const now = third + 4000;
  expect(pause.passing(null, now, never)).toBe(false);
  expect(pause.left(now)).toBe(1000);
});

test("an operator hears of the fourth failure in a row, not of many at once", () => {
  const pause = new SendPause();
  for (let at = 0; at < 9; at += 1) expect(pause.passing(null, 0, never)).toBe(false);
  const now = fail(pause, 2, 1000) + 2 ** 20;
  expect(pause.passing(null, now, never)).toBe(true);
});

test("a homeserver that says how long is believed; an end is told once", () => {
  const pause = new SendPause();
  expect(pause.end()).toBe(false);
  pause.passing(7, 10, never);
  expect([pause.left(10), pause.left(17), pause.left(99)]).toEqual([7, 0, 0]);
  expect(pause.end()).toBe(true);
  expect([pause.left(10), pause.end()]).toEqual([0, false]);
});
