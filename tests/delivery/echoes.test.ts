import { expect, test } from "vitest";
import { Echoes } from "../../src/delivery/echoes.ts";
import { event } from "../support/identifiers.ts";

const MINUTE = 60_000;

test("what is not back a minute before the last good sync is overdue", () => {
  const echoes = new Echoes();
  echoes.sent(event("a"), 1000);
  expect(echoes.overdue(1000 + MINUTE)).toBe(0);
  expect(echoes.overdue(1001 + MINUTE)).toBe(1);
});

test("an echo that comes first or last counts the same", () => {
  const echoes = new Echoes();
  echoes.seen(event("early"));
  echoes.sent(event("early"), 0);
  echoes.sent(event("late"), 0);
  echoes.seen(event("late"));
  expect(echoes.overdue(10 * MINUTE)).toBe(0);
});

test("one that comes back tells that the account is heard: those before it were lost in a gap", () => {
  const echoes = new Echoes();
  for (const name of ["a", "b", "c"]) echoes.sent(event(name), 0);
  echoes.seen(event("c"));
  expect(echoes.overdue(10 * MINUTE)).toBe(0);
});

test("early echoes are kept within bounds, the newest of them", () => {
  const echoes = new Echoes();
  for (let index = 0; index <= 1000; index += 1) echoes.seen(event(`e${index}`));
  echoes.sent(event("e1000"), 0);
  expect(echoes.overdue(10 * MINUTE)).toBe(0);
  echoes.sent(event("e0"), 0);
  expect(echoes.overdue(10 * MINUTE)).toBe(1);
});
