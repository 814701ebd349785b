import { describe, expect, it, test } from "vitest";
import { withdrawUnheard } from "../../src/flows/announce/withdraw.ts";
import { Digester } from "../../src/flows/digest/digester.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import { isOpen } from "../../src/offers/ending.ts";
import type { OutboxId, Store, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { subscription } from "../store/fixtures.ts";
import { event, room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import {
  bodies,
  change,
  FakeHomeserver,
  isSettled,
  newStore,
  ownEvent,
  placeIn,
  startSender,
  told,
} from "./world.ts";

const PARIS = "Europe/Paris";
const HOUR = 3_600_000;
const DAILY = { schedule: "daily 9:00" };
const matches = (filter: string, { title }: { title: string }): boolean => title.includes(filter);

/** A digester and a clock that tests set. It begins on 1 December 2026 at 8:00 in Paris. */
class Desk {
  now = Date.parse("2026-12-01T07:00:00Z");
  readonly store: Store;
  readonly clock = { now: () => this.now, monotonic: () => performance.now() };
  queued = 0;
  #digester: Digester;

  constructor(store: Store) {
    this.store = store;
    this.#digester = this.restarted();
  }

  restarted(): Digester {
    this.#digester = new Digester({
      store: this.store,
      clock: this.clock,
      timezone: PARIS,
      matches,
      open: () => this.open.filter(isOpen),
      onDigest: () => {
        this.queued += 1;
      },
    });
    return this.#digester;
  }

  open: KnownOffer[] = [];

  async at(iso: string): Promise<number | null> {
    this.now = Date.parse(iso);
    return this.turn();
  }

  async turn(): Promise<number | null> {
    for (;;) {
      const rest = await this.#digester.turn();
      if (rest !== 0) return rest;
    }
  }
}

/** The digests so far: « state: kind key, kind key ». */
async function digests(store: Store): Promise<string[]> {
  return store.read(async (tx) => {
    // A row that was there already leaves its number unused.
    const ids = Array.from({ length: 60 }, (_, at) => (at + 1) as OutboxId);
    const rows = [...(await tx.outbox.all(ids)).values()].filter((row) => row.class === "digest");
    const all: string[] = [];
    for (const row of rows) {
      const said = await tx.decisions.ofMessage(row.id);
      const offers = await Promise.all(said.map(({ offer }) => tx.offers.get(offer)));
      const parts = said.map(({ kind }, at) => `${kind} ${offers[at]?.id.slice(11)}`);
      all.push(`${row.state}: ${parts.join(", ")}`);
    }
    return all;
  });
}

const closed = (known: KnownOffer): KnownOffer => ({
  ...known,
  status: "closed",
  stood: "closed",
  closedAt: 50,
});
const reopened = (known: KnownOffer): KnownOffer => ({ ...known, opening: known.opening + 1 });

async function publish(store: Store, ...keys: string[]): Promise<KnownOffer[]> {
  const offers = keys.map((key) => knownOffer(key));
  for (const offer of offers) await change(store, "published", offer);
  return offers;
}

async function scene(...rooms: { schedule?: string; filter?: string }[]) {
  const store = await newStore();
  const desk = new Desk(store);
  const places: PlaceId[] = [];
  for (const [at, one] of (rooms.length > 0 ? rooms : [DAILY]).entries()) {
    places.push(await placeIn(store, "abc"[at] ?? "z", one));
  }
  await store.write(({ digests: table }) => table.cover([1, 2, 3], desk.now, 0));
  return { store, desk, places, place: places[0] as PlaceId };
}

/** Sends what is queued, and waits until it is there. */
async function deliver(store: Store, desk: Desk, homeserver = new FakeHomeserver()): Promise<FakeHomeserver> {
  const { stop } = startSender(store, homeserver, { clock: desk.clock });
  await expect.poll(isSettled(store)).toBe(true);
  await stop();
  return homeserver;
}

