import { expect, test } from "vitest";
import { systemClock } from "../../src/edges/schedule/systemClock.ts";
import { followConfiguration } from "../../src/flows/announce/subscriptions.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { HomeserverError, type Store } from "../../src/ports/index.ts";
import type { RoomAlias } from "../../src/rooms/identifiers.ts";
import { room } from "../support/identifiers.ts";
import { until } from "../support/until.ts";
import { FakeHomeserver, isSettled, newStore, placeIn, published, rowsOf, startSender } from "./world.ts";

const ROOM = "#veille:example.org" as RoomAlias;
const clock = systemClock;

/** The texts that wait for, or went to, the administrators' room. */
async function words(store: Store): Promise<string[]> {
  const place = await store.read((tx) => tx.places.ofAlias(ROOM));
  return (await rowsOf(store)).flatMap(({ place: of, content }) =>
    of === place?.id ? [String(content?.body).replaceAll("\u00a0", " ")] : [],
  );
}

test("administrators hear of a message that is given up, once, with the room and the reason", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  await placeIn(store, "a");
  await published(store, "devops");
  homeserver.refuse = () => {
    throw new HomeserverError("event too large", { concern: "message", status: 413 });
  };
  startSender(store, homeserver, { administrators: new Administrators(ROOM, clock) });
  await until(async () => (await words(store)).length > 0, "a word");
  expect(await words(store)).toEqual([expect.stringMatching(/ dans !\S+, [\s\S]*event too large/)]);
});

test("a word to the administrators that is refused brings no other", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  const administrators = new Administrators(ROOM, clock);
  await placeIn(store, "a");
  await published(store, "devops");
  homeserver.refuse = () => {
    throw new HomeserverError("event too large", { concern: "message", status: 413 });
  };
  const { sender } = startSender(store, homeserver, { administrators });
  await until(async () => (await words(store)).length > 0, "a word");
  // The administrators' room turns out to be the very room that refuses everything.
  await store.write(async (tx) => {
    const place = await tx.places.ofAlias(ROOM);
    if (place) await tx.places.settle(place.id, room("a"));
  });
  sender.wake();
  await until(isSettled(store), "everything to be settled");
  expect((await rowsOf(store)).filter(({ key }) => key.startsWith("notice:"))).toHaveLength(1);
});

test("whoever sends is woken for a word to them", async () => {
  const store = await newStore();
  let words = 0;
  const administrators = new Administrators(ROOM, clock, () => (words += 1));
  await store.write((tx) => administrators.tell(tx, "x", { text: "x", html: "x" }));
  expect(words).toBe(1);
});

test("without a room for them nothing is queued", async () => {
  const store = await newStore();
  await store.write((tx) => new Administrators(null, clock).tell(tx, "x", { text: "x", html: "x" }));
  expect(await rowsOf(store)).toEqual([]);
});

test("their room is joined as the configured ones are, and subscribes to nothing", async () => {
  const store = await newStore();
  await followConfiguration([], {
    store,
    matches: () => true,
    current: (filter) => filter,
    now: 1,
    adminRoom: ROOM,
  });
  const { places, subscriptions } = await store.read(async (tx) => ({
    places: await tx.places.all(),
    subscriptions: await tx.subscriptions.all(),
  }));
  expect(places).toMatchObject([{ alias: ROOM, configured: true }]);
  expect(subscriptions).toEqual([]);
});
