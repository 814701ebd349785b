import pino from "pino";
import { describe, expect, test } from "vitest";
import { Receiver, type ReceiverParts } from "../../src/flows/receive/receiver.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { PROBE_EVERY } from "../../src/flows/service/fate.ts";
import { Health } from "../../src/flows/service/health.ts";
import { HomeserverError, type Store, type SyncBatch } from "../../src/ports/index.ts";
import { clockAt } from "../support/clock.ts";
import { alias, event, room } from "../support/identifiers.ts";
import { WORDING } from "../support/wording.ts";
import { apply, batch, command, fresh, joined, NOW, rules, said, state, waiting } from "./syncing.ts";
import { FakeHomeserver, ME, newStore, rowsOf } from "./world.ts";

const SECOND = 1000;
const HOUR = 3_600_000;
const { signal } = new AbortController();

type Answer = HomeserverError | Partial<SyncBatch>;

/** Answers `/sync` as a test says, and says what was asked. Time passes only while an answer is waited for. */
class Scripted extends FakeHomeserver {
  now = NOW;
  readonly asked: { since: string | null; timeout: number; few: boolean }[] = [];
  #script: { answer: Answer; took: number }[] = [];
  /** What a sync without a token meets that asks for nothing. */
  withoutToken: HomeserverError | null = null;

  next(answer: Answer, took = 0): void {
    this.#script.push({ answer, took });
  }

  override async sync(
    since: string | null,
    timeout: number,
    _signal: AbortSignal,
    few = false,
  ): Promise<SyncBatch> {
    this.asked.push({ since, timeout, few });
    const step = this.#script.shift();
    if (step === undefined) throw new Error("nothing is scripted");
    this.now += step.took;
    if (step.answer instanceof HomeserverError) throw step.answer;
    return batch(since ?? "s1", step.answer);
  }

  override async answersSync(): Promise<void> {
    if (this.withoutToken) throw this.withoutToken;
  }
}

function counted(store: Store): { store: Store; writes: () => number } {
  let writes = 0;
  const write: Store["write"] = (work) => {
    writes += 1;
    return store.write(work);
  };
  return { store: { ...store, write }, writes: () => writes };
}

async function receiving(more: Partial<ReceiverParts> = {}) {
  const { store, writes } = counted(more.store ? (more.store as Store) : await newStore());
  const homeserver = new Scripted();
  const health = new Health();
  const clock = clockAt(() => homeserver.now);
  const recovered: boolean[] = [];
  const receiver = new Receiver({
    ...{ clock, rules, health, homeserver, wording: WORDING },
    log: pino({ level: "silent" }),
    administrators: new Administrators(alias("admins"), clock),
    random: () => 0,
    answerAtOnce: async () => false,
    isArrived: () => false,
    settleAlong: async () => {},
    lookAlong: async () => {},
    onBatch: (news) => recovered.push(news.recovered),
    ...more,
    store,
  });
  return { receiver, homeserver, health, store, writes, recovered, turn: () => receiver.turn(signal) };
}

const tokenIn = (store: Store) => store.read((tx) => tx.session.token());
const failing = (more: Partial<ConstructorParameters<typeof HomeserverError>[1]> = {}) =>
  new HomeserverError("cannot sync", { concern: "passing", ...more });

describe("an account in trouble", () => {
  test("is red until a batch comes; that batch, and no later one, tells of it", async () => {
    const { homeserver, health, recovered, turn } = await receiving();
    homeserver.next(new HomeserverError("the account is locked", { concern: "account", status: 401 }));
    for (const nextToken of ["s1", "s2"]) homeserver.next({ nextToken });
    expect(await turn()).toBe(PROBE_EVERY);
    expect(JSON.stringify(health.reasons)).toMatch(/account.*the account is locked/);
    await turn();
    expect(health.reasons).toEqual([]);
    await turn();
    expect(recovered).toEqual([true, false]);
  });
});

