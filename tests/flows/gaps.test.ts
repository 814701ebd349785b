import { setImmediate as answered } from "node:timers/promises";
import pino from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { GAP_PATIENCE } from "../../src/flows/answer/lateness.ts";
import { dueGaps } from "../../src/flows/receive/dueGaps.ts";
import { GapFiller } from "../../src/flows/receive/gapFiller.ts";
import { Health } from "../../src/flows/service/health.ts";
import { incidentReasons } from "../../src/flows/service/incidents.ts";
import { type Gap, HomeserverError, type MessagesPage, type Store } from "../../src/ports/index.ts";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { frozen, queue } from "../support/outbox.ts";
import { until } from "../support/until.ts";
import { apply, command, DAY, fresh, joined, NOW, rules, said, waiting } from "./syncing.ts";
import { FakeHomeserver, ME, newStore, placeIn, rowsOf, turning } from "./world.ts";

const MINUTE = 60_000;
const passing = (message = "away") => new HomeserverError(message, { concern: "passing", status: 500 });

/** A homeserver whose `messages` answer when a test says so. */
class Past extends FakeHomeserver {
  readonly asked: RoomId[] = [];
  answer: (room: RoomId, from: string | null) => MessagesPage | Promise<MessagesPage> = () => ({
    events: [],
    next: null,
  });

  override async messages(
    of: RoomId,
    from: string | null,
    _to?: string | null,
    _limit?: number,
    signal?: AbortSignal,
  ) {
    this.looks += 1;
    this.asked.push(of);
    const stopped = new Promise<never>((_, reject) =>
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
    );
    stopped.catch(() => {});
    return await Promise.race([this.answer(of, from), stopped]);
  }
}

function filling(store: Store, homeserver: FakeHomeserver, clock = clockAt(NOW)) {
  const health = new Health();
  const stopping = new AbortController();
  const pages: number[] = [];
  const filler = new GapFiller({
    ...{ store, homeserver, clock, rules, health },
    log: pino({ level: "silent" }),
    random: () => 0,
    onPage: () => pages.push(pages.length),
  });
  const done = turning(filler, stopping.signal, { health });
  onTestFinished(async () => {
    stopping.abort(new Error("the test ends"));
    await done;
  });
  return { filler, health, pages };
}

const open = (store: Store) => store.read((tx) => tx.gaps.all());
const isClosed = (store: Store) => async () => (await open(store)).length === 0;
const failed =
  (store: Store, times = 1) =>
  async () =>
    ((await open(store))[0]?.attempts ?? 0) >= times;

async function withGaps(store: Store, ...names: string[]): Promise<void> {
  await apply(store, "s1", { joined: names.map((name) => fresh(name)) });
  await apply(store, "s2", { joined: names.map((name) => joined(name, { gapFrom: "p1" })) });
}

