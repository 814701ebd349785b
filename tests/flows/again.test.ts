import { expect, test } from "vitest";
import { sendAgain } from "../../src/flows/deliver/again.ts";
import { HomeserverError, type OutboxRow, type Store } from "../../src/ports/index.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import { room } from "../support/identifiers.ts";
import { until } from "../support/until.ts";
import {
  bodies,
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

const refused = () => new HomeserverError("400 M_BAD_JSON", { concern: "message", status: 400 });
const again = (store: Store) => store.write((tx) => sendAgain(tx, Date.now()));

function sentAs(row: OutboxRow | undefined) {
  if (!row?.room || !row.transactionId || !row.content) throw new Error("it was never attempted");
  return { room: row.room, transactionId: row.transactionId, content: row.content };
}

async function given() {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  const place = await placeIn(store, "a");
  homeserver.refuse = () => {
    throw refused();
  };
  const { sender } = startSender(store, homeserver);
  const lose = async (title: string) => {
    const offer = await published(store, title);
    sender.wake();
    await until(isSettled(store), "given up");
    return offer;
  };
  const retry = async () => {
    homeserver.refuse = () => {};
    const count = await again(store);
    sender.wake();
    await until(isSettled(store), "settled again");
    return count;
  };
  return { store, homeserver, place, lose, retry };
}

test("announcements that were given up are sent again, in their order, each once", async () => {
  const { store, homeserver, place, lose, retry } = await given();
  const [alpha, beta] = [await lose("alpha"), await lose("beta")];
  expect(await told(store, alpha, place)).toBe("failed");
  expect(await retry()).toBe(2);
  expect(await states(store)).toEqual(["sent", "sent", "dropped", "dropped"]);
  expect(bodies(homeserver).map((body) => /alpha|beta/.exec(body)?.[0])).toEqual(["alpha", "beta"]);
  for (const offer of [alpha, beta]) expect(await told(store, offer, place)).toBe("told");
  const [first, , third] = homeserver.requests;
  expect(third).toEqual(first);
  expect(await store.read((tx) => tx.outbox.givenUp())).toEqual([]);
  expect(await again(store)).toBe(0);
});

test("what changed meanwhile follows as an edit; an offer that closed is not announced", async () => {
  const { store, homeserver, lose, retry } = await given();
  const [alpha, beta] = [await lose("alpha"), await lose("beta")];
  await change(store, "edited", { ...alpha, offer: { ...alpha.offer, startup: "tchap" } });
  await change(store, "closed", { ...beta, status: "closed", stood: "closed", closedAt: 20 });
  expect(await retry()).toBe(1);
  expect(homeserver.sent).toHaveLength(2);
  expect(homeserver.sent[1]?.content["m.relates_to"]).toEqual({
    rel_type: "m.replace",
    event_id: homeserver.sent[0]?.event,
  });
  expect(await states(store)).toEqual(["sent", "dead", "sent"]);
});

test("one that had arrived all the same is not said twice", async () => {
  const { homeserver, lose, retry } = await given();
  homeserver.refuse = () => {};
  homeserver.swallow = () => {
    throw refused();
  };
  await lose("alpha");
  homeserver.swallow = () => {};
  expect(await retry()).toBe(1);
  expect(homeserver.requests).toHaveLength(2);
  expect(homeserver.sent).toHaveLength(1);
});

test("one of yesterday is looked for first: its transaction id is forgotten", async () => {
  const { store, homeserver, place, lose } = await given();
  const alpha = await lose("alpha");
  const requests = homeserver.requests.length;
  const [row] = await rowsOf(store);
  const event = { ...ownEvent({ ...sentAs(row), event: "$there" as EventId }), sentAt: Date.now() };
  homeserver.history = () => ({ events: [event], next: null });
  const later = { now: () => Date.now() + 13 * 3_600_000, monotonic: () => performance.now() };
  await again(store);
  startSender(store, homeserver, { clock: later });
  await until(isSettled(store), "found");
  expect(homeserver.requests).toHaveLength(requests);
  expect(homeserver.looks).toBe(1);
  expect(await told(store, alpha, place)).toBe("told");
});

test("answers and edits are left alone, and what somebody has seen", async () => {
  const { store, lose } = await given();
  await store.write(async (tx) => {
    const { id } = await tx.places.mention({ room: room("a") }, 1);
    const content = { msgtype: "m.notice", body: "réponse" };
    const row = { key: "reply:$x:0", place: id, class: "reply", notify: false } as const;
    await tx.outbox.add({ ...row, content, room: room("a"), createdAt: Date.now() });
  });
  await lose("alpha");
  await store.write((tx) => tx.outbox.markSeen(1));
  expect(await again(store)).toBe(0);
});

test("one that could not be put into words is queued anew, without what has closed since", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  await placeIn(store, "a");
  let broken = true;
  const { sender, stop } = startSender(store, homeserver, {
    render: async () => {
      if (broken) throw new TypeError("no facts");
      return { msgtype: "m.text", body: "alpha" };
    },
  });
  await published(store, "alpha");
  sender.wake();
  await until(isSettled(store), "given up");
  broken = false;
  expect(await again(store)).toBe(1);
  expect(await states(store)).toEqual(["queued"]);
  sender.wake();
  await until(isSettled(store), "sent");
  await stop();
  expect(bodies(homeserver)).toEqual(["alpha"]);
});
