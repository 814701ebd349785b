import { describe, expect, test } from "vitest";
import { step } from "../../src/delivery/step.ts";
import { beginSilently } from "../../src/flows/announce/begin.ts";
import { withdrawUnheard } from "../../src/flows/announce/withdraw.ts";
import { carryOut } from "../../src/flows/deliver/carryOut.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { OutboxId, Store } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { event } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { frozen } from "../support/outbox.ts";
import { change, newStore, placeIn, published, rowsOf, states, told } from "./world.ts";

const matches = (filter: string, { title }: { title: string }): boolean => title.includes(filter);

function titled(known: KnownOffer, title: string): KnownOffer {
  return { ...known, offer: { ...known.offer, title } };
}
const closed = (known: KnownOffer): KnownOffer => ({
  ...known,
  status: "closed",
  stood: "closed",
  closedAt: 50,
});
const reopened = (known: KnownOffer): KnownOffer => ({ ...known, opening: known.opening + 1 });

/** The first row reaches its room, or only its first attempt. */
async function deliver(store: Store, id: number, far: "attempted" | "sent" | "dead"): Promise<void> {
  await store.write(async (tx) => {
    await tx.outbox.freeze(id as OutboxId, frozen(id as OutboxId));
    const row = await tx.outbox.get(id as OutboxId);
    if (!row) throw new Error("no row");
    if (far === "sent") await carryOut(tx, step(row, { kind: "arrived", event: event(`e${id}`) }, 30), 30);
    const refused = { kind: "failed", concern: "message", error: "refused", after: 0 } as const;
    if (far === "dead") await carryOut(tx, step(row, refused, 30), 30);
  });
}

async function kinds(store: Store): Promise<string[]> {
  return (await rowsOf(store)).map(({ class: of, state }) => `${of} ${state}`);
}

describe("a change is heard where a subscription matches", () => {
  test("published: a message; where nothing matches, none", async () => {
    const store = await newStore();
    const here = await placeIn(store, "a", { filter: "devops" });
    const there = await placeIn(store, "b", { filter: "juriste" });
    const offer = await published(store, "devops");
    expect(await kinds(store)).toEqual(["announcement queued"]);
    expect([await told(store, offer, here), await told(store, offer, there)]).toEqual(["queued", null]);
  });

  test("once, however often it is told, and whatever became of the message", async () => {
    for (const far of ["attempted", "sent", "dead"] as const) {
      const store = await newStore();
      await placeIn(store, "a");
      const offer = await published(store, "devops");
      await change(store, "edited", offer);
      expect(await states(store)).toEqual(["queued"]);
      await deliver(store, 1, far);
      await change(store, "edited", offer);
      const classes = (await rowsOf(store)).map((row) => row.class);
      expect(classes).toEqual(far === "dead" ? ["announcement"] : ["announcement", "edit"]);
    }
  });

  test("reopened: a message of its own; the older one stays struck", async () => {
    const store = await newStore();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    await deliver(store, 1, "sent");
    await change(store, "closed", closed(offer));
    await deliver(store, 2, "sent");
    await change(store, "reopened", reopened(offer));
    expect(await kinds(store)).toEqual(["announcement sent", "edit sent", "announcement queued"]);
    expect(await told(store, reopened(offer), place)).toBe("queued");
    const decisions = await store.read((tx) => tx.decisions.ofMessage(3 as OutboxId));
    expect(decisions).toMatchObject([{ kind: "reopened", opening: 2 }]);
    await change(store, "edited", reopened(offer));
    expect(await kinds(store)).toHaveLength(3);
  });

  test("edited: what shows it is edited; waiting edits of one message are one", async () => {
    const store = await newStore();
    await placeIn(store, "a");
    const offer = await published(store, "devops");
    await deliver(store, 1, "sent");
    await change(store, "edited", offer);
    await change(store, "edited", offer);
    expect(await kinds(store)).toEqual(["announcement sent", "edit queued"]);
  });

  test("edited into a filter: announced; out of it before its attempt: withdrawn, and untold again", async () => {
    const store = await newStore();
    const place = await placeIn(store, "a", { filter: "devops" });
    const offer = await published(store, "juriste");
    expect(await states(store)).toEqual([]);
    const brought = titled(offer, "devops");
    await change(store, "edited", brought);
    expect(await told(store, brought, place)).toBe("queued");
    await change(store, "edited", offer);
    expect(await states(store)).toEqual(["dropped"]);
    expect(await told(store, offer, place)).toBeNull();
    await change(store, "edited", brought);
    expect(await states(store)).toEqual(["dropped", "queued"]);
  });

  test("edited out of a filter after it was told: keeps its edits", async () => {
    const store = await newStore();
    const place = await placeIn(store, "a", { filter: "devops" });
    const offer = await published(store, "devops");
    await deliver(store, 1, "sent");
    await change(store, "edited", titled(offer, "juriste"));
    expect(await kinds(store)).toEqual(["announcement sent", "edit queued"]);
    expect(await told(store, offer, place)).toBe("told");
  });

  test.each(["closed", "removed"] as const)("%s: struck where it was told", async (kind) => {
    const store = await newStore();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    await deliver(store, 1, "attempted");
    await change(store, kind, closed(offer));
    expect(await kinds(store)).toEqual(["announcement attempted", "edit queued"]);
    expect(await told(store, offer, place)).toBe("queued");
  });

  test.each(["closed", "removed"] as const)("%s before its first attempt: never said", async (kind) => {
    const store = await newStore();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    await change(store, kind, closed(offer));
    expect(await kinds(store)).toEqual(["announcement dropped"]);
    expect(await told(store, offer, place)).toBeNull();
  });

  test("renamed: nothing new", async () => {
    const store = await newStore();
    await placeIn(store, "a");
    const offer = await published(store, "devops");
    await deliver(store, 1, "sent");
    await change(store, "renamed", offer);
    expect(await kinds(store)).toEqual(["announcement sent"]);
  });

  test("a copy that is withdrawn leaves its offer told", async () => {
    const store = await newStore();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    await deliver(store, 1, "sent");
    await store.write(async (tx) => {
      const row = { key: "copy", place, class: "announcement" as const, notify: false, createdAt: 40 };
      const message = await tx.outbox.add(row);
      if (message === null) throw new Error("no row");
      const told = { place, offer: offer.key, opening: 1 };
      await tx.decisions.add([{ ...told, kind: "copy", cause: "$c", message, position: 0 }]);
    });
    await change(store, "closed", closed(offer));
    expect((await states(store))[1]).toBe("dropped");
    expect(await told(store, offer, place)).toBe("told");
  });
});

