import { describe, expect, test } from "vitest";
import { asEdit } from "../../src/messages/event.ts";
import type { Store } from "../../src/ports/index.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { until } from "../support/until.ts";
import {
  change,
  FakeHomeserver,
  isSettled,
  ME,
  newStore,
  ownEvent,
  placeIn,
  published,
  rowsOf,
  type Sent,
  startSender,
  states,
  told,
} from "./world.ts";

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const from = (start: number) => clockAt(() => start + performance.now());

/** A bot that is killed (its process ends, nothing more is written) at one await of its send path. */
async function killedAt(store: Store, homeserver: FakeHomeserver, where: "before" | "after"): Promise<void> {
  const reached = Promise.withResolvers<void>();
  const never = new Promise<never>(() => {});
  const stop = (): Promise<never> => {
    reached.resolve();
    return never;
  };
  if (where === "before") homeserver.refuse = stop;
  else homeserver.swallow = stop;
  startSender(store, homeserver, { clock: from(NOW), killed: true });
  await reached.promise;
  homeserver.refuse = () => {};
  homeserver.swallow = () => {};
}

describe("killed", () => {
  test.each(["before", "after"] as const)(
    "%s the homeserver heard: there once after a restart",
    async (where) => {
      const store = await newStore();
      const homeserver = new FakeHomeserver();
      const place = await placeIn(store, "a");
      const offer = await published(store, "devops");
      await killedAt(store, homeserver, where);
      expect(await states(store)).toEqual(["attempted"]);
      const { sender } = startSender(store, homeserver, { catchUp: false, clock: from(NOW) });
      sender.wake();
      expect(homeserver.requests).toHaveLength(1);
      sender.catchUp();
      await until(isSettled(store), "settled");
      expect(homeserver.sent).toHaveLength(1);
      expect(new Set(homeserver.requests.map(({ transactionId }) => transactionId)).size).toBe(1);
      expect(await told(store, offer, place)).toBe("told");
    },
  );

  test("with a gap in its room: waits for the gap", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    await killedAt(store, homeserver, "after");
    const openedAt = from(NOW).now() + 60_000;
    await store.write((tx) => tx.gaps.open({ room: room("a"), from: "x", until: null, openedAt }));
    await placeIn(store, "b");
    await published(store, "juriste");
    const { sender } = startSender(store, homeserver, { clock: from(NOW) });
    await until(async () => (await rowsOf(store)).some(({ state }) => state === "sent"), "the other room");
    expect(homeserver.requests.filter((one) => one.room === room("a"))).toHaveLength(1);
    const [gap] = await store.read((tx) => tx.gaps.all());
    await store.write((tx) => tx.gaps.close(gap?.id ?? 0));
    sender.wake();
    await until(isSettled(store), "settled");
    expect(homeserver.sent).toHaveLength(3);
  });
});

describe("the echo", () => {
  test("before the response, or after it, settles once", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    const { takeEvents } = await import("../../src/flows/receive/timeline.ts");
    const echo = (sent: Sent) =>
      store.write((tx) =>
        takeEvents(tx, { id: room("a"), members: null, aliases: [] }, [ownEvent(sent)], {
          rules: {
            me: ME,
            commandIn: () => null,
            onEcho: (id) => running.echoes.seen(id),
            onUnknown: async () => false,
          },
          clock: clockAt(NOW),
          answerFrom: 0,
        }),
      );
    homeserver.swallow = async (sent) => void (await echo(sent));
    const running = startSender(store, homeserver);
    await until(isSettled(store), "settled");
    expect(await rowsOf(store)).toMatchObject([{ state: "sent", event: homeserver.sent[0]?.event }]);
    expect(await told(store, offer, place)).toBe("told");
    running.echoes.synced(Date.now() + HOUR);
    expect(running.echoes.overdue()).toEqual([]);
    for (const sent of homeserver.sent) await echo(sent);
    expect(await states(store)).toEqual(["sent"]);
  });
});