describe("a sync token that the homeserver does not know", () => {
  const unknown = new HomeserverError("400 M_UNKNOWN “Invalid stream token”", {
    concern: "passing",
    status: 400,
    errcode: "M_UNKNOWN",
  });

  test("is named, tried for two minutes, then sync begins anew and says so", async () => {
    const kept = await newStore();
    await apply(kept, "old", { joined: [fresh("a"), fresh("b")] });
    await apply(kept, "nonsense", { joined: [joined("a", { gapFrom: "g1" })] });
    const { homeserver, health, store, turn } = await receiving({ store: kept });
    for (const took of [0, 60, 59, 1]) homeserver.next(unknown, took * SECOND);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await turn()).toBeGreaterThan(0);
      expect(JSON.stringify(health.reasons)).toMatch(/sync token.*Invalid stream token.*begins anew/);
    }
    expect(await turn()).toBe(0);
    expect(await tokenIn(store)).toBe("nonsense");
    homeserver.next({ nextToken: "s9", joined: [fresh("a", [command("!offres jadis")])] });
    await turn();
    expect(homeserver.asked.map(({ since }) => since)).toEqual([
      ...["nonsense", "nonsense", "nonsense", "nonsense"],
      null,
    ]);
    expect(await tokenIn(store)).toBe("s9");
    expect(health.reasons).toEqual([]);
    expect(await waiting(store)).toEqual([]);
    expect(await store.read((tx) => tx.gaps.all())).toEqual([]);
    expect(await store.read((tx) => tx.incidents.unseen())).toMatchObject([{ kind: "position", times: 1 }]);
    // What is not named any more was left meanwhile.
    expect((await store.read((tx) => tx.rooms.get(room("b"))))?.membership).toBe("leave");
    expect((await rowsOf(store)).map(({ content }) => String(content?.body))).toEqual([
      expect.stringMatching(/^⚠️ Le serveur ne reconnaît plus/),
    ]);
  });

  test.each([
    ["sync is not answered without a token either", "doubted"],
    ["it fails otherwise in between", "broken"],
    ["sync without it is not answered after all", "begun"],
  ])("is kept where %s: a proxy may refuse whatever is asked", async (_, how) => {
    const kept = await newStore();
    await apply(kept, "s1", { joined: [fresh("a")] });
    const { homeserver, store, turn } = await receiving({ store: kept });
    const refused = how === "doubted" ? unknown : null;
    homeserver.withoutToken = refused;
    for (let tries = 0; tries < 4; tries += 1) {
      homeserver.next(unknown, 50 * SECOND);
      if (refused) await expect(turn()).rejects.toBe(refused);
      else await turn();
    }
    if (how === "broken") {
      // Of the three before it, two minutes had not passed.
      homeserver.next(failing({ status: 502 }), 10 * SECOND);
      await expect(turn()).rejects.toThrow("cannot sync");
    }
    if (how === "begun") {
      homeserver.next(unknown);
      await expect(turn()).rejects.toBe(unknown);
    }
    homeserver.next({ nextToken: "s2", joined: [joined("a", { timeline: [command("!offres a")] })] });
    await turn();
    expect(homeserver.asked.at(-1)?.since).toBe("s1");
    expect(await waiting(store)).toEqual(["!offres a"]);
    expect(await store.read((tx) => tx.incidents.unseen())).toEqual([]);
  });

  test("is kept when the homeserver knows it again", async () => {
    const kept = await newStore();
    await apply(kept, "s1", { joined: [fresh("a")] });
    const { homeserver, health, store, turn } = await receiving({ store: kept });
    homeserver.next(unknown);
    homeserver.next({ nextToken: "s2", joined: [joined("a", { timeline: [command("!offres a")] })] });
    await turn();
    await turn();
    expect(health.reasons).toEqual([]);
    expect(await waiting(store)).toEqual(["!offres a"]);
  });
});

