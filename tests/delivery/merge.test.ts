import { describe, expect, test } from "vitest";
import { isToMerge, mergePlan, type Waiting } from "../../src/delivery/merge.ts";
import type { OutboxId } from "../../src/delivery/row.ts";

const id = (number: number): OutboxId => number as OutboxId;

/** Announcements 1, 2, 3 … of so many offers each. */
const waiting = (...sizes: number[]): Waiting[] =>
  sizes.map((size, at) => ({ id: id(at + 1), size, notify: false, held: false }));

describe("announcements become lists", () => {
  test.each<[string, Waiting[], number, boolean]>([
    ["when more wait than the configuration allows", waiting(1, 1, 1, 1), 1, true],
    ["not up to that", waiting(1, 1, 1), 1, false],
    ["not when another than the first has its turn", waiting(1, 1, 1, 1), 2, false],
    [
      "not when some of them are held",
      [{ ...waiting(1)[0], held: true } as Waiting, ...waiting(1, 1, 1, 1).slice(1)],
      2,
      false,
    ],
    ["not when nothing waits", [], 1, false],
  ])("%s", (_, rows, head, expected) => {
    expect(isToMerge(rows, id(head), 3)).toBe(expected);
  });
});

describe("the plan", () => {
  const lists = (rows: Waiting[]): (readonly number[])[] =>
    mergePlan(rows).map(({ first, others }) => [first, ...others]);

  test.each<[string, Waiting[], (readonly number[])[]]>([
    ["puts all into one list", waiting(1, 1, 1), [[1, 2, 3]]],
    [
      "begins another after twenty offers",
      waiting(...Array.from({ length: 22 }, () => 1)),
      [Array.from({ length: 20 }, (_, at) => at + 1), [21, 22]],
    ],
    ["never splits one that is a list itself", waiting(15, 6, 1), [[2, 3]]],
    ["fills one that is a list itself", waiting(15, 5, 1), [[1, 2]]],
    ["leaves a single one alone", waiting(20, 20), []],
    ["keeps one that has nothing left to say", waiting(0, 1), [[1, 2]]],
    ["passes over what is held", waiting(1, 1, 1).map((row) => ({ ...row, held: row.id === 2 })), [[1, 3]]],
  ])("%s", (_, rows, expected) => {
    expect(lists(rows)).toEqual(expected);
  });

  test("notifies when one of its announcements would have", () => {
    const loud = waiting(1, 1, 1).map((row) => ({ ...row, notify: row.id === 3 }));
    expect(mergePlan(loud)).toMatchObject([{ first: 1, notify: true }]);
    expect(mergePlan(waiting(1, 1))).toMatchObject([{ first: 1, notify: false }]);
  });
});