describe("an attempted row that its transaction id says nothing about any more", () => {
  const later = NOW + 13 * HOUR;
  const others = (count: number, more: Partial<RoomEvent> = {}): RoomEvent[] =>
    Array.from({ length: count }, (_, index) => ({
      id: event(`other${index}`),
      type: "m.room.message",
      sender: user("lea"),
      stateKey: null,
      sentAt: later,
      age: 0,
      content: {},
      transactionId: null,
      redacts: null,
      ...more,
    }));

  async function attempted(found: (sent: Sent) => RoomEvent[]): Promise<[Store, FakeHomeserver]> {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    await killedAt(store, homeserver, "after");
    const events = homeserver.sent.flatMap(found);
    homeserver.history = (_, from) => {
      const start = Number(from ?? 0);
      const end = start + 100;
      return { events: events.slice(start, end), next: end < events.length ? String(end) : null };
    };
    startSender(store, homeserver, { clock: from(later) });
    await until(isSettled(store), "settled");
    return [store, homeserver];
  }

  test("is found, and not sent again", async () => {
    const [, homeserver] = await attempted((sent) => [ownEvent(sent, { sentAt: NOW, transactionId: null })]);
    expect(homeserver.requests).toHaveLength(1);
  });

  test("is found although it was redacted, by its transaction id", async () => {
    const [, homeserver] = await attempted((sent) => [ownEvent(sent, { sentAt: NOW, content: {} })]);
    expect(homeserver.requests).toHaveLength(1);
  });

  test("is found behind an event that claims to be old, and far back in a busy room", async () => {
    const [, homeserver] = await attempted((sent) => [
      ...others(1, { sentAt: 0 }),
      ...others(3000),
      ownEvent(sent, { sentAt: NOW, transactionId: null }),
    ]);
    expect(homeserver.requests).toHaveLength(1);
  });

  test("is sent again when it is not there", async () => {
    const [, homeserver] = await attempted(() => others(150, { sentAt: NOW - HOUR }));
    expect(homeserver.requests).toHaveLength(2);
    expect(homeserver.looks).toBe(1);
  });

  test("by another device too", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    await killedAt(store, homeserver, "after");
    homeserver.history = () => ({ events: homeserver.sent.map((sent) => ownEvent(sent)), next: null });
    const again = Object.assign(Object.create(homeserver) as FakeHomeserver, { device: "OTHER" });
    startSender(store, again, { clock: from(NOW) });
    await until(isSettled(store), "settled");
    expect(homeserver.requests).toHaveLength(1);
  });

  test("is not repeated when it is a reply that comes too late", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    const content = { msgtype: "m.notice", body: "réponse" };
    await store.write((tx) =>
      tx.outbox.add({
        key: "reply:$x:0",
        place,
        class: "reply",
        notify: false,
        content,
        room: room("a"),
        createdAt: NOW,
      }),
    );
    await killedAt(store, homeserver, "before");
    startSender(store, homeserver, { clock: from(later) });
    await until(isSettled(store), "settled");
    expect(homeserver.requests).toHaveLength(1);
    expect(await states(store)).toEqual(["dead"]);
  });
});

describe("a first run into rooms that a lost store had announced in", () => {
  const mark = (id: string, state = "open") => ({
    "fr.gouv.beta.crieur": { v: 1, key: "k", offers: [{ id, state, title: id, startup: null }] },
    body: id,
    formatted_body: id,
  });
  const own = (id: string, content: RoomEvent["content"]): RoomEvent =>
    ownEvent({ room: room("a"), transactionId: "t", content, event: event(id) }, { transactionId: null });

  async function firstRun(history: RoomEvent[]): Promise<string[]> {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    await store.write((tx) => tx.rooms.save(knownRoom("a")));
    const offers = ["un", "deux"].map((key) => knownOffer(key));
    for (const offer of offers) await change(store, "published", offer, { mode: "held" });
    homeserver.history = () => ({ events: history.toReversed(), next: null });
    startSender(store, homeserver);
    await until(isSettled(store), "settled");
    for (const offer of offers) expect(await told(store, offer, place)).toBe("told");
    return homeserver.sent.map(({ content }) => String(content.body).match(/« (\w+) »/)?.[1] ?? "");
  }
  const idOf = (key: string) => knownOffer(key).id;

  test("what stands there is told, the rest is announced", async () => {
    expect(await firstRun([own("m", mark(idOf("un")))])).toEqual(["deux"]);
  });

  test("what was struck there is announced", async () => {
    const edit = asEdit(mark(idOf("un"), "closed"), event("m"), 1);
    expect(await firstRun([own("m", mark(idOf("un"))), own("e", edit)])).toEqual(["un", "deux"]);
  });

  test("what only stood in an answer is announced", async () => {
    const answer = { ...mark(idOf("un")), "m.relates_to": { "m.in_reply_to": { event_id: "$q" } } };
    const edit = asEdit(mark(idOf("deux")), event("m"), 1);
    expect(await firstRun([own("m", answer), own("e", edit)])).toEqual(["un", "deux"]);
  });

  test("what somebody else claims to have announced is announced", async () => {
    expect(await firstRun([{ ...own("m", mark(idOf("un"))), sender: user("eve") }])).toEqual(["un", "deux"]);
  });
});