describe("a digest", () => {
  test("says at its moment what is new since the last, once", async () => {
    const { store, desk, place } = await scene();
    const [devops] = await publish(store, "devops", "data");
    expect(await digests(store)).toEqual([]);
    await desk.turn();
    expect(await digests(store)).toEqual([]);
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: published devops, published data"]);
    expect(devops && (await told(store, devops, place))).toBe("queued");
    await deliver(store, desk);
    expect(devops && (await told(store, devops, place))).toBe("told");
    await desk.at("2026-12-02T08:00:00Z");
    expect(await digests(store)).toHaveLength(1);
  });

  test("is not sent when there is nothing to say, and covers what it passed over", async () => {
    const { store, desk } = await scene({ ...DAILY, filter: "devops" });
    await publish(store, "data");
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual([]);
    expect(await store.read(({ digests: table }) => table.schedules())).toMatchObject([
      { newest: Date.parse("2026-12-01T08:00:00Z") },
    ]);
    const gone = await store.write(({ changes }) => changes.prune(10));
    expect(gone).toBe(1);
  });

  test("that was missed comes once, late, and says so; its edits too", async () => {
    const { store, desk } = await scene();
    const [devops] = await publish(store, "devops");
    if (!devops) throw new Error("no offer");
    await desk.at("2026-12-04T17:00:00Z");
    expect(await digests(store)).toHaveLength(1);
    const homeserver = await deliver(store, desk);
    expect(bodies(homeserver)[0]).toContain("Prévu aujourd’hui à 9\u00a0h, il arrive en retard.");
    desk.now += HOUR;
    await change(store, "closed", closed(devops));
    await deliver(store, desk, homeserver);
    expect(bodies(homeserver)[1]).toMatch(/en retard[\s\S]*1\. Fermée le 1er janvier 1970/);
  });

  test("on time says nothing of it, and its offers are struck when they close", async () => {
    const { store, desk } = await scene({ ...DAILY, filter: "devops" });
    const [devops] = await publish(store, "devops");
    if (!devops) throw new Error("no offer");
    await desk.at("2026-12-01T08:00:05Z");
    const homeserver = await deliver(store, desk);
    expect(bodies(homeserver)).toHaveLength(1);
    expect(bodies(homeserver)[0]).toMatch(/^📢 Résumé «.devops.».: 1 nouvelle offre\n1\. /u);
    expect(homeserver.sent[0]?.content.msgtype).toBe("m.text");
    desk.now += HOUR;
    await change(store, "closed", closed(devops));
    await deliver(store, desk, homeserver);
    expect(bodies(homeserver)[1]).not.toContain("retard");
    expect(homeserver.sent[1]?.content["m.relates_to"]).toMatchObject({ rel_type: "m.replace" });
    expect(bodies(homeserver)[1]).toContain("toutes fermées");
  });

  test("covers numbers: a clock that is set back and a late commit lose nothing", async () => {
    const { store, desk } = await scene();
    await publish(store, "first");
    await desk.at("2026-12-01T08:00:00Z");
    await deliver(store, desk);
    // Set back over the window, and over it again.
    await desk.at("2026-12-01T07:30:00Z");
    await publish(store, "second");
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["sent: published first"]);
    await desk.at("2026-12-02T08:00:00Z");
    expect(await digests(store)).toEqual(["sent: published first", "queued: published second"]);
  });

  test("follows a clock that had run years ahead", async () => {
    const { store, desk } = await scene();
    await desk.at("2031-01-01T12:00:00Z");
    await desk.at("2026-12-01T12:00:00Z");
    await publish(store, "devops");
    await desk.at("2026-12-02T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: published devops"]);
  });

  test("waits while its place takes no messages, or its last one is on its way; then comes once", async () => {
    const { store, desk, place } = await scene();
    await publish(store, "first");
    await store.write((tx) => tx.places.setState(place, "suspended", "kicked"));
    await desk.at("2026-12-01T08:00:00Z");
    await publish(store, "second");
    await desk.at("2026-12-02T08:00:00Z");
    expect(await digests(store)).toEqual([]);
    await store.write((tx) => tx.places.setState(place, "active", null));
    await desk.at("2026-12-02T09:00:00Z");
    expect(await digests(store)).toEqual(["queued: published first, published second"]);
    await publish(store, "third");
    await desk.at("2026-12-03T08:00:00Z");
    expect(await digests(store)).toHaveLength(1);
    await deliver(store, desk);
    await desk.at("2026-12-03T08:01:00Z");
    expect((await digests(store)).at(-1)).toBe("queued: published third");
  });
});

