import { describe, expect, test } from "vitest";
import { renderer } from "../../src/flows/announce/render.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { late } from "../../src/messages/apology.ts";
import { HomeserverError, type NewOutboxRow, type Store } from "../../src/ports/index.ts";
import type { RoomAlias } from "../../src/rooms/identifiers.ts";
import { clockAt } from "../support/clock.ts";
import { room } from "../support/identifiers.ts";
import { until } from "../support/until.ts";
import { WORDING } from "../support/wording.ts";
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
} from "./world.ts";

// What concerns one row, stops one row.

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

function reply(store: Store, name: string, key: string, more: Partial<NewOutboxRow> = {}) {
  return store.write(async (tx) => {
    const place = await tx.places.mention({ room: room(name) }, 1);
    const row = { key: `reply:$${key}:0`, place: place.id, class: "reply" as const, notify: false };
    const content = {
      msgtype: "m.notice",
      body: key,
      "m.relates_to": { "m.in_reply_to": { event_id: `$${key}` } },
    };
    return tx.outbox.add({ ...row, content, room: room(name), createdAt: NOW, ...more });
  });
}

const rejected = () =>
  new HomeserverError("not found", { concern: "message", status: 404, errcode: "M_NOT_FOUND" });

describe("a room that is limited for an hour, and no other", () => {
  test("keeps nobody waiting, is named after a minute, and is served when that is over", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (const name of ["a", "b", "c"]) await placeIn(store, name);
    homeserver.refuse = (to) => {
      const about = { concern: "passing", status: 429, retryAfter: 3_600_000 } as const;
      if (to === room("a")) throw new HomeserverError("too many requests", about);
    };
    let now = 0;
    const clock = clockAt(() => NOW + now + performance.now());
    const { sender, health } = startSender(store, homeserver, { clock });
    await reply(store, "a", "ici");
    sender.wake();
    await until(() => homeserver.requests.length === 1, "it is limited");
    for (const [name, key] of ["b", "c", "b", "c"].map((name, at) => [name, `là${at}`] as const)) {
      await reply(store, name, key);
      sender.wake();
      await until(() => bodies(homeserver).includes(key), "answered elsewhere");
    }
    expect(health.reasons).toEqual([]);
    for (const minute of [1, 2]) {
      now = minute * (MINUTE + 1);
      sender.wake();
      const tries = () => homeserver.requests.filter(({ room: to }) => to === room("a")).length;
      await until(() => tries() === 1 + minute, "tried again");
    }
    await until(() => health.reasons.length === 1, "named");
    expect(health.reasons).toMatchObject([{ name: `sending to ${room("a")}`, what: "too many requests" }]);
    homeserver.refuse = () => {};
    now += MINUTE + 1;
    sender.wake();
    await until(isSettled(store), "all sent");
    expect(bodies(homeserver, room("a"))).toEqual(["ici"]);
    expect(health.reasons).toEqual([]);
  });
});

describe("what a firewall refuses in a quiet town", () => {
  async function blocked(queue: (store: Store) => Promise<unknown>) {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (const name of ["a", "b"]) await placeIn(store, name, { filter: name === "a" ? "" : "rien" });
    let fixed = false;
    homeserver.refuse = (to) => {
      const page = new HomeserverError("the answer (403) is a web page", { concern: "passing", status: 403 });
      if (to === room("a") && !fixed) throw page;
    };
    let now = 0;
    const clock = clockAt(() => NOW + now + performance.now());
    const { sender, health } = startSender(store, homeserver, { clock });
    await queue(store);
    const here = () => homeserver.requests.filter(({ room: to }) => to === room("a")).length;
    const tries = async (count: number) => {
      for (let at = here(); at < count; at += 1) {
        now += MINUTE;
        sender.wake();
        await until(() => here() > at, "tried again");
        const isNoted = async () => {
          const [row] = await rowsOf(store);
          return row?.settledAt != null || (row?.attempts ?? 0) > at;
        };
        await until(isNoted, "noted");
      }
    };
    return { store, homeserver, sender, health, tries, mend: () => (fixed = true) };
  }

  test("an answer is given up soon: the next question would wait for it", async () => {
    const { store, tries } = await blocked((store) => reply(store, "a", "un"));
    await tries(5);
    expect(await states(store)).toEqual(["dead"]);
  });

  test("an announcement waits, named, until something else arrives, or it does itself", async () => {
    const lost = await blocked((store) => published(store, "devops"));
    await lost.tries(8);
    expect(await states(lost.store)).toEqual(["attempted"]);
    expect(lost.health.reasons).toMatchObject([{ what: "the answer (403) is a web page" }]);
    await reply(lost.store, "b", "ailleurs");
    lost.sender.wake();
    await until(() => bodies(lost.homeserver).includes("ailleurs"), "something arrives");
    await lost.tries(9);
    await until(isSettled(lost.store), "settled");
    expect(await states(lost.store)).toEqual(["dead", "sent"]);

    const kept = await blocked((store) => published(store, "devops"));
    await kept.tries(8);
    kept.mend();
    await kept.tries(9);
    await until(isSettled(kept.store), "sent after all");
    expect(kept.health.reasons).toEqual([]);
  });
});

