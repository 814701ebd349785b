import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { SyncTrouble } from "../../src/flows/deliver/holdBack.ts";
import type { Sender } from "../../src/flows/deliver/sender.ts";
import { type DeliveryClass, HomeserverError, type Store } from "../../src/ports/index.ts";
import { clockAt } from "../support/clock.ts";
import { room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { knownRoom } from "../support/knownRoom.ts";
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

const forbidden = () =>
  new HomeserverError("not in room", { concern: "room", status: 403, errcode: "M_FORBIDDEN" });
const unreachable = () => new HomeserverError("no answer", { concern: "passing" });

async function suspend(store: Store, name: string, reason: string): Promise<void> {
  await store.write(async (tx) => {
    const place = await tx.places.ofRoom(room(name));
    if (place) await tx.places.setState(place.id, "suspended", reason);
    await tx.rooms.save(knownRoom(name, { membership: "leave" }));
  });
}

async function queueReply(store: Store, name: string): Promise<void> {
  await store.write(async (tx) => {
    const place = await tx.places.mention({ room: room(name) }, 1);
    const content = { msgtype: "m.notice", body: "réponse", "m.mentions": {} };
    const row = { key: `reply:$${name}:0`, place: place.id, class: "reply" as DeliveryClass, notify: false };
    await tx.outbox.add({ ...row, content, room: room(name), createdAt: Date.now() });
  });
}

/** The first message is refused, sync says twice that nothing is wrong with its room, and it is tried again. */
async function refusedForGood(store: Store, sender: Sender): Promise<void> {
  await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a first refusal");
  sender.synced();
  sender.synced();
  await store.write((tx) => tx.outbox.retry(1 as never, 0, "due at once"));
  sender.wake();
}

describe("a room that refuses", () => {
  test("keeps its announcement for when sync says why, whatever failed before", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    await store.write((tx) => tx.outbox.retry(1 as never, 0, "earlier"));
    await store.write((tx) => tx.outbox.retry(1 as never, 0, "earlier"));
    homeserver.refuse = () => {
      throw forbidden();
    };
    const { sender } = startSender(store, homeserver);
    await until(() => homeserver.requests.length > 0, "a first attempt");
    await until(async () => (await rowsOf(store))[0]?.attempts === 3, "its refusal");
    await suspend(store, "a", "kicked");
    sender.catchUp();
    expect(await states(store)).toEqual(["attempted"]);
    expect(await told(store, offer, place)).toBe("queued");

    homeserver.refuse = () => {};
    await store.write(async (tx) => {
      await tx.rooms.save(knownRoom("a"));
      await tx.places.setState(place, "active", null);
    });
    sender.wake();
    await until(isSettled(store), "sent once back");
    expect(homeserver.sent).toHaveLength(1);
    expect(await told(store, offer, place)).toBe("told");
  });

  test("for good, while sync sees nothing wrong with it, costs the message and not the room", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    const offer = await published(store, "devops");
    homeserver.refuse = () => {
      throw forbidden();
    };
    const { sender } = startSender(store, homeserver);
    await refusedForGood(store, sender);
    await until(isSettled(store), "given up");
    expect(await states(store)).toEqual(["dead"]);
    expect(await told(store, offer, place)).toBe("failed");
  });

  test("because the homeserver removed it without a word in sync, is left: its place is suspended, its announcement waits", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    await published(store, "devops");
    homeserver.refuse = () => {
      throw forbidden();
    };
    homeserver.removed.add(room("a"));
    const { sender } = startSender(store, homeserver);
    await refusedForGood(store, sender);
    const standing = () => store.read(({ places }) => places.get(place));
    await until(async () => (await standing())?.state === "suspended", "suspended");
    expect((await standing())?.reason).toBe("not in the room any more");
    expect(await states(store)).toEqual(["attempted"]);
  });

  test("holds up no other room", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (const name of ["a", "b"]) await placeIn(store, name);
    homeserver.refuse = (to) => {
      if (to === room("a")) throw forbidden();
    };
    let now = 0;
    const { sender } = startSender(store, homeserver, { clock: clockAt(() => now) });
    await published(store, "devops");
    sender.wake();
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a refusal");
    now += 1;
    sender.wake();
    await until(async () => (await states(store))[1] === "sent", "the other room's message");
    expect(now).toBe(1);
  });
});