describe("an answer that is too large, or too slow", () => {
  test.each(["size", "time"] as const)(
    "(%s) is asked for again at once, with fewer events",
    async (excess) => {
      const { homeserver, turn } = await receiving();
      for (const answer of [{}, failing({ excess }), { nextToken: "s2" }, { nextToken: "s3" }])
        homeserver.next(answer);
      await turn();
      expect(await turn()).toBe(0);
      await turn();
      await turn();
      expect(homeserver.asked.map(({ few }) => few)).toEqual([false, false, true, false]);
      expect(homeserver.asked.map(({ since }) => since)).toEqual([null, "s1", "s1", "s2"]);
    },
  );

  test("even so is a failure, and fewer are asked for until one comes", async () => {
    const { homeserver, turn } = await receiving();
    for (const answer of [failing({ excess: "size" }), failing({ excess: "time" }), {}])
      homeserver.next(answer);
    expect(await turn()).toBe(0);
    await expect(turn()).rejects.toThrow("cannot sync");
    await turn();
    expect(homeserver.asked.map(({ few }) => few)).toEqual([false, true, true]);
  });
});

describe("a long poll", () => {
  async function polled(...script: [Answer, number][]) {
    const it = await receiving();
    it.homeserver.next({});
    await it.turn();
    for (const [answer, took] of script) it.homeserver.next(answer, took);
    return it;
  }

  test.each([
    ["a 504", { status: 504 }],
    ["a cut connection", {}],
  ])("that a proxy ends with %s is asked again, shorter, and is no outage", async (_, how) => {
    const { homeserver, turn } = await polled(
      [failing(how), 25 * SECOND],
      [{}, 17 * SECOND],
      [{}, 0],
      [{}, 0],
    );
    expect(await turn()).toBe(0);
    expect(await turn()).toBe(0);
    await turn();
    homeserver.now += HOUR;
    await turn();
    expect(homeserver.asked.map(({ timeout }) => timeout)).toEqual([0, 30_000, 17_500, 17_500, 30_000]);
  });

  test.each([
    ["at once", failing({ status: 502 }), 20],
    ["long after its time", failing({ status: 504 }), 55 * SECOND],
    ["with a time to wait", failing({ status: 503, retryAfter: 5 }), 25 * SECOND],
  ])("that fails %s is a failure", async (_, error, took) => {
    const { turn } = await polled([error, took]);
    await expect(turn()).rejects.toThrow("cannot sync");
  });

  test("that is cut again and again, however short, is a failure", async () => {
    const cut: [Answer, number] = [failing({ status: 504 }), 4 * SECOND];
    const { turn } = await polled(cut, cut, cut, cut, cut);
    for (let times = 0; times < 4; times += 1) expect(await turn()).toBe(0);
    await expect(turn()).rejects.toThrow("cannot sync");
  });

  test("that is answered at once without news is spaced, and nothing is written", async () => {
    const empty: [Answer, number] = [{}, 1];
    const { turn, writes } = await polled(
      empty,
      empty,
      empty,
      empty,
      [{ nextToken: "s2" }, 30 * SECOND],
      empty,
    );
    const before = writes();
    const rests: unknown[] = [];
    for (let turns = 0; turns < 6; turns += 1) rests.push(await turn());
    expect(rests).toEqual([0, 0, 1000, 1000, 0, 0]);
    expect(writes() - before).toBe(0);
  });
});

describe("the stored token", () => {
  test("moves with what is stored, and at the latest after a minute; chatter alone does not move it", async () => {
    const { homeserver, store, turn } = await receiving();
    const chatter = () => ({ joined: [joined("a", { timeline: [said(ME, { body: "bonjour" })] })] });
    homeserver.next({ nextToken: "s1", joined: [fresh("a")] });
    homeserver.next({ nextToken: "s2", ...chatter() });
    homeserver.next({ nextToken: "s3", joined: [joined("a", { timeline: [command("!offres a")] })] });
    homeserver.next({ nextToken: "s4", ...chatter() }, 20 * SECOND);
    homeserver.next({ nextToken: "s5", ...chatter() }, 41 * SECOND);
    const stored: unknown[] = [];
    for (let turns = 0; turns < 5; turns += 1) {
      await turn();
      stored.push(await tokenIn(store));
    }
    expect(stored).toEqual(["s1", "s1", "s3", "s3", "s5"]);
    expect(homeserver.asked.map(({ since }) => since)).toEqual([null, "s1", "s2", "s3", "s4"]);
  });
});

