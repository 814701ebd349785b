import { describe, expect, test } from "vitest";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { Store } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { until } from "../support/until.ts";
import {
  bodies,
  change,
  FakeHomeserver,
  isSettled,
  newStore,
  placeIn,
  published,
  rowsOf,
  startSender,
  states,
  told,
} from "./world.ts";

function nameOf(index: number): string {
  return `o${String(index).padStart(2, "0")}`;
}

async function publishMany(store: Store, count: number, from = 0) {
  const offers: KnownOffer[] = [];
  for (let index = from; index < from + count; index += 1) offers.push(await published(store, nameOf(index)));
  return offers;
}

/** Offers in the order in which the room read them. */
function read(homeserver: FakeHomeserver): string[] {
  return bodies(homeserver).flatMap((body) => [...body.matchAll(/« (o\d\d) »/g)].map(([, id]) => String(id)));
}

async function deliverAll(store: Store, homeserver: FakeHomeserver): Promise<void> {
  const { stop } = startSender(store, homeserver);
  await until(isSettled(store), "all settled");
  await stop();
}

describe("announcements that wait for one room", () => {
  test("go one by one up to `listAbove`", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await publishMany(store, 8);
    await deliverAll(store, homeserver);
    expect(homeserver.sent).toHaveLength(8);
  });

  test("merge into lists of at most twenty beyond it, in their order, all told", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    const offers = await publishMany(store, 25);
    await deliverAll(store, homeserver);
    expect(homeserver.sent).toHaveLength(2);
    expect(read(homeserver)).toEqual(offers.map((_, index) => nameOf(index)));
    for (const offer of offers) expect(await told(store, offer, place)).toBe("told");
  });

  test("of which some notify keep their order, and the list notifies", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place: PlaceId = await placeIn(store, "a", { notify: false });
    const other = { place, filter: "o03", schedule: "immediate", origin: "configuration" as const };
    await store.write((tx) => tx.subscriptions.begin({ ...other, author: null, notify: true, since: 1 }));
    const offers = await publishMany(store, 10);
    await deliverAll(store, homeserver);
    expect(homeserver.sent).toHaveLength(1);
    expect(read(homeserver)).toEqual(offers.map((_, index) => nameOf(index)));
    expect(homeserver.sent[0]?.content.msgtype).toBe("m.text");
    const [row] = await rowsOf(store);
    expect(row?.notify).toBe(true);
  });

  test("are edited as a list afterwards, also when several offers of it change", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    const offers = await publishMany(store, 10);
    await deliverAll(store, homeserver);
    for (const offer of offers.slice(0, 2))
      await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: 20 });
    await deliverAll(store, homeserver);
    expect(homeserver.sent).toHaveLength(2);
    expect((await states(store)).filter((state) => state === "sent")).toHaveLength(2);
    expect(bodies(homeserver)[1]?.match(/Fermée le/g)).toHaveLength(2);
  });

  test("lose an offer that closes while the list waits; a list left empty is not sent", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    const offers = await publishMany(store, 25);
    const { mergeWaiting } = await import("../../src/flows/deliver/mergeWaiting.ts");
    await store.write(async (tx) => {
      const [head] = await tx.outbox.waiting(place);
      if (head) await mergeWaiting(tx, head, 8, 5);
    });
    expect((await states(store)).filter((state) => state === "queued")).toHaveLength(2);
    for (const offer of offers.slice(20))
      await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: 20 });
    await deliverAll(store, homeserver);
    expect(homeserver.sent).toHaveLength(1);
    expect(read(homeserver)).toHaveLength(20);
  });

  test("that reopened since show their former closing in a list as it was", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    const [first, second] = await publishMany(store, 10);
    if (!first || !second) throw new Error("no offers");
    await deliverAll(store, homeserver);
    const closedAt = Date.UTC(2026, 0, 12, 12);
    await change(
      store,
      "closed",
      { ...first, status: "closed", stood: "closed", closedAt },
      { now: closedAt },
    );
    await change(store, "reopened", { ...first, opening: 2, closedAt: null });
    await change(store, "edited", { ...second, offer: { ...second.offer, title: "Autre" } });
    await deliverAll(store, homeserver);
    const list = bodies(homeserver).find((body) => body.startsWith("* "));
    expect(list).toContain("Fermée le 12");
  });
});