describe("a message that may have arrived while sync is away", () => {
  async function lost(syncTrouble: () => "away" | null) {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    homeserver.swallow = () => {
      throw new HomeserverError("cut", { concern: "passing" });
    };
    const returned = { times: 0 };
    const onReturn = (): void => {
      returned.times += 1;
    };
    const running = startSender(store, homeserver, { syncTrouble, onReturn });
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a first try");
    homeserver.swallow = () => {};
    await store.write((tx) => tx.outbox.retry(1 as never, 0, "due at once"));
    running.sender.wake();
    return { store, homeserver, returned, ...running };
  }

  test("is not repeated before sync is back: the homeserver may have forgotten its transaction id", async () => {
    const { store, homeserver, sender, returned } = await lost(() => "away");
    // Another room is served, and its message shows that the homeserver is back.
    await placeIn(store, "b");
    await published(store, "numérique");
    sender.wake();
    await until(async () => (await states(store)).includes("sent"), "the other room's message");
    expect(homeserver.requests.filter((one) => one.room === room("a"))).toHaveLength(1);
    expect(returned.times).toBe(1);
    sender.synced();
    await until(isSettled(store), "repeated");
    expect(new Set(homeserver.sent.map(({ transactionId }) => transactionId)).size).toBe(3);
  });

  test("is repeated soon while sync goes well", async () => {
    const { store, homeserver } = await lost(() => null);
    await until(isSettled(store), "repeated");
    expect(homeserver.requests).toHaveLength(2);
  });
});

describe("a room that is ill", () => {
  async function two() {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (const name of ["a", "b"]) await placeIn(store, name);
    let now = 1_000_000;
    const running = startSender(store, homeserver, { clock: clockAt(() => now + performance.now()) });
    return { store, homeserver, wait: (later: number) => (now += later), ...running };
  }

  test("delays no reply elsewhere, whatever it fails with, and however long it asks to wait", async () => {
    const { store, homeserver, wait, sender } = await two();
    homeserver.refuse = (to) => {
      if (to === room("a"))
        throw new HomeserverError("ill", { concern: "passing", status: 503, retryAfter: 3_600_000 });
    };
    await queueReply(store, "a");
    sender.wake();
    for (let attempts = 1; attempts <= 8; attempts += 1) {
      await until(async () => (await rowsOf(store))[0]?.attempts === attempts, "another failure");
      // An hour is not waited for: a minute is the most.
      wait(60_000);
      sender.wake();
    }
    await queueReply(store, "b");
    sender.wake();
    await until(() => homeserver.sent.length === 1, "a reply elsewhere, in no time");
  });

  test("gets one message a room at most while another hangs", async () => {
    const { store, homeserver, sender } = await two();
    const hanging = Promise.withResolvers<void>();
    homeserver.refuse = (to) => (to === room("a") ? hanging.promise : undefined);
    for (const name of ["a", "b"]) await queueReply(store, name);
    sender.wake();
    await until(() => homeserver.sent.length === 1, "a reply elsewhere");
    hanging.resolve();
  });

  test("two of them are taken for the homeserver, until a probe elsewhere arrives", async () => {
    const { store, homeserver, sender, wait } = await two();
    await placeIn(store, "c");
    homeserver.refuse = (to) => {
      if (to !== room("c")) throw unreachable();
    };
    for (const name of ["a", "b"]) await queueReply(store, name);
    sender.wake();
    for (let attempts = 1; attempts <= 5; attempts += 1) {
      await until(
        async () => (await rowsOf(store)).every((row) => row.attempts >= attempts),
        "another failure of both",
      );
      if (attempts < 5) wait(60_000);
      sender.wake();
    }
    await queueReply(store, "c");
    sender.wake();
    await until(() => homeserver.sent.length === 1, "a reply elsewhere, in no time");
  });

  test("and a message that only ever fails itself is given up after ten minutes while its room takes others", async () => {
    const { store, homeserver, wait, sender } = await two();
    homeserver.refuse = (_, content) => {
      if ("msgtype" in content && content.msgtype === "m.text") throw unreachable();
    };
    await published(store, "devops");
    await suspend(store, "b", "kicked");
    sender.wake();
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a failure");
    for (let others = 1; others <= 3; others += 1) {
      await store.write(async (tx) => {
        const place = await tx.places.mention({ room: room("a") }, 1);
        const row = { key: `reply:${others}`, place: place.id, class: "reply" as const, notify: false };
        await tx.outbox.add({ ...row, content: { body: "réponse" }, room: room("a"), createdAt: 1_000_000 });
      });
      sender.wake();
      await until(() => homeserver.sent.length === others, "another message of the room");
      expect((await rowsOf(store))[0]?.state).toBe("attempted");
      wait(others === 3 ? 600_000 : 60_000);
      sender.wake();
      await until(async () => (await rowsOf(store))[0]?.attempts === others + 1 || others === 3, "a failure");
    }
    await until(async () => (await rowsOf(store))[0]?.state === "dead", "given up");
    expect(await store.read((tx) => tx.outbox.givenUp())).toMatchObject([{ cause: "no answer", rows: 1 }]);
  });

  test("an edit of what was purged is no fault", async () => {
    const { store, homeserver, sender } = await two();
    const offer = await published(store, "devops");
    sender.wake();
    await until(isSettled(store), "announced");
    homeserver.refuse = () => {
      throw new HomeserverError("Can't send relation to unknown event", {
        concern: "message",
        status: 400,
        errcode: "M_UNKNOWN",
      });
    };
    await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: 20 });
    sender.wake();
    await until(isSettled(store), "settled");
    expect(await states(store)).toEqual(["sent", "sent", "dead", "dead"]);
    expect(await store.read((tx) => tx.outbox.givenUp())).toEqual([]);
  });
});

