import { describe, expect, test } from "vitest";
import { SendPause } from "../../src/delivery/sendPause.ts";
import { room } from "../support/identifiers.ts";

const never = (): number => 0;
const [A, B, C] = [room("a"), room("b"), room("c")];

/** A homeserver that is away: two rooms fail so many times, each time when the pause before is over. Returns when. */
function fail(pause: SendPause, times: number, from = 0): number {
  let now = from;
  for (let at = 0; at < times; at += 1) {
    now += pause.left(now);
    for (const of of [A, B]) pause.passing(of, false, now, never);
  }
  return now;
}

describe("one room that fails", () => {
  test("holds up no other, however often it does", () => {
    const pause = new SendPause();
    for (let now = 0; now < 100; now += 1) pause.passing(A, false, now, never);
    expect(pause.left(100)).toBe(0);
    expect(pause.isAlone(A)).toBe(true);
    expect(pause.isAlone(B)).toBe(false);
  });

  test("beside a sync that fails, too, is the homeserver", () => {
    const pause = new SendPause();
    pause.passing(A, true, 10, never);
    expect(pause.left(10)).toBe(1000);
  });

  test("beside another that failed before something arrived is still one", () => {
    const pause = new SendPause();
    pause.passing(A, false, 0, never);
    pause.arrived();
    pause.passing(B, false, 0, never);
    expect(pause.left(0)).toBe(0);
  });
});

describe("a homeserver that is away", () => {
  test("is asked at longer and longer intervals; what arrives ends that at once", () => {
    const pause = new SendPause();
    const third = fail(pause, 3);
    expect(pause.left(third)).toBe(4000);
    pause.arrived();
    expect(pause.left(third)).toBe(0);
    expect(pause.left(fail(pause, 1, third))).toBe(1000);
  });

  test("is one failure, however many sends were under way", () => {
    const pause = new SendPause();
    for (const name of ["a", "b", "c", "d", "e"]) pause.passing(room(name), false, 0, never);
    expect(pause.left(0)).toBe(1000);
  });

  test("is told to an operator when the pause takes more than a minute in all", () => {
    const pause = new SendPause();
    fail(pause, 5);
    expect(pause.isLong()).toBe(false);
    fail(pause, 1, 31_000);
    expect(pause.isLong()).toBe(true);
    pause.arrived();
    expect(pause.isLong()).toBe(false);
  });
});

describe("a probe", () => {
  test("goes each second where nothing has failed", () => {
    const pause = new SendPause();
    const now = fail(pause, 4);
    expect(pause.untilProbe(now)).toBe(0);
    expect([A, C, null].map((of) => pause.isProbe(of))).toEqual([false, true, false]);
    pause.probed(now);
    expect(pause.untilProbe(now + 400)).toBe(600);
    pause.passing(C, false, now, never);
    expect(pause.isProbe(C)).toBe(false);
  });

  test("does not make a pause longer when it fails", () => {
    const pause = new SendPause();
    const now = fail(pause, 4);
    const left = pause.left(now);
    pause.passing(C, false, now, never);
    expect(pause.left(now)).toBe(left);
  });

  test("helps no account that is in trouble", () => {
    const pause = new SendPause();
    fail(pause, 1);
    pause.begin(300_000, 0);
    expect(pause.untilProbe(0)).toBeNull();
    expect([pause.end(), pause.end(), pause.left(0)]).toEqual([true, false, 0]);
  });
});
