import { describe, expect, test } from "vitest";
import { isLasting } from "../../src/commands/lasting.ts";
import { transactionIdOf } from "../../src/delivery/transactionId.ts";
import { adopt } from "../../src/flows/deliver/adopt.ts";
import type { CommandRules } from "../../src/flows/receive/events.ts";
import { takeEvents } from "../../src/flows/receive/timeline.ts";
import { asEdit, eventContent } from "../../src/messages/event.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { Store } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { until } from "../support/until.ts";
import { command, rules } from "./syncing.ts";
import {
  change,
  FakeHomeserver,
  isSettled,
  newStore,
  ownEvent,
  placeIn,
  published,
  rowsOf,
  startSender,
  states,
  told,
} from "./world.ts";

const NOW = 1_800_000_000_000;

/** What a room heard of offers from a store that is lost, as its events. */
async function heard(titles: readonly string[], listAbove = 8): Promise<RoomEvent[]> {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  await placeIn(store, "a");
  for (const title of titles) await published(store, title);
  const { stop } = startSender(store, homeserver, { listAbove });
  await until(isSettled(store), "announced");
  await stop();
  return homeserver.sent.map((sent) => ownEvent(sent, { transactionId: null }));
}

/** A store from before that; its scan at the start has queued the offers again. */
async function older(
  titles: readonly string[],
): Promise<{ store: Store; place: PlaceId; offers: KnownOffer[] }> {
  const store = await newStore();
  const place = await placeIn(store, "a");
  const offers: KnownOffer[] = [];
  for (const title of titles) offers.push(await published(store, title));
  return { store, place, offers };
}

function receive(store: Store, events: readonly RoomEvent[]): Promise<void> {
  return store.write(async (tx) => {
    const onUnknown = async (...[within, of, unknown]: Parameters<CommandRules["onUnknown"]>) =>
      (await adopt(within, of, unknown, { store: store.id, device: "DEVICE", now: NOW })) > 0;
    const lasting = (text: string) => isLasting(text, "!offres", () => false);
    const taking = { rules: { ...rules, onUnknown, isLasting: lasting }, clock: clockAt(NOW), answerFrom: 0 };
    await takeEvents(tx, knownRoom("a"), events, taking);
  });
}

async function sentBy(store: Store): Promise<FakeHomeserver> {
  const homeserver = new FakeHomeserver();
  startSender(store, homeserver, { clock: clockAt(() => NOW + performance.now()) });
  await until(isSettled(store), "settled");
  return homeserver;
}

describe("a store that is older than its room", () => {
  test("does not announce again what stands there, and edits it from then on", async () => {
    const [message] = await heard(["alpha"]);
    if (!message) throw new Error("nothing was announced");
    const { store, place, offers } = await older(["alpha", "beta"]);
    await receive(store, [message]);
    expect((await sentBy(store)).sent).toHaveLength(1);
    for (const offer of offers) expect(await told(store, offer, place)).toBe("told");
    expect(await store.read((tx) => tx.incidents.unseen())).toMatchObject([
      { kind: "older store", about: room("a"), times: 1 },
    ]);

    const [alpha] = offers;
    if (!alpha) throw new Error("no offer");
    await change(store, "closed", { ...alpha, status: "closed", stood: "closed", closedAt: NOW });
    const [edit] = (await sentBy(store)).sent;
    expect(edit?.content["m.relates_to"]).toEqual({ rel_type: "m.replace", event_id: message.id });
  });

  test("knows the offers of a list, and hears its own events twice", async () => {
    const titles = ["alpha", "beta", "gamma"];
    const events = await heard(titles, 1);
    expect(events).toHaveLength(1);
    const { store } = await older([...titles, "delta"]);
    await receive(store, events);
    await receive(store, events);
    expect((await sentBy(store)).sent).toHaveLength(1);
  });

  test("shows at once that what stands there open has closed meanwhile", async () => {
    const events = await heard(["alpha"]);
    const { store, offers } = await older(["alpha"]);
    for (const offer of offers)
      await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: NOW });
    await receive(store, events);
    expect((await sentBy(store)).sent).toMatchObject([{ content: { "m.new_content": {} } }]);
  });

  test("announces again what was struck through there, and is open", async () => {
    const [message] = await heard(["alpha"]);
    if (!message) throw new Error("nothing was announced");
    const { store } = await older(["alpha"]);
    const struck = JSON.parse(JSON.stringify(message.content).replaceAll('"open"', '"closed"'));
    const edit = { ...message, id: event("edit"), content: asEdit(struck, message.id, 1) };
    await receive(store, [message, edit]);
    expect((await sentBy(store)).sent).toHaveLength(1);
  });

  test("edits the newest of two messages about one opening, in whatever order they are found", async () => {
    const [message] = await heard(["alpha"]);
    if (!message) throw new Error("nothing was announced");
    const second = { ...message, id: event("second"), sentAt: message.sentAt + 1000 };
    const newer = {
      ...second,
      content: JSON.parse(JSON.stringify(message.content).replace('"key":"', '"key":"x')),
    };
    const { store, offers } = await older(["alpha"]);
    await receive(store, [newer]);
    await receive(store, [message]);
    for (const offer of offers)
      await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: NOW });
    const sent = (await sentBy(store)).sent;
    expect(sent.map(({ content }) => content["m.relates_to"])).toEqual([
      { rel_type: "m.replace", event_id: newer.id },
    ]);
  });

  test("takes no word of others for its own", async () => {
    const events = await heard(["alpha"]);
    const { store } = await older(["alpha"]);
    await receive(
      store,
      events.map((one) => ({ ...one, sender: user("eve") })),
    );
    expect((await sentBy(store)).sent).toHaveLength(1);
  });

  test("repeats no word that waits under the same key", async () => {
    const { store, place } = await older([]);
    await store.write((tx) =>
      tx.outbox.add({ key: "welcome:a", place, class: "notice", notify: false, content: {}, createdAt: 1 }),
    );
    const key = transactionIdOf(store.id, "welcome:a");
    const content = eventContent({ message: { text: "mot", html: "mot" }, notify: false, key });
    await receive(store, [ownEvent({ room: room("a"), transactionId: key, content, event: event("w") })]);
    expect(await states(store)).toEqual(["dropped"]);
  });
});