describe("a homeserver that is away", () => {
  test("is one failure, however many sends were under way", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (let index = 0; index < 12; index += 1) {
      await placeIn(store, `r${index}`);
      await queueReply(store, `r${index}`);
    }
    homeserver.refuse = () => {
      throw unreachable();
    };
    let now = 1_000_000;
    const { sender } = startSender(store, homeserver, { clock: clockAt(() => now) });
    await until(async () => (await rowsOf(store)).every(({ attempts }) => attempts === 1), "twelve failures");
    homeserver.refuse = () => {};
    now += 1500;
    sender.wake();
    await until(isSettled(store), "all sent a moment later");
    expect(homeserver.sent).toHaveLength(12);
  });
});

describe("encryption", () => {
  test("that begins while a reply waits keeps it from being sent in the clear", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a", { room: { encrypted: true } });
    await queueReply(store, "a");
    startSender(store, homeserver);
    await until(isSettled(store), "settled");
    expect(homeserver.requests).toEqual([]);
    expect(await states(store)).toEqual(["dropped"]);
  });

  test("that begins after a first attempt keeps it from being repeated in the clear", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await queueReply(store, "a");
    homeserver.refuse = () => {
      throw unreachable();
    };
    let now = Date.now();
    const { sender } = startSender(store, homeserver, { clock: clockAt(() => now) });
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a first attempt");
    await store.write((tx) => tx.rooms.save(knownRoom("a", { encrypted: true })));
    homeserver.refuse = () => {};
    now += 5000;
    sender.wake();
    await until(isSettled(store), "settled");
    expect(homeserver.requests).toHaveLength(1);
    expect(await states(store)).toEqual(["dead"]);
  });

  test("that became known between choosing and freezing is seen when freezing", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    await published(store, "devops");
    const heads = await store.read((tx) => tx.outbox.heads(Date.now(), 10));
    await store.write(async (tx) => {
      await tx.rooms.save(knownRoom("a", { encrypted: true }));
      await tx.places.setState(place, "suspended", "the room is encrypted");
    });
    const { freeze } = await import("../../src/flows/deliver/freeze.ts");
    const parts = { me: homeserver.user, store: "s", device: "D", listAbove: 8, timezone: "UTC", now: 1 };
    const [head] = heads;
    if (!head) throw new Error("There is no head.");
    const shipment = await store.write((tx) =>
      freeze(tx, head.row.id, { ...parts, render: async () => ({ body: "clair" }) }),
    );
    expect(shipment).toBeNull();
    expect(await states(store)).toEqual(["queued"]);
  });
});

test("a reply to a room that was left is dropped, and asks nobody", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  await placeIn(store, "a");
  await queueReply(store, "a");
  await suspend(store, "a", "kicked");
  startSender(store, homeserver);
  await until(isSettled(store), "settled");
  expect(homeserver.requests).toEqual([]);
});