describe("in a place that is not to be disturbed", () => {
  const hours = (place: PlaceId) => (tx: Transaction) =>
    tx.quiet.setConfigured(new Map([[place, "8:00-14:00"]]));

  test("a digest waits until the end of the hours, and is not late then", async () => {
    const { store, desk, place } = await scene(DAILY, DAILY);
    await store.write(hours(place));
    await publish(store, "devops");
    await desk.at("2026-12-01T08:00:00Z");
    // The other room is not concerned.
    expect(await digests(store)).toEqual(["queued: published devops"]);
    await desk.at("2026-12-01T12:59:00Z");
    expect(await digests(store)).toHaveLength(1);
    await publish(store, "data");
    await desk.at("2026-12-01T13:00:00Z");
    expect((await digests(store)).at(-1)).toBe("queued: published devops, published data");
    const homeserver = await deliver(store, desk);
    expect(bodies(homeserver, room("a"))[0]).not.toContain("retard");
    expect(bodies(homeserver, room("b"))[0]).toContain("retard");
  });

  test("a pause over several moments ends in one digest", async () => {
    const { store, desk, place } = await scene();
    const paused = { pausedFrom: desk.now, pausedUntil: Date.parse("2026-12-04T12:00:00Z") };
    const wish = { hours: null, ...paused, person: null, at: desk.now };
    await store.write((tx) => tx.quiet.set(place, wish, event("pause")));
    for (const day of [1, 2, 3, 4]) {
      await publish(store, `day ${day}`);
      await desk.at(`2026-12-0${day}T08:00:00Z`);
    }
    expect(await digests(store)).toEqual([]);
    await desk.at("2026-12-04T12:00:00Z");
    expect(await digests(store)).toEqual([
      "queued: published day 1, published day 2, published day 3, published day 4",
    ]);
  });
});