describe("a row that cannot be put into words", () => {
  const words = renderer(WORDING, "Europe/Paris", () => NOW);

  test("is given up and named, and the others go", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (const name of ["a", "b", "c"]) await placeIn(store, name);
    await published(store, "devops");
    startSender(store, homeserver, {
      render: async (tx, row, original) => {
        if (row.id === 2) throw new TypeError("Cannot read properties of undefined (reading 'places')");
        return words(tx, row, original);
      },
    });
    await until(isSettled(store), "settled");
    expect(await states(store)).toEqual(["sent", "dead", "sent"]);
    const cause = "it cannot be put into words (TypeError); the log says where";
    expect(await store.read((tx) => tx.outbox.givenUp())).toMatchObject([
      { cause, rows: 1, example: room("b") },
    ]);
  });

  test("waits while the store is ill, which is no fault of its own", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    await published(store, "devops");
    let ill = true;
    const { sender, health } = startSender(store, homeserver, {
      render: async (tx, row, original) => {
        if (ill) throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
        return words(tx, row, original);
      },
    });
    await until(() => health.reasons.length === 1, "red");
    expect(await states(store)).toEqual(["queued"]);
    ill = false;
    sender.wake();
    await until(isSettled(store), "sent");
    expect(await states(store)).toEqual(["sent"]);
  });
});

test("a row whose outcome the store does not take is left alone for a while and named; the others go", async () => {
  const real = await newStore();
  const homeserver = new FakeHomeserver();
  for (const name of ["a", "b"]) await placeIn(real, name);
  await published(real, "devops");
  let broken = true;
  const store: Store = {
    ...real,
    write: (work) =>
      real.write((tx) =>
        work({
          ...tx,
          outbox: {
            ...tx.outbox,
            sent: async (id, event, at) => {
              if (broken && id === 1) throw new TypeError("no such decision");
              return tx.outbox.sent(id, event, at);
            },
          },
        }),
      ),
  };
  let now = NOW;
  const { sender, health } = startSender(store, homeserver, {
    clock: clockAt(() => now + performance.now()),
  });
  await until(async () => (await states(real))[1] === "sent", "the other");
  await until(() => health.reasons.some(({ name }) => name === "message 1"), "named");
  await published(real, "juriste");
  sender.wake();
  await until(async () => (await states(real))[3] === "sent", "what comes later, elsewhere");
  broken = false;
  now += 5000;
  sender.wake();
  await until(isSettled(real), "settled");
  expect(homeserver.sent).toHaveLength(4);
  await until(() => health.reasons.length === 0, "green");
});

describe("messages that are refused for good", () => {
  test("are one word to administrators a cause, until they were seen", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    const names = ["a", "b", "c", "d"];
    for (const name of names) await placeIn(store, name);
    homeserver.refuse = () => {
      throw rejected();
    };
    const administrators = new Administrators("#admin:example.org" as RoomAlias, clockAt(NOW));
    const { sender } = startSender(store, homeserver, { administrators });
    const words = async () => (await rowsOf(store)).filter(({ class: of }) => of === "notice").length;
    const allDead = async () =>
      (await rowsOf(store)).every(({ class: of, state }) => of === "notice" || state === "dead");
    await published(store, "devops");
    sender.wake();
    await until(allDead, "given up");
    expect(await words()).toBe(1);
    await store.write((tx) => tx.outbox.markSeen(NOW));
    await published(store, "juriste");
    sender.wake();
    await until(allDead, "given up");
    expect(await words()).toBe(2);
  });

  test("if they are answers, are one line to who asked, beside the question; refused, too, that is the last", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    let refused = 1;
    homeserver.refuse = () => {
      if (refused-- > 0) throw rejected();
    };
    const { sender } = startSender(store, homeserver);
    await reply(store, "a", "trop long");
    sender.wake();
    await until(isSettled(store), "settled");
    expect(await states(store)).toEqual(["dead", "sent"]);
    expect(bodies(homeserver)).toEqual([expect.stringContaining("le serveur a refusé ma réponse")]);
    refused = 2;
    await reply(store, "a", "encore");
    sender.wake();
    await until(isSettled(store), "settled");
    expect(await states(store)).toEqual(["dead", "sent", "dead", "dead"]);
  });

  test("if they are edits, are tried again at the next start", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    const { sender, stop } = startSender(store, homeserver);
    const offer = await published(store, "devops");
    sender.wake();
    await until(isSettled(store), "announced");
    homeserver.refuse = () => {
      throw rejected();
    };
    await change(store, "closed", { ...offer, status: "closed", stood: "closed", closedAt: 20 });
    sender.wake();
    await until(isSettled(store), "given up");
    await stop();
    expect(await store.read((tx) => tx.outbox.givenUp())).toHaveLength(1);
    homeserver.refuse = () => {};
    startSender(store, homeserver);
    await until(() => homeserver.sent.length === 2, "the edit after all");
    await until(isSettled(store), "settled");
    expect(await store.read((tx) => tx.outbox.givenUp())).toEqual([]);
  });
});

