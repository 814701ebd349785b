import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeliveryClass, OutboxId } from "../../src/delivery/row.ts";
import { room } from "../support/identifiers.ts";
import { HOUR } from "./row.ts";
import { type Ending, Town } from "./town.ts";

const place = fc.nat(1);
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("queue" as const),
      place,
      of: fc.constantFrom<DeliveryClass>("reply", "announcement", "edit", "notice"),
      edits: fc.nat(20),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("turn" as const),
      endings: fc.array(
        fc.constantFrom<Ending>(
          "answered",
          "lost",
          "unheard",
          "refused",
          "rejected",
          "killed before",
          "killed after",
        ),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("echo" as const), number: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(0.01, 0.2, 11, 13, 25) }),
  },
  fc.record({ do: fc.constant("log in" as const), device: fc.constantFrom("D1", "D2") }),
  fc.record({ do: fc.constant("upgrade" as const), place }),
  fc.record({ do: fc.constant("open or close" as const), place }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function happen(town: Town, what: Happening, upgrades: number): void {
  switch (what.do) {
    case "queue": {
      if (what.of !== "edit") {
        town.queue(what.place, what.of);
        return;
      }
      const messages = [...town.rows.values()].filter(({ class: of }) => of !== "edit");
      const message = messages[what.edits % Math.max(1, messages.length)];
      if (message) town.queue(message.place, "edit", message.id);
      return;
    }
    case "turn":
      town.turn(what.endings);
      return;
    case "echo":
      town.echo(what.number);
      return;
    case "wait":
      town.now += what.hours * HOUR;
      return;
    case "log in":
      town.device = what.device;
      return;
    case "upgrade": {
      const spot = town.spots[what.place];
      if (spot) spot.room = room(`${what.place}-${upgrades}`);
      return;
    }
    case "open or close": {
      const spot = town.spots[what.place];
      if (spot) spot.open = !spot.open;
      return;
    }
    default:
      what satisfies never;
  }
}

/** What rooms may see of an outbox, and what it may hold, at any moment. */
function check(town: Town): void {
  const rows = [...town.rows.values()];
  const seenBefore = new Set<OutboxId>();
  const last = new Map<string, number>();
  for (const { row: id, room: to, content } of town.arrived) {
    const row = town.rows.get(id);
    expect(seenBefore.has(id), `row ${id} is in a room twice`).toBe(false);
    seenBefore.add(id);
    expect(content, `row ${id} says what it was frozen with`).toEqual(row?.content);
    expect(row?.state, `row ${id} was attempted`).not.toMatch(/queued|dropped/);
    if (row?.class === "announcement") {
      const line = `${row.place}`;
      expect(id, "announcements keep their order").toBeGreaterThan(last.get(line) ?? 0);
      last.set(line, id);
    }
    if (row?.edits) {
      const original = town.rows.get(row.edits);
      expect(original?.event, `row ${id} edits what is there`).not.toBeNull();
      expect(original?.room, `row ${id} edits in the room of its original`).toBe(to);
    }
  }
  for (const row of rows) if (row.state === "sent") expect(seenBefore.has(row.id)).toBe(true);
  const underWay = rows
    .filter(({ state }) => state === "attempted")
    .map((row) => `${row.place} ${row.class}`);
  expect(new Set(underWay).size, "one row under way a place and class").toBe(underWay.length);
}

test("whatever happens, a message is in its room at most once, in its order, as it was frozen", () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 60 }), (history) => {
      const town = new Town();
      for (const [at, what] of history.entries()) {
        happen(town, what, at);
        check(town);
      }
    }),
    { numRuns: 1000 },
  );
});

test("once all is well again, everything that was queued is sent, dropped or dead", () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 40 }), (history) => {
      const town = new Town();
      for (const [at, what] of history.entries()) happen(town, what, at);
      for (const spot of town.spots) spot.open = true;
      for (let turns = 0; turns < 3 * town.rows.size + 3; turns += 1) {
        town.now += 2000;
        town.turn(["answered"]);
        check(town);
      }
      // An edit whose message never went waits for it: the store drops it with the message.
      const left = [...town.rows.values()].filter(
        ({ state, edits }) =>
          state === "attempted" || (state === "queued" && (!edits || town.rows.get(edits)?.state === "sent")),
      );
      expect(left).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