describe("what stands in it", () => {
  test("what closed before it was told of is no news; what was told of and closed is, once", async () => {
    const { store, desk } = await scene();
    const [kept, dropped] = await publish(store, "kept", "dropped");
    if (!kept || !dropped) throw new Error("no offer");
    await change(store, "closed", closed(dropped));
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: published kept"]);
    await deliver(store, desk);
    await change(store, "closed", closed(kept));
    await desk.at("2026-12-02T08:00:00Z");
    expect((await digests(store)).at(-1)).toBe("queued: closed kept");
    await deliver(store, desk);
    await desk.at("2026-12-03T08:00:00Z");
    expect(await digests(store)).toHaveLength(2);
  });

  test("reopened, and edited into the filter", async () => {
    const { store, desk } = await scene({ ...DAILY, filter: "devops" });
    const [back, data] = await publish(store, "devops back", "data");
    if (!back || !data) throw new Error("no offer");
    await desk.at("2026-12-01T08:00:00Z");
    await deliver(store, desk);
    await change(store, "closed", closed(back));
    await change(store, "reopened", reopened(back));
    await change(store, "edited", { ...data, offer: { ...data.offer, title: "devops" } });
    await desk.at("2026-12-02T08:00:00Z");
    expect((await digests(store)).at(-1)).toBe("queued: reopened devops back, published data");
  });

  test("withdrawn while it waits: what closes, what leaves the filter; with nothing left it is dropped", async () => {
    const { store, desk, place } = await scene({ ...DAILY, filter: "devops" });
    const [one, other] = await publish(store, "devops one", "devops other");
    if (!one || !other) throw new Error("no offer");
    await desk.at("2026-12-01T08:00:00Z");
    await change(store, "closed", closed(one));
    expect(await digests(store)).toEqual(["queued: published devops other"]);
    await change(store, "edited", { ...other, offer: { ...other.offer, title: "data" } });
    expect(await digests(store)).toEqual(["dropped: "]);
    expect(await told(store, other, place)).toBeNull();
  });

  test("what can be applied for three days more, once, also where it was told at once", async () => {
    const { store, desk, place } = await scene({});
    await store.write((tx) =>
      tx.subscriptions.begin({ ...subscription(place, ""), ...DAILY, since: desk.now }),
    );
    const [soon, later] = ["2026-12-04", "2026-12-05"].map((deadline) => {
      const known = knownOffer(deadline);
      return { ...known, offer: { ...known.offer, facts: { ...known.offer.facts, deadline } } };
    });
    if (!soon || !later) throw new Error("no offer");
    desk.open = [later, soon];
    for (const known of desk.open) await change(store, "published", known);
    await deliver(store, desk);
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: ending 2026-12-04"]);
    await deliver(store, desk);
    await desk.at("2026-12-02T08:00:00Z");
    expect((await digests(store)).at(-1)).toBe("queued: ending 2026-12-05");
    await deliver(store, desk);
    await desk.at("2026-12-03T08:00:00Z");
    expect(await digests(store)).toHaveLength(2);
  });

  test("what is new and ends soon stands there once", async () => {
    const { store, desk } = await scene();
    const known = knownOffer("soon");
    const soon = {
      ...known,
      offer: { ...known.offer, facts: { ...known.offer.facts, deadline: "2026-12-02" } },
    };
    desk.open = [soon];
    await change(store, "published", soon);
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: published soon"]);
  });

  test("not what the room was told at once, nor what another digest of it says", async () => {
    const { store, desk, place } = await scene({ filter: "devops" });
    const begin = (filter: string, schedule: string) =>
      store.write((tx) =>
        tx.subscriptions.begin({ ...subscription(place, filter), schedule, since: desk.now }),
      );
    await begin("", "daily 9:00");
    await begin("data", "daily 9:00");
    await begin("data", "daily 10:00");
    const [devops] = await publish(store, "devops", "data");
    if (!devops) throw new Error("no offer");
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: published data"]);
    await desk.at("2026-12-01T09:00:00Z");
    expect(await digests(store)).toHaveLength(1);
    await deliver(store, desk);
    // Its own announcement shows that it closed.
    await change(store, "closed", closed(devops));
    await desk.at("2026-12-02T09:00:00Z");
    expect(await digests(store)).toHaveLength(1);
  });

  test("not what was open when the subscription began", async () => {
    const { store, desk, place } = await scene({ filter: "nothing" });
    await publish(store, "old");
    await store.write((tx) =>
      tx.subscriptions.begin({ ...subscription(place, ""), ...DAILY, since: desk.now }),
    );
    await publish(store, "new");
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toEqual(["queued: published new"]);
  });

  test("a subscription that ends takes its waiting digest along", async () => {
    const { store, desk, place } = await scene({}, DAILY);
    await publish(store, "devops");
    await desk.at("2026-12-01T08:00:00Z");
    expect(await digests(store)).toHaveLength(1);
    await store.write(async (tx) => {
      await tx.subscriptions.end(2);
      await withdrawUnheard(tx, (place + 1) as PlaceId, matches, desk.now);
    });
    expect(await digests(store)).toEqual(["dropped: "]);
  });

  test("twenty offers at most, the rest counted and told all the same", async () => {
    const { store, desk, place } = await scene();
    const offers = await publish(store, ...Array.from({ length: 23 }, (_, at) => `offer ${at}`));
    await desk.at("2026-12-01T08:00:00Z");
    const homeserver = await deliver(store, desk);
    expect(bodies(homeserver)[0]).toMatch(/23 nouvelles offres[\s\S]*\n20\. [\s\S]*Et 3 autres/);
    expect(bodies(homeserver)[0]).not.toContain("\n21. ");
    expect(await Promise.all(offers.map((one) => told(store, one, place)))).toEqual(offers.map(() => "told"));
  });
});