describe("a reply that was kept back for more than ten minutes", () => {
  test("becomes one excuse a room; others are said as they are", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    for (const name of ["a", "b"]) await placeIn(store, name);
    for (const key of ["un", "deux", "trois"]) await reply(store, "a", key, { createdAt: NOW - 11 * MINUTE });
    await reply(store, "a", "quatre", { createdAt: NOW - 5 * MINUTE });
    await reply(store, "b", "cinq", { createdAt: NOW - 11 * MINUTE });
    startSender(store, homeserver, { clock: clockAt(() => NOW + performance.now()) });
    await until(isSettled(store), "settled");
    expect(bodies(homeserver, room("a"))).toEqual(["quatre"]);
    expect(bodies(homeserver, room("b"))).toEqual([late().text]);
    expect(homeserver.sent.find(({ room: of }) => of === room("b"))?.content["m.relates_to"]).toEqual({
      "m.in_reply_to": { event_id: "$cinq" },
    });
    expect(await store.read((tx) => tx.outbox.givenUp())).toEqual([]);
  });

  test("is dropped after a day; what corrects an answer goes at any age", async () => {
    const store = await newStore();
    const homeserver = new FakeHomeserver();
    await placeIn(store, "a");
    const answer = await reply(store, "a", "un");
    const { sender } = startSender(store, homeserver, { clock: clockAt(() => NOW + performance.now()) });
    await until(isSettled(store), "answered");
    await reply(store, "a", "deux", { createdAt: NOW - 25 * 60 * MINUTE });
    const edit = { key: "edit:1:1", revision: 1, createdAt: NOW - 25 * 60 * MINUTE };
    if (answer) await reply(store, "a", "corrigé", { ...edit, edits: answer });
    sender.wake();
    await until(isSettled(store), "settled");
    expect(bodies(homeserver)).toEqual(["un", "* corrigé"]);
  });
});

test("a correction of an answer overtakes what is announced", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  for (const name of ["a", "b", "c"]) await placeIn(store, name);
  const answer = await reply(store, "a", "un");
  const { stop } = startSender(store, homeserver, { clock: clockAt(() => NOW + performance.now()) });
  await until(isSettled(store), "answered");
  await stop();
  await published(store, "devops");
  if (answer) await reply(store, "a", "corrigé", { key: "edit:1:1", edits: answer, revision: 1 });
  const [head] = await store.read((tx) => tx.outbox.heads(NOW, 9));
  expect(head?.row.class).toBe("reply");
});

test("a row that a wrong clock put off for days is due", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  await placeIn(store, "a");
  await published(store, "devops");
  const dueAfter = async (later: number): Promise<number> => {
    await store.write((tx) => tx.outbox.retry(1 as never, NOW + later, "503"));
    return (await store.read((tx) => tx.outbox.heads(NOW, 9))).length;
  };
  expect([await dueAfter(1), await dueAfter(MINUTE), await dueAfter(MINUTE + 1), await dueAfter(-1)]).toEqual(
    [0, 0, 1, 1],
  );
  startSender(store, homeserver, { clock: clockAt(() => NOW + performance.now()) });
  await until(isSettled(store), "sent");
});

test("requests that hang give their places to other rooms, and two places are kept for replies", async () => {
  const store = await newStore();
  const homeserver = new FakeHomeserver();
  const hanging = Promise.withResolvers<void>();
  for (const name of ["a", "b", "c", "d", "e"]) await placeIn(store, name);
  homeserver.refuse = (to) => (to === room("e") || to === room("f") ? undefined : hanging.promise);
  await published(store, "devops");
  let now = NOW;
  const clock = clockAt(() => now + performance.now());
  const { sender } = startSender(store, homeserver, { clock, concurrency: 4 });
  await until(() => homeserver.requests.length === 2, "two of four places taken by what is announced");
  await placeIn(store, "f");
  await reply(store, "f", "un");
  sender.wake();
  await until(() => homeserver.sent.length === 1, "a reply meanwhile");
  expect(homeserver.requests).toHaveLength(3);
  now += 5000;
  sender.wake();
  await until(() => homeserver.requests.length === 5, "others beside those that hang");
  now += 5000;
  sender.wake();
  await until(() => homeserver.sent.length === 2, "the room that is well");
  hanging.resolve();
  await until(isSettled(store), "all");
});