describe("a batch that cannot be stored", () => {
  const POISON = "!offres poison";
  const faulty = {
    ...rules,
    commandIn: (from: { body: string }) => {
      if (from.body === POISON) throw new TypeError("a fault of ours");
      return rules.commandIn(from);
    },
  };

  test("for one event keeps back no other: the event is set aside and named", async () => {
    const { homeserver, health, store, turn } = await receiving({ rules: faulty });
    homeserver.next({ nextToken: "s1", joined: [fresh("a"), fresh("b")] });
    await turn();
    const poison = command(POISON);
    const timeline = [command("!offres avant"), poison, command("!offres après")];
    const other = joined("b", { timeline: [command("!offres ailleurs")] });
    homeserver.next({ nextToken: "s2", joined: [joined("a", { timeline, gapFrom: "g1" }), other] });
    await turn();
    expect(await store.read((tx) => tx.inbox.outcomeOf(poison.id))).toBeNull();
    expect(await store.read((tx) => tx.gaps.all())).toHaveLength(1);
    expect(await waiting(store, NOW + 6 * SECOND)).toEqual([
      "!offres avant",
      "!offres après",
      "!offres ailleurs",
    ]);
    expect(await tokenIn(store)).toBe("s2");
    expect(JSON.stringify(health.reasons)).toContain(poison.id);
  });

  test("for a room's state: nothing is sent there, because encryption may have been in it", async () => {
    const { homeserver, health, store, turn } = await receiving();
    homeserver.next({ nextToken: "s1", joined: [fresh("a"), fresh("b")] });
    await turn();
    const hostile = state("m.room.name", {
      get name(): string {
        throw new TypeError("a fault of ours");
      },
    });
    const timeline = [hostile, state("m.room.encryption", {})];
    homeserver.next({
      nextToken: "s2",
      joined: [joined("a", { timeline }), joined("b", { timeline: [command("!offres b")] })],
    });
    await turn();
    const place = (name: string) => store.read(async (tx) => (await tx.places.ofRoom(room(name)))?.state);
    expect([await place("a"), await place("b")]).toEqual(["waiting", "active"]);
    expect(await waiting(store)).toEqual(["!offres b"]);
    expect(JSON.stringify(health.reasons)).toContain(room("a"));
  });

  test("because the store is ill is asked for again: nothing is set aside", async () => {
    const kept = await newStore();
    let full = false;
    const store: Store = {
      ...kept,
      write: async (work) => {
        if (!full) return kept.write(work);
        // Less than the whole batch would find room again.
        full = false;
        throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
      },
    };
    const { homeserver, health, turn } = await receiving({ store });
    const heard = {
      nextToken: "s2",
      joined: [joined("a", { timeline: [command("!offres a", { id: event("x") })] })],
    };
    for (const answer of [{ joined: [fresh("a")] }, heard, heard]) homeserver.next(answer);
    await turn();
    full = true;
    await expect(turn()).rejects.toThrow("disk is full");
    await turn();
    expect(homeserver.asked.map(({ since }) => since)).toEqual([null, "s1", "s1"]);
    expect(await waiting(kept)).toEqual(["!offres a"]);
    expect(health.reasons).toEqual([]);
  });

  test("with its answers is stored without them: they get their turn", async () => {
    let back = 0;
    const { homeserver, store, turn } = await receiving({
      answerAtOnce: async (_, taken) => {
        taken.push({ go: () => {}, giveBack: () => (back += 1) });
        throw new TypeError("a fault of ours");
      },
    });
    homeserver.next({ joined: [fresh("a")] });
    homeserver.next({ nextToken: "s2", joined: [joined("a", { timeline: [command("!offres a")] })] });
    await turn();
    await turn();
    expect(back).toBe(1);
    expect(await waiting(store)).toEqual(["!offres a"]);
  });
});