describe("across the days on which the clocks change", () => {
  it.each([
    ["2026-03-28T12:00:00Z", "2026-03-29"],
    ["2026-10-24T12:00:00Z", "2026-10-25"],
    ["2027-03-27T12:00:00Z", "2027-03-28"],
    ["2027-10-30T12:00:00Z", "2027-10-31"],
  ])("one digest a window, a tick each five minutes (from %s)", async (from, day) => {
    const { store, desk } = await scene({ schedule: "daily 2:30" }, { schedule: "daily 9:00" });
    desk.now = Date.parse(from);
    await store.write(({ digests: table }) => table.cover([1, 2], desk.now, 0));
    const said: string[] = [];
    const start = desk.now;
    for (let at = 0; at <= 41 * HOUR; at += 5 * 60_000) {
      desk.now = start + at;
      if (at % (6 * HOUR) === 0) await publish(store, `${day} ${at}`);
      const before = desk.queued;
      await desk.turn();
      if (desk.queued === before) continue;
      said.push(new Date(desk.now).toLocaleString("fr", { timeZone: PARIS }).slice(0, 16));
      await store.write(async (tx) => {
        for (const { row } of await tx.outbox.heads(desk.now, 9))
          await tx.outbox.drop([row.id], "said", desk.now);
      });
    }
    const spring = day.slice(5, 7) === "03";
    const [year, month, date] = day.split("-");
    const next = `${String(Number(date) + 1).padStart(2, "0")}/${month}/${year}`;
    const first = `${date}/${month}/${year}`;
    const after = date === "31" ? `01/11/${year}` : next;
    expect(said).toEqual([`${first} ${spring ? "03:00" : "02:30"}`, `${first} 09:00`, `${after} 02:30`]);
  });
});

test("two rooms that prove to be one go on with one digest", async () => {
  const { store, desk, places } = await scene(DAILY, DAILY);
  const [first, second] = places;
  if (!first || !second) throw new Error("no place");
  await publish(store, "devops");
  await desk.at("2026-12-01T08:00:00Z");
  expect(await digests(store)).toHaveLength(2);
  await store.write((tx) => tx.places.settle(first, room("b")));
  const homeserver = await deliver(store, desk);
  expect(bodies(homeserver)).toHaveLength(1);
  await publish(store, "data");
  await desk.at("2026-12-02T08:00:00Z");
  await deliver(store, desk, homeserver);
  expect(bodies(homeserver)).toHaveLength(2);
});

test("of a store that was lost, the room is looked through first: what a digest says there is not said again", async () => {
  const lost = await scene();
  await publish(lost.store, "devops");
  await lost.desk.at("2026-12-01T08:00:00Z");
  const homeserver = await deliver(lost.store, lost.desk);
  homeserver.history = () => ({ events: homeserver.sent.map((sent) => ownEvent(sent)), next: null });

  const { store, desk, place } = await scene();
  const known = knownOffer("devops");
  await change(store, "published", known, { mode: "held" });
  await change(store, "published", knownOffer("data"), { mode: "held" });
  await desk.at("2026-12-02T08:00:00Z");
  expect(await digests(store)).toEqual(["queued: published devops, published data"]);
  await deliver(store, desk, homeserver);
  expect(bodies(homeserver)).toHaveLength(2);
  expect(bodies(homeserver)[1]).toMatch(/1 nouvelle offre\n(?:.+\n)?1\. Poste « data »/u);
  expect(await told(store, known, place)).toBe("told");
});

test("what is there already after a start is not decided again", async () => {
  const { store, desk } = await scene();
  await publish(store, "devops");
  await desk.at("2026-12-01T08:00:00Z");
  desk.restarted();
  await desk.turn();
  expect(await digests(store)).toHaveLength(1);
});
