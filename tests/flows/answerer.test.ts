import { describe, expect, onTestFinished, test } from "vitest";
import { Answerer } from "../../src/flows/answer/answerer.ts";
import { Health } from "../../src/flows/service/health.ts";
import { prune } from "../../src/flows/service/prune.ts";
import { traceOf } from "../../src/messages/trace.ts";
import type { Command, Store } from "../../src/ports/index.ts";
import { Catalogue } from "../commands/catalogue.ts";
import { command } from "../store/fixtures.ts";
import { answererParts } from "../support/answererParts.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { until } from "../support/until.ts";
import { newStore, placeIn, rowsOf, turning } from "./world.ts";

const DAY = 24 * 3_600_000;
const NOW = 1_800_000_000_000;

function answering(store: Store, now = () => NOW) {
  const health = new Health();
  const stopping = new AbortController();
  const answerer = new Answerer(answererParts({ store, clock: clockAt(now), offers: new Catalogue(3) }));
  const start = (): void => {
    const done = turning(answerer, stopping.signal, { health });
    onTestFinished(async () => {
      stopping.abort();
      await done;
    });
  };
  return { answerer, health, start };
}

async function receive(store: Store, ...commands: Command[]): Promise<void> {
  await store.write((tx) => tx.inbox.add(commands));
}
const asked = (name: string, more: Partial<Command> = {}): Command =>
  command(name, { room: room("a"), text: "!offres", sentAt: NOW, receivedAt: NOW, age: 0, ...more });
const keys = async (store: Store) => (await rowsOf(store)).map(({ key }) => key);

describe("commands", () => {
  test("are answered in the order in which they were sent", async () => {
    const store = await newStore();
    await placeIn(store, "a");
    await receive(store, asked("later", { sentAt: NOW - 1 }), asked("earlier", { sentAt: NOW - 2 }));
    answering(store).start();
    await until(async () => (await keys(store)).length === 2, "two answers");
    expect(await keys(store)).toEqual(["reply:$earlier:0", "reply:$later:0"]);
  });

  test("are not held up by one that cannot be stored, which is red and tried again", async () => {
    const store = await newStore();
    await placeIn(store, "a");
    // What a fault of ours would leave behind: a list whose row is refused by the schema.
    await receive(store, asked("poison", { sentAt: NOW - 1 }), asked("next"));
    const broken: Store = {
      ...store,
      write: (work) =>
        store.write((tx) =>
          work({
            ...tx,
            inbox: {
              ...tx.inbox,
              done: async (...done) => {
                if (done[0] === event("poison")) throw new Error("refused by the schema");
                await tx.inbox.done(...done);
              },
            },
          }),
        ),
    };
    const { health, start } = answering(broken);
    start();
    await until(async () => (await keys(store)).includes("reply:$next:0"), "the next one's answer");
    await until(() => health.reasons.length > 0, "red");
    expect(health.reasons).toMatchObject([{ name: "inbox" }]);
    expect(await keys(store)).not.toContain("reply:$poison:0");
  });

  test("of somebody who asks too much are passed over in one commit, however many", async () => {
    const store = await newStore();
    await placeIn(store, "a");
    const flood = Array.from({ length: 500 }, (_, at) =>
      asked(`eve${at}`, { sender: user("eve"), sentAt: NOW - 1 }),
    );
    await receive(store, ...flood, asked("bob", { sender: user("bob") }));
    let commits = 0;
    const counting: Store = {
      ...store,
      write: (work) => {
        commits += 1;
        return store.write(work);
      },
    };
    const { answerer, start } = answering(counting);
    start();
    await until(() => answerer.isIdle(), "all are done");
    expect(await keys(store)).toContain("reply:$bob:0");
    // Twenty answers and a notice, Bob's, and one for each look at the inbox.
    expect(commits).toBeLessThan(20 + 1 + 1 + 5);
  });
});

test("after thirty days nothing is left of a question and its answer; announcements stay", async () => {
  const store = await newStore();
  const place = await placeIn(store, "a");
  let now = NOW;
  const { start } = answering(store, () => now);
  await receive(store, asked("question"));
  start();
  await until(async () => (await keys(store)).length === 1, "the answer");
  await store.write(async (tx) => {
    const frozen = { room: room("a"), transactionId: "t", device: "D", content: {}, ...traceOf({}), at: NOW };
    const reply = await tx.outbox.byKey("reply:$question:0");
    if (!reply) throw new Error("no reply");
    await tx.outbox.freeze(reply.id, frozen);
    await tx.outbox.sent(reply.id, event("r"), NOW);
    const about = { place, edits: reply.id, notify: false, createdAt: NOW };
    const edit = await tx.outbox.add({ key: "edit:1:1", class: "edit", revision: 1, ...about });
    const other = { place, class: "announcement" as const, notify: false, createdAt: NOW };
    const announcement = await tx.outbox.add({ key: "announcement:x", ...other });
    if (edit === null || announcement === null) throw new Error("no row");
    await tx.outbox.drop([edit], "test", NOW);
    await tx.outbox.freeze(announcement, { ...frozen, transactionId: "t2" });
    await tx.outbox.sent(announcement, event("a"), NOW);
  });
  now = NOW + 30 * DAY;
  await prune(store, now);
  expect(await store.read((tx) => tx.outbox.byKey("reply:$question:0"))).not.toBeNull();
  now += 1;
  await prune(store, now);
  expect(await store.read((tx) => tx.outbox.byKey("reply:$question:0"))).toBeNull();
  expect(await store.read((tx) => tx.outbox.byKey("edit:1:1"))).toBeNull();
  expect(await store.read((tx) => tx.outbox.byKey("announcement:x"))).not.toBeNull();
  expect(await store.read((tx) => tx.lists.lastIn(room("a")))).toBeNull();
});