describe("a gap", () => {
  test("is filled page by page, each stored with how far it got; what failed goes on from there", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a");
    homeserver.answer = (_, from) => {
      if (from === "p2") throw passing();
      return { events: [command("!offres récent")], next: "p2" };
    };
    let now = NOW;
    const { filler } = filling(
      store,
      homeserver,
      clockAt(() => now),
    );
    await until(failed(store), "the second page fails");
    expect(await open(store)).toMatchObject([{ from: "p2", attempts: 1, nextAttemptAt: NOW + 1000 }]);
    homeserver.answer = () => ({ events: [command("!offres ancien", { sentAt: NOW - 5000 })], next: null });
    now += 1000;
    filler.wake();
    await until(isClosed(store), "it is filled");
    expect(await waiting(store)).toEqual(["!offres ancien", "!offres récent"]);
  });

  test("is not closed by one event that claims to be old", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a");
    homeserver.answer = (_, from) =>
      from === "p1"
        ? { events: [command(), said(user("eve"), {}, { sentAt: 0 })], next: "p2" }
        : { events: [command("!offres ancien", { sentAt: NOW - 5000 })], next: null };
    filling(store, homeserver);
    await until(isClosed(store), "it is filled");
    expect(await waiting(store)).toEqual(["!offres ancien", "!offres"]);
  });

  test("ends where nothing is younger than our coming", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a");
    homeserver.answer = () => ({
      events: [command("!offres", { sentAt: NOW - 10 * DAY - 1 })],
      next: "more",
    });
    filling(store, homeserver);
    await until(isClosed(store), "it is closed");
    expect(homeserver.looks).toBe(1);
    expect(await waiting(store)).toEqual([]);
  });

  test("of a huge room gives its place to others now and then", async () => {
    const store = await newStore();
    const homeserver = new Past();
    const huge = ["a", "b", "c", "d"];
    await withGaps(store, ...huge, "small");
    let pages = 0;
    homeserver.answer = async (of) => {
      await answered();
      if (of === room("small")) return { events: [command("!offres petit")], next: null };
      pages += 1;
      return { events: [said(user("eve"), {}, { sentAt: NOW })], next: `p${pages + 1}` };
    };
    filling(store, homeserver);
    const filled = async () => (await open(store)).every(({ room: of }) => of !== room("small"));
    await until(filled, "the small one is filled while the others go on");
    expect(await waiting(store)).toEqual(["!offres petit"]);
    expect(await open(store)).toHaveLength(4);
  });

  test("of more than a day gives no commands, but what was taken back stays so", async () => {
    const store = await newStore();
    const homeserver = new Past();
    const place = await placeIn(store, "a");
    const ids = await store.write(async (tx) => [
      await queue(tx, place, "x"),
      await queue(tx, place, "y", "notice"),
    ]);
    await store.write(async (tx) => {
      for (const id of ids) {
        await tx.outbox.freeze(id, frozen(id, { room: room("a") }));
        await tx.outbox.sent(id, event(`e${id}`), NOW);
      }
    });
    await withGaps(store, "a");
    const days = (count: number) => ({ sentAt: NOW - count * DAY });
    homeserver.answer = (_, from) =>
      from === "p1"
        ? { events: [command("!offres", days(2))], next: "p2" }
        : {
            events: [
              said(user("admin"), {}, { type: "m.room.redaction", redacts: event(`e${ids[0]}`), ...days(3) }),
              // Redacted long before we could see it come: it has no content any more, and names no redaction.
              said(ME, {}, { id: event(`e${ids[1]}`), ...days(3) }),
            ],
            next: null,
          };
    filling(store, homeserver);
    await until(isClosed(store), "it is filled");
    expect((await rowsOf(store)).map(({ redacted }) => redacted)).toEqual([true, true]);
    expect(await waiting(store)).toEqual([]);
  });

  test("with our message and its redaction, on pages of their own, leaves a message that is redacted", async () => {
    const store = await newStore();
    const homeserver = new Past();
    const place = await placeIn(store, "a");
    await store.write(async (tx) => {
      const id = await queue(tx, place, "x");
      await tx.outbox.freeze(id, frozen(id, { room: room("a"), transactionId: "txn" }));
    });
    await withGaps(store, "a");
    const redaction = said(user("admin"), {}, { type: "m.room.redaction", redacts: event("ours") });
    const ours = said(ME, {}, { transactionId: "txn", id: event("ours") });
    homeserver.answer = (_, from) =>
      from === "p1" ? { events: [redaction], next: "p2" } : { events: [ours], next: null };
    filling(store, homeserver);
    await until(isClosed(store), "it is filled");
    expect((await rowsOf(store))[0]).toMatchObject({ state: "sent", redacted: true });
  });

  test("whose answer never comes keeps no other room's gap, and a stop does not wait for it", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a", "b", "c");
    homeserver.answer = (of) =>
      of === room("a") ? new Promise(() => {}) : { events: [command(`!offres ${of}`)], next: null };
    filling(store, homeserver);
    await until(async () => (await open(store)).length === 1, "the others are filled");
    expect(await open(store)).toMatchObject([{ room: room("a") }]);
  });

  test("whose answer takes long gives its place up to others", async () => {
    const store = await newStore();
    const homeserver = new Past();
    const silent = ["a", "b", "c", "d"];
    await withGaps(store, ...silent, "e");
    homeserver.answer = (of) =>
      silent.some((one) => of === room(one))
        ? new Promise(() => {})
        : { events: [command(`!offres ${of}`)], next: null };
    let now = NOW;
    const { filler } = filling(
      store,
      homeserver,
      clockAt(() => now),
    );
    await until(() => homeserver.asked.length === 4, "all places are taken");
    now = NOW + 5000;
    filler.wake();
    await until(async () => (await open(store)).length === 4, "the fifth is filled");
  });

  test("that fails in passing is never given up; refused for good it is, after a day", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a", "b");
    homeserver.answer = (of) => {
      throw of === room("a")
        ? passing()
        : new HomeserverError("unknown token", { concern: "room", status: 400 });
    };
    let now = NOW;
    const { filler } = filling(
      store,
      homeserver,
      clockAt(() => now),
    );
    await until(async () => (await open(store)).every(({ attempts }) => attempts === 1), "both failed");
    now = NOW + DAY + 1;
    filler.wake();
    await until(async () => (await open(store)).length === 1, "one is given up");
    const { reasons } = incidentReasons(await store.read((tx) => tx.incidents.unseen()));
    expect(reasons).toMatchObject([
      { name: "gap", what: expect.stringContaining("asked for no more: !b:example.org (unknown token)") },
    ]);
    expect(reasons[0]?.since).toBe(new Date(now).toISOString());
    expect(reasons[0]?.remedy).toContain("status --seen");
    now += 60 * DAY;
    filler.wake();
    await until(failed(store, 3), "the other is tried again");
    expect(await open(store)).toMatchObject([{ room: room("a") }]);
  });

  test("of a room that we left is not asked for any more", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a");
    await apply(store, "s3", { left: [{ room: room("a"), membership: "leave", by: null, reason: null }] });
    homeserver.answer = () => {
      throw new HomeserverError("not in the room", { concern: "room", status: 403 });
    };
    filling(store, homeserver);
    await until(isClosed(store), "it is closed");
    expect(await store.read((tx) => tx.incidents.unseen())).toEqual([]);
  });

  test("that cannot be filled is named after a minute, with its cause, until it is", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a");
    homeserver.answer = () => {
      throw passing("cannot read the messages: 500");
    };
    let now = NOW;
    const { filler, health } = filling(
      store,
      homeserver,
      clockAt(() => now),
    );
    await until(failed(store), "it failed");
    expect(health.reasons).toEqual([]);
    now += MINUTE;
    filler.wake();
    await until(() => health.reasons.length > 0, "it is named");
    expect(JSON.stringify(health.reasons)).toMatch(new RegExp(`${room("a")}.*cannot read the messages: 500`));
    expect(health.reasons).toMatchObject([{ since: new Date(NOW).toISOString() }]);
    homeserver.answer = () => ({ events: [], next: null });
    now += MINUTE;
    filler.wake();
    await until(() => health.reasons.length === 0, "it is well again");
  });
});

