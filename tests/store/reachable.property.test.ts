import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import type { DeliveryClass, OutboxId, PlaceMention, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import type { PlaceState } from "../../src/rooms/subscription.ts";
import { alias, event, room } from "../support/identifiers.ts";
import { frozen, queue } from "../support/outbox.ts";

const ROOMS = ["r0", "r1", "r2", "r3"];
const NAMES: readonly PlaceMention[] = [
  ...["a0", "a1", "a2"].map((name) => ({ alias: alias(name) })),
  ...ROOMS.map((name) => ({ room: room(name) })),
];
const CLASSES = ["reply", "announcement", "digest", "edit", "notice"] as const;

const name = fc.nat(NAMES.length - 1);
const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), name, class: fc.constantFrom(...CLASSES) }),
  fc.record({ do: fc.constantFrom("freeze" as const, "sent" as const, "drop" as const), row: fc.nat(30) }),
  fc.record({
    do: fc.constant("state" as const),
    name,
    state: fc.constantFrom<PlaceState>("active", "suspended", "waiting"),
  }),
  // Of an alias that was resolved, of a room that was upgraded, and of two places that prove to be one.
  fc.record({ do: fc.constant("settle" as const), name, room: fc.constantFrom(...ROOMS) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Row {
  readonly id: OutboxId;
  readonly class: DeliveryClass;
  readonly edits: Row | null;
  place: PlaceId;
  state: "queued" | "attempted" | "sent" | "dropped";
}

/** Places and rows as docs/design.md §4 and §7.5 tell of them, without tables. */
class Model {
  readonly rows: Row[] = [];
  readonly states = new Map<PlaceId, PlaceState>();
  readonly places = new Map<string, PlaceId>();

  unsettled(place: PlaceId, of: DeliveryClass): Row[] {
    return this.rows.filter(
      (row) =>
        row.place === place && row.class === of && (row.state === "queued" || row.state === "attempted"),
    );
  }

  heads(): OutboxId[] {
    return CLASSES.flatMap((of) =>
      [...this.states]
        .filter(([, state]) => of === "reply" || state === "active")
        .flatMap(([place]) => {
          const line = this.unsettled(place, of);
          return line.find(({ state }) => state === "attempted") ?? line[0] ?? [];
        })
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    );
  }

  /** The place that led to the room gives its state; the older of both takes everything. */
  settle(id: PlaceId, to: string): PlaceId {
    const standing = this.places.get(to) ?? id;
    const [older, younger] = [Math.min(id, standing) as PlaceId, Math.max(id, standing) as PlaceId];
    const state = this.states.get(standing);
    this.places.set(to, older);
    if (older === younger) return older;
    for (const [known, place] of this.places) if (place === younger) this.places.set(known, older);
    for (const row of this.rows) if (row.place === younger) row.place = older;
    this.states.delete(younger);
    if (state) this.states.set(older, state);
    return older;
  }
}

const keyOf = (mention: PlaceMention): string => ("alias" in mention ? mention.alias : mention.room);

async function placeOf(tx: Transaction, model: Model, at: number): Promise<PlaceId> {
  const mention = NAMES[at];
  if (!mention) throw new Error("no such name");
  const { id } = await tx.places.mention(mention, 1);
  expect(model.places.get(keyOf(mention)) ?? id).toBe(id);
  model.places.set(keyOf(mention), id);
  if (!model.states.has(id)) model.states.set(id, "waiting");
  return id;
}

async function act(tx: Transaction, model: Model, taken: Step): Promise<void> {
  switch (taken.do) {
    case "add":
      await add(tx, model, await placeOf(tx, model, taken.name), taken.class);
      return;
    case "state": {
      const place = await placeOf(tx, model, taken.name);
      await tx.places.setState(place, taken.state, null);
      model.states.set(place, taken.state);
      return;
    }
    case "settle": {
      const place = await placeOf(tx, model, taken.name);
      const settled = await tx.places.settle(place, room(taken.room));
      expect(settled.id).toBe(model.settle(place, room(taken.room)));
      expect(settled.state).toBe(model.states.get(settled.id));
      return;
    }
    default:
      await move(tx, model.rows[taken.row % Math.max(1, model.rows.length)], model, taken.do);
  }
}

async function add(tx: Transaction, model: Model, place: PlaceId, of: DeliveryClass): Promise<void> {
  const edited = model.rows.find(
    (row) => row.place === place && row.state === "sent" && !model.rows.some(({ edits }) => edits === row),
  );
  if (of === "edit" && !edited) return;
  const edits = of === "edit" ? (edited ?? null) : null;
  const id = await queue(tx, place, `row ${model.rows.length}`, of, {
    ...(edits ? { edits: edits.id, revision: 1 } : {}),
    ...(of === "reply" ? { room: room("r0") } : {}),
  });
  model.rows.push({ id, class: of, edits, place, state: "queued" });
}

async function move(
  tx: Transaction,
  row: Row | undefined,
  model: Model,
  to: "freeze" | "sent" | "drop",
): Promise<void> {
  if (!row || row.state !== (to === "sent" ? "attempted" : "queued")) return;
  if (to === "sent") {
    await tx.outbox.sent(row.id, event(`e${row.id}`), 40);
    row.state = "sent";
  } else if (to === "drop") {
    await tx.outbox.drop([row.id], "closed", 40);
    row.state = "dropped";
  } else if (model.unsettled(row.place, row.class).every(({ state }) => state === "queued")) {
    await tx.outbox.freeze(row.id, frozen(row.id));
    row.state = "attempted";
  }
}

async function headsOf(tx: Transaction): Promise<OutboxId[]> {
  return (await tx.outbox.heads(50, 99)).map(({ row }) => row.id);
}

/** Settles head after head, so that each row that may go comes to the front, and no other. */
async function drain(tx: Transaction, model: Model): Promise<void> {
  for (let heads = model.heads(); heads.length > 0; heads = model.heads()) {
    expect(await headsOf(tx)).toEqual(heads);
    for (const row of model.rows.filter(({ id }) => heads.includes(id)))
      await move(tx, row, model, row.state === "attempted" ? "sent" : "drop");
  }
  expect(await headsOf(tx)).toEqual([]);
}

describe("rows flow as the state of their place says", () => {
  it("whenever it changes, and whichever places become one", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
        try {
          const model = new Model();
          for (const taken of steps) {
            await store.write((tx) => act(tx, model, taken));
            expect(await store.read(headsOf)).toEqual(model.heads());
          }
          await store.write((tx) => drain(tx, model));
        } finally {
          await store.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