describe("a command that was answered before", () => {
  const asked = command("!offres", { sentAt: NOW - 60_000 });
  const answer = (thread: boolean) =>
    ownEvent({
      room: room("a"),
      transactionId: "x",
      event: event("answer"),
      content: eventContent({
        message: { text: "réponse", html: "réponse" },
        notify: false,
        key: "x",
        replyTo: { event: asked.id, thread: thread ? event("root") : null },
      }),
    });

  test.each([
    ["in one batch, in a thread", [[asked, answer(true)]]],
    ["in one batch", [[asked, answer(false)]]],
    ["before it", [[asked], [answer(false)]]],
    ["in a page after it", [[answer(false)], [asked]]],
  ])("is not answered again: %s", async (_, pages) => {
    const { store } = await older([]);
    for (const page of pages) await receive(store, page);
    const hold = { youngest: 0, now: NOW, late: 0 };
    expect(await store.read((tx) => tx.inbox.waiting(9, hold))).toEqual([]);
    expect(await rowsOf(store)).toMatchObject([{ class: "reply", state: "sent" }]);
  });
});

describe("a command that a newer store had answered", () => {
  const events = (asked: RoomEvent): RoomEvent[] => [
    asked,
    ownEvent({
      room: room("a"),
      transactionId: "x",
      event: event("answer"),
      content: eventContent({
        message: { text: "C'est noté", html: "C'est noté" },
        notify: false,
        key: "x",
        replyTo: { event: asked.id, thread: null },
      }),
    }),
  ];

  test.each([
    "!offres abonner devops",
    "!offres pause 3 jours",
    "!offres alerte devops",
    "!offres oublie-moi",
  ])(
    "and that settled something (%s) is said to be forgotten, once, and operators hear of it",
    async (text) => {
      const { store } = await older([]);
      const twice = events(command(text, { sentAt: NOW - 1 }));
      await receive(store, twice);
      await receive(store, twice);
      const { sent } = await sentBy(store);
      expect(sent.map(({ content }) => content.body)).toEqual([expect.stringContaining("est oublié")]);
      expect(await store.read((tx) => tx.incidents.unseen())).toMatchObject([
        { kind: "lost setting", about: room("a") },
      ]);
    },
  );

  test("and that settled nothing needs no word", async () => {
    const { store } = await older([]);
    await receive(store, events(command("!offres devops", { sentAt: NOW - 1 })));
    expect((await sentBy(store)).sent).toEqual([]);
    expect(await store.read((tx) => tx.incidents.unseen())).toEqual([]);
  });
});

test("what waits for a room is kept back while a young gap may show it", async () => {
  const events = await heard(["alpha"]);
  const { store } = await older(["alpha"]);
  await store.write((tx) => tx.gaps.open({ room: room("a"), from: "x", until: null, openedAt: NOW }));
  const homeserver = new FakeHomeserver();
  const { sender } = startSender(store, homeserver, { clock: clockAt(NOW) });
  await until(() => sender.isIdle().then((idle) => !idle), "it has looked");
  await receive(store, events);
  const [gap] = await store.read((tx) => tx.gaps.all());
  await store.write((tx) => tx.gaps.close(gap?.id ?? 0));
  sender.wake();
  await until(isSettled(store), "settled");
  expect(homeserver.requests).toEqual([]);
});

test("a store whose token is not known any more looks through rooms before it announces there", async () => {
  const { store } = await older(["alpha"]);
  const events = await heard(["alpha"]);
  await store.write((tx) => tx.outbox.holdAll());
  const homeserver = new FakeHomeserver();
  homeserver.history = () => ({ events, next: null });
  startSender(store, homeserver);
  await until(isSettled(store), "settled");
  expect(homeserver.requests).toEqual([]);
});
