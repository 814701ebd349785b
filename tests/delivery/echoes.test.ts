import { expect, test } from "vitest";
import { Echoes } from "../../src/delivery/echoes.ts";
import { event, room } from "../support/identifiers.ts";

const MINUTE = 60_000;

/** How many are overdue after a sync. */
function overdue(echoes: Echoes, synced: number): number {
  echoes.synced(synced);
  return echoes.overdue().length;
}

test("what is not back a minute before the last good sync is overdue", () => {
  const echoes = new Echoes();
  echoes.sent(event("a"), room("a"), 1000);
  expect(overdue(echoes, 1000 + MINUTE)).toBe(0);
  expect(overdue(echoes, 1001 + MINUTE)).toBe(1);
});

test("an echo that comes first or last counts the same", () => {
  const echoes = new Echoes();
  echoes.seen(event("early"));
  echoes.sent(event("early"), room("a"), 0);
  echoes.sent(event("late"), room("a"), 0);
  echoes.seen(event("late"));
  expect(overdue(echoes, 10 * MINUTE)).toBe(0);
});

test("one that comes back tells that the account is heard: those before it were lost in a gap", () => {
  const echoes = new Echoes();
  for (const name of ["a", "b", "c"]) echoes.sent(event(name), room("a"), 0);
  echoes.seen(event("c"));
  expect(overdue(echoes, 10 * MINUTE)).toBe(0);
});

test("early echoes are kept within bounds, the newest of them", () => {
  const echoes = new Echoes();
  for (let index = 0; index <= 1000; index += 1) echoes.seen(event(`e${index}`));
  echoes.sent(event("e1000"), room("a"), 0);
  expect(overdue(echoes, 10 * MINUTE)).toBe(0);
  echoes.sent(event("e0"), room("a"), 0);
  expect(overdue(echoes, 10 * MINUTE)).toBe(1);
});

test("nothing comes back from a room that was left, and that says nothing about the account", () => {
  const echoes = new Echoes();
  echoes.sent(event("a"), room("left"), 0);
  echoes.sent(event("b"), room("stays"), 0);
  echoes.synced(10 * MINUTE);
  expect(echoes.overdue()).toMatchObject([{ room: room("left") }, { room: room("stays") }]);
  echoes.forgetRoom(room("left"));
  expect(echoes.overdue()).toMatchObject([{ room: room("stays") }]);
});