describe("an upgraded room", () => {
  async function upgrade(store: Store): Promise<void> {
    await store.write(async (tx) => {
      const place = await tx.places.ofRoom(room("old"));
      if (!place) throw new Error("no place");
      await tx.rooms.save(knownRoom("old", { successor: room("new") }));
      await tx.rooms.save(knownRoom("new", { predecessor: room("old") }));
      await tx.places.settle(place.id, room("new"));
      await tx.places.setState(place.id, "active", null);
    });
  }

  test("gets no edits of the old room's messages", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "old");
    const { sender } = startSender(store, homeserver);
    const offer = await published(store, "devops");
    sender.wake();
    await until(isSettled(store), "announced");
    await upgrade(store);
    await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: 20 });
    sender.wake();
    await until(isSettled(store), "settled");
    expect(homeserver.requests).toHaveLength(1);
  });

  test("hears in the new room what never reached the old one", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "old");
    const offer = await published(store, "devops");
    homeserver.refuse = () => {
      throw unreachable();
    };
    let now = Date.now();
    const { sender } = startSender(store, homeserver, { clock: clockAt(() => now) });
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a first attempt");
    await upgrade(store);
    homeserver.refuse = (to) => {
      if (to === room("old")) throw forbidden();
    };
    now += 5000;
    sender.wake();
    await until(isSettled(store), "sent");
    expect(homeserver.sent.map((sent) => sent.room)).toEqual([room("new")]);
    expect(await told(store, offer, place)).toBe("told");
  });

  test("does not hear again what had reached the old one", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "old");
    await published(store, "devops");
    homeserver.swallow = () => {
      throw unreachable();
    };
    let now = Date.now();
    const { sender } = startSender(store, homeserver, { clock: clockAt(() => now) });
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a first attempt");
    await upgrade(store);
    homeserver.history = () => ({ events: homeserver.sent.map((sent) => ownEvent(sent)), next: null });
    now += 5000;
    sender.wake();
    await until(isSettled(store), "found");
    expect(homeserver.sent).toHaveLength(1);
    expect(homeserver.requests).toHaveLength(1);
  });
});

describe("what takes no request", () => {
  test("costs no pace: a look through the room, an edit that shows nothing new", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const { RateLimiter } = await import("../../src/delivery/rateLimiter.ts");
    await placeIn(store, "a");
    await change(store, "published", knownOffer("devops"), { mode: "held" });
    const now = 1_000_000;
    startSender(store, homeserver, { clock: clockAt(() => now), limiter: new RateLimiter(1) });
    await until(isSettled(store), "looked through and sent, in no time");
    expect(homeserver.looks).toBe(1);
    expect(bodies(homeserver)).toHaveLength(1);
  });

  test("does not keep what is behind it waiting: nothing else would wake the sender", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const place = await placeIn(store, "a");
    // More than one wake may be kept from the start.
    const empty = 4;
    await store.write(async (tx) => {
      for (let at = 0; at <= empty; at += 1)
        await tx.outbox.add({ key: `notice:${at}`, place, class: "notice", notify: false, createdAt: 1 });
    });
    startSender(store, homeserver, {
      render: async (_, { key }) => (key === `notice:${empty}` ? { msgtype: "m.notice", body: "mot" } : null),
    });
    await until(isSettled(store), "all of them settled");
    expect(await states(store)).toEqual([...Array(empty).fill("dropped"), "sent"]);
  });
});

