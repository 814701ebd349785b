import { expect, test } from "vitest";
import { ServerMemory } from "../../src/flows/receive/serverMemory.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { HomeserverError, type Store } from "../../src/ports/index.ts";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import { clockAt } from "../support/clock.ts";
import { room } from "../support/identifiers.ts";
import { until } from "../support/until.ts";
import { FakeHomeserver, isSettled, newStore, placeIn, published, startSender } from "./world.ts";

const HOUR = 3_600_000;

/** Two rooms that were told of an offer, and a homeserver that forgets what it is told to. */
async function told() {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  for (const name of ["a", "b"]) await placeIn(store, name);
  await published(store, "devops");
  const { stop } = startSender(store, homeserver);
  await until(isSettled(store), "announced");
  await stop();
  let later = 0;
  const clock = clockAt(() => Date.now() + later);
  const parts = { store, homeserver, clock, administrators: new Administrators(null, clock) };
  const memory = new ServerMemory(parts);
  const look = () => memory.turn(new AbortController().signal);
  return { store, homeserver, look, wait: (milliseconds: number) => (later += milliseconds) };
}

function forget(homeserver: FakeHomeserver, of: readonly RoomId[]): void {
  const kept = homeserver.sent.filter((one) => !of.includes(one.room));
  homeserver.sent.splice(0, homeserver.sent.length, ...kept);
}

const incidents = (store: Store) =>
  store.read(async (tx) => (await tx.incidents.unseen()).map(({ kind, times }) => `${kind} ${times}`));

test("a homeserver that has all it accepted is no news", async () => {
  const { store, look } = await told();
  await look();
  expect(await incidents(store)).toEqual([]);
});

test("one that knows nothing of it any more is named, once for what is lost", async () => {
  const { store, homeserver, look } = await told();
  forget(homeserver, [room("a"), room("b")]);
  await look();
  await look();
  expect(await incidents(store)).toEqual(["server memory 1"]);
});

test("the purged history of one room says nothing of the homeserver, nor does what is old, or a room that is not ours", async () => {
  const one = await told();
  forget(one.homeserver, [room("a")]);
  await one.look();
  expect(await incidents(one.store)).toEqual([]);

  const old = await told();
  forget(old.homeserver, [room("a"), room("b")]);
  old.wait(25 * HOUR);
  await old.look();
  expect(await incidents(old.store)).toEqual([]);

  const out = await told();
  out.homeserver.event = () => Promise.reject(new HomeserverError("not in the room", { concern: "room" }));
  await out.look();
  expect(await incidents(out.store)).toEqual([]);
});

test("a homeserver that does not answer is asked again in a minute", async () => {
  const { store, homeserver, look } = await told();
  homeserver.event = () => Promise.reject(new HomeserverError("away", { concern: "passing" }));
  expect(await look()).toBe(60_000);
  expect(await incidents(store)).toEqual([]);
});