test("one place hears once of an offer that two of its subscriptions match; one that notifies is enough", async () => {
  const store = await newStore();
  const place = await placeIn(store, "a", { notify: false });
  const other = { place, filter: "devops", schedule: "immediate", origin: "configuration" as const };
  await store.write((tx) => tx.subscriptions.begin({ ...other, author: null, notify: true, since: 1 }));
  await published(store, "devops");
  await published(store, "juriste");
  expect((await rowsOf(store)).map(({ notify }) => notify)).toEqual([true, false]);
});

test("a silent first run counts as told what is open; a held one waits for a look at the room", async () => {
  const store = await newStore();
  const place = await placeIn(store, "a");
  const [silent, held] = [knownOffer("silent"), knownOffer("held")];
  await change(store, "published", silent, { mode: "silent" });
  await change(store, "published", held, { mode: "held" });
  expect(await told(store, silent, place)).toBe("told");
  expect(await rowsOf(store)).toMatchObject([{ state: "queued", held: true }]);
});

describe("subscriptions", () => {
  const begin = (store: Store, place: PlaceId, filter: string, open: readonly KnownOffer[]) =>
    store.write(async (tx) => {
      const subscription = await tx.subscriptions.begin({
        place,
        filter,
        schedule: "immediate",
        origin: "command",
        author: null,
        notify: true,
        since: 1,
      });
      return [subscription, await beginSilently(tx, [subscription], open, matches)] as const;
    });

  test("count what is open and matches as told when they begin", async () => {
    const store = await newStore();
    const place = await placeIn(store, "a", { filter: "nothing" });
    const offer = await published(store, "devops");
    const [, count] = await begin(store, place, "devops", [offer]);
    expect(count).toBe(1);
    await change(store, "edited", offer);
    expect(await states(store)).toEqual([]);
  });

  test("take back what waits and nobody else asks for when they end", async () => {
    const store = await newStore();
    const place = await placeIn(store, "a", { filter: "devops" });
    const [juriste] = await begin(store, place, "juriste", []);
    const [wanted, unwanted] = [await published(store, "devops"), await published(store, "juriste")];
    await store.write(async (tx) => {
      await tx.subscriptions.end(juriste.id);
      await withdrawUnheard(tx, place, matches, 60);
    });
    expect(await states(store)).toEqual(["queued", "dropped"]);
    expect([await told(store, wanted, place), await told(store, unwanted, place)]).toEqual(["queued", null]);
  });
});