describe("health", () => {
  const suspended = () => new HomeserverError("the account is suspended", { concern: "account" });

  async function failing(error: () => Error, syncTrouble: SyncTrouble = () => null) {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    let now = 1_000_000;
    homeserver.refuse = () => {
      throw error();
    };
    const clock = clockAt(() => now + performance.now());
    const running = startSender(store, homeserver, { clock, syncTrouble });
    const attempt = async (later: number): Promise<void> => {
      const before = homeserver.requests.length;
      now += later;
      running.sender.wake();
      await until(() => homeserver.requests.length > before, "another attempt");
    };
    await until(async () => (await rowsOf(store))[0]?.attempts === 1, "a failure");
    return { store, homeserver, attempt, ...running };
  }

  test("an account in trouble is red and left alone, until sync finds it well", async () => {
    const { store, homeserver, sender, health } = await failing(suspended);
    expect(health.reasons).toMatchObject([{ name: "sending", what: "the account is suspended" }]);
    sender.catchUp();
    await until(async () => (await states(store))[0] === "attempted", "left alone");
    expect(homeserver.requests).toHaveLength(1);
    homeserver.refuse = () => {};
    sender.resume();
    await until(isSettled(store), "sent");
    await until(() => health.reasons.length === 0, "green");
  });

  test("it is green again when what was refused is settled otherwise", async () => {
    const { store, homeserver, sender, health } = await failing(suspended);
    await suspend(store, "a", "kicked");
    homeserver.refuse = () => {};
    sender.resume();
    await until(() => health.reasons.length === 0, "green");
  });

  test("a 401 that names no token is one room's, until sync is refused for the account's sake, too", async () => {
    const unauthorized = () => new HomeserverError("unauthorized", { concern: "passing", status: 401 });
    let sync: "away" | "account" | null = null;
    const { store, homeserver, attempt, sender, health } = await failing(unauthorized, () => sync);
    expect(health.reasons).toEqual([]);
    await attempt(60_000);
    sync = "account";
    await attempt(60_000);
    await until(() => health.reasons.some(({ name }) => name === "sending"), "all sending waits");
    const asked = homeserver.requests.length;
    await queueReply(store, "b");
    sender.wake();
    await until(async () => (await states(store)).length === 2, "a reply waits, too");
    expect(homeserver.requests).toHaveLength(asked);
    sync = null;
    homeserver.refuse = () => {};
    sender.resume();
    await attempt(60_000);
    await until(isSettled(store), "sent");
    await until(() => health.reasons.length === 0, "green");
  });

  test("a room that takes nothing for a minute is red, and green with the first that arrives", async () => {
    const { store, homeserver, attempt, health } = await failing(unreachable);
    await attempt(60_000);
    const name = `sending to ${room("a")}`;
    await until(() => health.reasons.length === 1, "red");
    expect(health.reasons).toMatchObject([{ name, what: "no answer" }]);
    homeserver.refuse = () => {};
    await attempt(60_000);
    await until(isSettled(store), "sent");
    await until(() => health.reasons.length === 0, "green");
  });

  test("a room that took nothing is forgotten when sync tells what became of its row", async () => {
    const { store, attempt, health, sender } = await failing(unreachable);
    await attempt(60_000);
    await until(() => health.reasons.length === 1, "red");
    await suspend(store, "a", "kicked");
    sender.catchUp();
    await until(() => health.reasons.length === 0, "green");
  });

  test("a message that never comes back from a room that was left says nothing about the account", async () => {
    const { store, homeserver, attempt, sender, echoes } = await failing(unreachable);
    homeserver.refuse = () => {};
    await attempt(60_000);
    await until(isSettled(store), "sent");
    echoes.synced(1e12);
    expect(echoes.overdue()).toHaveLength(1);
    await suspend(store, "a", "kicked");
    sender.catchUp();
    await until(() => echoes.overdue().length === 0, "forgotten");
  });

  test("a limit of an hour is red at once, probed each minute, and over with what arrives", async () => {
    const limit = () =>
      new HomeserverError("slow", { concern: "passing", status: 429, retryAfter: 3_600_000 });
    const { store, homeserver, attempt, health } = await failing(limit);
    expect(health.reasons).toMatchObject([{ name: "rate limit" }]);
    await attempt(60_000);
    homeserver.refuse = () => {};
    await attempt(60_000);
    await until(isSettled(store), "sent");
    expect(health.reasons).toEqual([]);
  });

  test("a fault of the store is red, and what was sent is not sent twice", async () => {
    const real = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(real, "a");
    await published(real, "devops");
    let ill = false;
    const store: Store = {
      ...real,
      write: (work) => (ill ? Promise.reject(new Error("disk full")) : real.write(work)),
    };
    homeserver.swallow = () => {
      ill = true;
    };
    let now = 1_000_000;
    const { sender, health } = startSender(store, homeserver, { clock: clockAt(() => now) });
    await until(() => health.reasons.length > 0, "red");
    ill = false;
    homeserver.swallow = () => {};
    now += 5000;
    sender.wake();
    await until(isSettled(real), "settled");
    expect(homeserver.sent).toHaveLength(1);
    expect(homeserver.requests).toHaveLength(2);
    await until(() => health.reasons.length === 0, "green");
  });

  test("a dead token is told, and nothing more is asked", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    homeserver.refuse = () => {
      throw new HomeserverError("dead", { concern: "credentials" });
    };
    const fatal = Promise.withResolvers<HomeserverError>();
    const { sender } = startSender(store, homeserver, {
      onFatal: (error) => fatal.resolve(error as HomeserverError),
    });
    expect((await fatal.promise).message).toBe("dead");
    sender.wake();
    await until(async () => (await states(store))[0] === "attempted", "kept");
    expect(homeserver.requests).toHaveLength(1);
  });
});

