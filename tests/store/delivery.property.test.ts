import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import type { DeliveryState, OutboxId, ToldState, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { event, offerKey, room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { activePlace, frozen, queue } from "../support/outbox.ts";

/** What the model knows of a row of the outbox. */
interface Row {
  readonly id: OutboxId;
  readonly place: number;
  state: DeliveryState;
  due: number;
}

const PLACES = 3;
const OFFERS = ["a", "b"];

const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), place: fc.nat(PLACES - 1) }),
  fc.record({
    do: fc.constantFrom(
      "freeze" as const,
      "sent" as const,
      "drop" as const,
      "dead" as const,
      "retry" as const,
    ),
    row: fc.nat(30),
    due: fc.nat(20),
  }),
  fc.record({ do: fc.constant("suspend" as const), place: fc.nat(PLACES - 1), active: fc.boolean() }),
  fc.record({
    do: fc.constant("tell" as const),
    rows: fc.array(
      fc.record({
        place: fc.nat(PLACES - 1),
        offer: fc.constantFrom(...OFFERS),
        state: fc.constantFrom<ToldState | null>("queued", "told", "failed", null),
      }),
      { maxLength: 4 },
    ),
  }),
  fc.record({ do: fc.constant("look" as const), now: fc.nat(25) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** From which states a row may go where, as docs/design.md §7.2 says it; null: it stays as it is. */
const WAYS: Readonly<Record<string, readonly [readonly DeliveryState[], DeliveryState | null]>> = {
  freeze: [["queued"], "attempted"],
  sent: [["attempted"], "sent"],
  retry: [["queued", "attempted"], null],
  drop: [["queued"], "dropped"],
  dead: [["queued", "attempted"], "dead"],
};

class Model {
  readonly rows: Row[] = [];
  readonly active = new Set([0, 1, 2]);
  readonly told = new Map<string, ToldState>();

  unsettled(place: number): Row[] {
    return this.rows.filter(
      (row) => row.place === place && (row.state === "queued" || row.state === "attempted"),
    );
  }

  head(place: number): Row | undefined {
    const line = this.unsettled(place);
    return line.find(({ state }) => state === "attempted") ?? line[0];
  }

  heads(): Row[] {
    const heads = [...this.active].map((place) => this.head(place)).filter((row) => row !== undefined);
    return heads.sort((a, b) => a.id - b.id);
  }
}

async function act(tx: Transaction, tables: readonly PlaceId[], model: Model, taken: Step): Promise<void> {
  const placeId = (place: number): PlaceId => tables[place] ?? (-1 as PlaceId);
  switch (taken.do) {
    case "add": {
      const id = await queue(tx, placeId(taken.place), `row ${model.rows.length}`);
      model.rows.push({ id, place: taken.place, state: "queued", due: 0 });
      return;
    }
    case "suspend":
      await tx.places.setState(placeId(taken.place), taken.active ? "active" : "suspended", null);
      if (taken.active) model.active.add(taken.place);
      else model.active.delete(taken.place);
      return;
    case "tell":
      for (const { place, offer, state } of taken.rows) {
        const row = { place: placeId(place), offer: offerKey(offer), opening: 1 };
        if (state === null) await tx.told.forget([row]);
        else await tx.told.set([{ ...row, state, silent: false }]);
        const key = `${placeId(place)} ${offer}`;
        if (state === null) model.told.delete(key);
        else model.told.set(key, state);
      }
      return;
    case "look": {
      const due = model.heads().filter((row) => row.due <= taken.now);
      expect((await tx.outbox.heads(taken.now, 9)).map(({ row }) => row.id)).toEqual(due.map(({ id }) => id));
      expect((await tx.outbox.heads(taken.now, 1)).map(({ row }) => row.id)).toEqual(
        due.slice(0, 1).map(({ id }) => id),
      );
      const later = model.heads().filter((row) => row.due > taken.now);
      const next = later.length === 0 ? null : Math.min(...later.map((row) => row.due));
      expect(await tx.outbox.nextDue(taken.now)).toBe(next);
      return;
    }
    default:
      await transition(tx, model, taken);
  }
}

async function transition(
  tx: Transaction,
  model: Model,
  taken: Extract<Step, { row: number }>,
): Promise<void> {
  const row = model.rows[taken.row % Math.max(1, model.rows.length)];
  if (!row) return;
  const [from, to] = WAYS[taken.do] ?? [[], null];
  const crowded =
    taken.do === "freeze" && model.unsettled(row.place).some(({ state }) => state === "attempted");
  const attempt = {
    freeze: () => tx.outbox.freeze(row.id, frozen(row.id)),
    // The same event for a row that is sent already is the echo of what is known.
    sent: () => tx.outbox.sent(row.id, event(row.state === "sent" ? `other ${row.id}` : `e${row.id}`), 40),
    retry: () => tx.outbox.retry(row.id, taken.due, "503"),
    drop: () => tx.outbox.drop([row.id], "closed", 40),
    dead: () => tx.outbox.dead(row.id, "refused", 40),
  }[taken.do];
  if (!from.includes(row.state) || crowded) {
    await expect(attempt()).rejects.toThrow(/Outbox row \d+/);
    return;
  }
  await attempt();
  row.state = to ?? row.state;
  if (taken.do === "retry") row.due = taken.due;
}

async function compare(tx: Transaction, tables: readonly PlaceId[], model: Model): Promise<void> {
  for (const row of model.rows) expect((await tx.outbox.get(row.id))?.state).toBe(row.state);
  for (const offer of OFFERS) {
    const known = [...model.told].filter(([key]) => key.endsWith(` ${offer}`));
    const expected = known.map(([key, state]) => [Number.parseInt(key, 10), state] as const);
    const found = await tx.told.ofOffer(offerKey(offer), 1);
    expect([...found].sort()).toEqual(expected.sort());
  }
  expect(tables.length).toBe(PLACES);
}

describe("told states and the outbox", () => {
  it("go no other ways than a plain model of them", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
        try {
          const model = new Model();
          const tables = await store.write(async (tx) => {
            await tx.offers.save(OFFERS.map((key) => knownOffer(key)));
            return [await activePlace(tx, "0"), await activePlace(tx, "1"), await activePlace(tx, "2")];
          });
          for (const taken of steps) await store.write((tx) => act(tx, tables, model, taken));
          await store.read((tx) => compare(tx, tables, model));
        } finally {
          await store.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it("merge two places into what a plain model of both makes of them", { timeout: 60_000 }, async () => {
    const states = fc.array(fc.constantFrom<ToldState | null>("queued", "told", "failed", null), {
      minLength: 4,
      maxLength: 4,
    });
    const weight = (state: ToldState | null): number => ["failed", "queued", "told"].indexOf(state ?? "");
    await fc.assert(
      fc.asyncProperty(states, states, fc.boolean(), async (one, two, reverse) => {
        const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
        try {
          const offers = one.map((_, index) => `o${index}`);
          const merged = await store.write(async (tx) => {
            await tx.offers.save(offers.map((key) => knownOffer(key)));
            const [older, younger] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
            for (const [place, told] of [[older, one] as const, [younger, two] as const]) {
              for (const [index, state] of told.entries()) {
                if (state === null) continue;
                const offer = offerKey(`o${index}`);
                await tx.told.set([{ place, offer, opening: 1, state, silent: false }]);
              }
            }
            return reverse
              ? await tx.places.settle(younger, room("a"))
              : await tx.places.settle(older, room("b"));
          });
          for (const [index, offer] of offers.entries()) {
            const [a = null, b = null] = [one[index], two[index]];
            const best = weight(b) > weight(a) ? b : a;
            const found = await store.read((tx) => tx.told.ofOffer(offerKey(offer), 1));
            expect([...found]).toEqual(best === null ? [] : [[merged.id, best]]);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});