describe("while a gap is open", () => {
  test("its room's commands wait a few seconds, then only what is late waits on", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a"), fresh("b")] });
    const late = command("!offres tard", { age: 11 * MINUTE, sentAt: NOW - 11 * MINUTE });
    const limited = joined("a", { gapFrom: "g1", timeline: [late, command("!offres a")] });
    await apply(store, "s2", { joined: [limited, joined("b", { timeline: [command("!offres b")] })] });
    expect(await waiting(store)).toEqual(["!offres b"]);
    expect(await waiting(store, NOW + GAP_PATIENCE)).toEqual(["!offres b"]);
    expect(await waiting(store, NOW + GAP_PATIENCE + 1)).toEqual(["!offres a", "!offres b"]);
    // A clock that was set back does not make them wait for the time that it lost.
    expect(await waiting(store, NOW - DAY)).toEqual(["!offres tard", "!offres a", "!offres b"]);
    const [gap] = await open(store);
    await store.write((tx) => tx.gaps.close(gap?.id ?? 0));
    expect(await waiting(store)).toEqual(["!offres tard", "!offres a", "!offres b"]);
  });

  test("the end of their patience is told", async () => {
    const store = await newStore();
    const homeserver = new Past();
    await withGaps(store, "a");
    homeserver.answer = () => {
      throw passing();
    };
    // One that is asked for again in a minute has its commands answered long before.
    await store.write(async (tx) => {
      for (const { id } of await tx.gaps.all()) await tx.gaps.retry(id, NOW + MINUTE);
    });
    const { filler } = filling(store, homeserver);
    expect(await filler.turn(new AbortController().signal)).toBe(GAP_PATIENCE);
  });
});

describe("which gaps are asked for", () => {
  const gap = (id: number, more: Partial<Gap> = {}): Gap => ({
    ...{ id, room: room(`r${id}`), from: "f", until: "u", openedAt: NOW, attempts: 0, nextAttemptAt: 0 },
    ...more,
  });
  const ids = (gaps: Gap[], busy: Gap[] = [], hangs = false) =>
    dueGaps(
      gaps,
      busy.map((one) => ({ gap: one, hangs })),
      NOW,
    ).map(({ id }) => id);

  test("a few at a time, one a room, and of those that failed half as many", () => {
    expect(ids([1, 2, 3, 4, 5].map((id) => gap(id)))).toEqual([1, 2, 3, 4]);
    expect(ids([gap(1), gap(2, { room: room("r1") }), gap(3)])).toEqual([1, 3]);
    const sick = [1, 2, 3].map((id) => gap(id, { attempts: 3 }));
    expect(ids([...sick, gap(4)])).toEqual([1, 2, 4]);
    expect(ids([...sick, gap(4)], sick.slice(0, 2))).toEqual([4]);
    expect(ids([gap(1), gap(2)], [gap(1)])).toEqual([2]);
  });

  test("beside those that hang, which keep their rooms alone, up to a number", () => {
    const all = Array.from({ length: 20 }, (_, at) => gap(at + 1));
    expect(ids(all, all.slice(0, 4))).toEqual([]);
    expect(ids(all, all.slice(0, 4), true)).toEqual([5, 6, 7, 8]);
    expect(ids(all, all.slice(0, 14), true)).toEqual([15, 16]);
    expect(ids(all, all.slice(0, 16), true)).toEqual([]);
  });

  test("none before its time, unless that lies further ahead than any wait of ours", () => {
    expect(ids([gap(1, { nextAttemptAt: NOW + 1 }), gap(2, { nextAttemptAt: NOW })])).toEqual([2]);
    expect(ids([gap(1, { nextAttemptAt: NOW + DAY })])).toEqual([1]);
  });
});