test("a reply overtakes announcements; one that the homeserver limits says when", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  for (const name of ["a", "b"]) await placeIn(store, name);
  await published(store, "devops");
  await queueReply(store, "b");
  let limited = true;
  homeserver.refuse = () => {
    if (!limited) return;
    limited = false;
    throw new HomeserverError("slow down", { concern: "passing", status: 429, retryAfter: 40 });
  };
  const { RateLimiter } = await import("../../src/delivery/rateLimiter.ts");
  startSender(store, homeserver, { limiter: new RateLimiter(20), concurrency: 1 });
  await until(isSettled(store), "all sent");
  expect(homeserver.sent).toHaveLength(3);
  expect(bodies(homeserver)[0]).toBe("réponse");
});

describe("a reply that is taken along in the transaction of its command", () => {
  async function taking(name = "a") {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, name);
    const running = startSender(store, homeserver);
    const takeAlong = (fails = false, before = async () => {}) =>
      store.write(async (tx) => {
        await before();
        const place = await tx.places.mention({ room: room(name) }, 1);
        const row = { key: `reply:$${name}:0`, place: place.id, class: "reply" as const, notify: false };
        const id = await tx.outbox.add({
          ...row,
          content: { body: "réponse" },
          room: room(name),
          createdAt: Date.now(),
        });
        const taken = id && (await running.sender.takeAlong(tx, id));
        if (!fails) return taken;
        taken?.giveBack();
        throw new Error("disk full");
      });
    return { store, homeserver, takeAlong, ...running };
  }

  test("is committed attempted, and sent once by whoever looks", async () => {
    const { store, homeserver, takeAlong, sender } = await taking();
    const taken = await takeAlong();
    expect(await states(store)).toEqual(["attempted"]);
    sender.wake();
    expect(homeserver.requests).toEqual([]);
    taken?.go();
    await until(isSettled(store), "sent");
    expect(homeserver.requests).toHaveLength(1);
  });

  test("is sent once also where a turn has begun before, and waited for its transaction", async () => {
    const { store, homeserver, takeAlong, sender } = await taking();
    await placeIn(store, "b");
    await queueReply(store, "b");
    sender.wake();
    await until(isSettled(store), "the first turns are over");
    const taken = await takeAlong(false, async () => {
      sender.wake();
      for (let turns = 0; turns < 3; turns += 1) await turnOfTheLoop();
    });
    for (let turns = 0; turns < 3; turns += 1) await turnOfTheLoop();
    expect(homeserver.requests).toHaveLength(1);
    taken?.go();
    await until(isSettled(store), "sent");
    expect(homeserver.requests).toHaveLength(2);
  });

  test("leaves nothing behind when the transaction fails", async () => {
    const { store, sender, homeserver, takeAlong } = await taking();
    await expect(takeAlong(true)).rejects.toThrow("disk full");
    expect(await states(store)).toEqual([]);
    await until(() => sender.isIdle(), "idle");
    expect(homeserver.requests).toEqual([]);
  });

  test("waits for its turn behind another reply of its place", async () => {
    const { store, homeserver, takeAlong } = await taking();
    const answering = Promise.withResolvers<void>();
    homeserver.refuse = () => answering.promise;
    await store.write(async (tx) => {
      const place = await tx.places.mention({ room: room("a") }, 1);
      const row = { key: "reply:$z:0", place: place.id, class: "reply" as const, notify: false };
      await tx.outbox.add({ ...row, content: { body: "avant" }, room: room("a"), createdAt: Date.now() });
    });
    expect(await takeAlong()).toBeNull();
    answering.resolve();
    await until(isSettled(store), "both sent");
    expect(bodies(homeserver)).toEqual(["avant", "réponse"]);
  });
});

test("a row of which nobody tells waits a minute at most", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  await placeIn(store, "a");
  const { sender } = startSender(store, homeserver);
  expect(await sender.turn()).toBe(60_000);
  await queueReply(store, "a");
  await sender.turn();
  await until(() => homeserver.sent.length === 1, "its reply");
});
