import { randomUUID } from "node:crypto";
import pino from "pino";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Echoes } from "../../src/delivery/echoes.ts";
import { RateLimiter } from "../../src/delivery/rateLimiter.ts";
import { systemClock } from "../../src/edges/schedule/systemClock.ts";
import { Answerer } from "../../src/flows/answer/answerer.ts";
import { Sender } from "../../src/flows/deliver/sender.ts";
import { Receiver } from "../../src/flows/receive/receiver.ts";
import { RoomKeeper } from "../../src/flows/rooms/roomKeeper.ts";
import { Catalogue as ScannedCatalogue } from "../../src/flows/scan/catalogue.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { Scanner } from "../../src/flows/scan/scanner.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { fateOf, PROBE_EVERY, RETRY_AFTER } from "../../src/flows/service/fate.ts";
import { Health } from "../../src/flows/service/health.ts";
import { type BackgroundWork, keepTurning, type Rest } from "../../src/flows/service/loop.ts";
import { Pruner } from "../../src/flows/service/prune.ts";
import { Tally } from "../../src/flows/service/tally.ts";
import { WakeSignal } from "../../src/flows/service/wakeSignal.ts";
import { type ErrorConcern, HomeserverError, type Store } from "../../src/ports/index.ts";
import { Catalogue } from "../commands/catalogue.ts";
import { answererParts } from "../support/answererParts.ts";
import { until } from "../support/until.ts";
import { WORDING } from "../support/wording.ts";
import { ourLexicon, ourNames } from "../support/words.ts";
import { FakeHomeserver, ME, newStore, turning } from "./world.ts";

const log = pino({ level: "silent" });
const clock = systemClock;

/** A store that can fall ill, and get well again. */
async function fragile(): Promise<{ store: Store; ill: (is: boolean) => void }> {
  const real = await newStore();
  let ill = true;
  const disk = async (): Promise<void> => {
    if (ill) throw new Error("disk I/O error");
  };
  const store: Store = {
    ...real,
    read: (work) => disk().then(() => real.read(work)),
    write: (work) => disk().then(() => real.write(work)),
  };
  return { store, ill: (is) => (ill = is) };
}

class Quiet extends FakeHomeserver {
  synced = 0;
  override async sync() {
    this.synced += 1;
    if (this.synced > 1) await new Promise((resolve) => setTimeout(resolve, 5));
    return { nextToken: `s${this.synced}`, joined: [], invited: [], left: [] };
  }
}

/** Every piece of background work that the bot has, over one store. */
const WORKS: Readonly<Record<string, (store: Store, health: Health) => BackgroundWork>> = {
  store: (store, health) =>
    new Scanner({
      ...{ store, clock, health, log, administrators: new Administrators(null, clock) },
      reader: new Reader(
        {
          list: async () => ({
            readable: true,
            files: [],
            whole: true,
            identity: null,
            unlistable: [],
            withoutEvents: null,
          }),
          refresh: () => {},
          watch: async () => async () => {},
        },
        ourNames,
      ),
      matches: () => true,
      newKey: randomUUID,
      timezone: "Europe/Paris",
      settle: 0,
      firstRun: "silent",
      catalogue: new ScannedCatalogue(ourLexicon, clock, "Europe/Paris"),
      onScan: () => {},
    }),
  inbox: (store) => new Answerer(answererParts({ store, clock, offers: new Catalogue(3) })),
  outbox: (store, health) => {
    const sender = new Sender({
      tally: new Tally(),
      ...{ store, clock, health, log, homeserver: new FakeHomeserver(), echoes: new Echoes() },
      limiter: new RateLimiter(1),
      render: async () => null,
      administrators: new Administrators(null, clock),
      timezone: "Europe/Paris",
      listAbove: 8,
      concurrency: 16,
      random: () => 0,
      syncTrouble: () => null,
    });
    sender.catchUp();
    return sender;
  },
  sync: (store, health) =>
    new Receiver({
      ...{ store, clock, health, log, homeserver: new Quiet(), wording: WORDING },
      administrators: new Administrators(null, clock),
      rules: { me: ME, commandIn: () => null, onEcho: () => {}, onUnknown: async () => false },
      random: () => 0,
      answerAtOnce: async () => false,
      isArrived: () => false,
      settleAlong: async () => {},
      lookAlong: async () => {},
      onBatch: () => {},
    }),
  prune: (store) => new Pruner({ store, clock, pruneKeys: () => 0 }),
  rooms: (store, health) =>
    new RoomKeeper({
      ...{ store, clock, health, log, homeserver: new Quiet() },
      administrators: new Administrators(null, clock),
      invitesFrom: [],
      random: () => 0,
      onPlace: () => {},
      endOwn: async () => {},
    }),
};

function running(work: BackgroundWork, health: Health, onFatal?: (error: unknown) => void): Promise<void> {
  const stopping = new AbortController();
  const done = turning(work, stopping.signal, { health, ...(onFatal ? { onFatal } : {}) });
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  return done;
}

describe("a store that fails", () => {
  test.each(Object.keys(WORKS))(
    "turns %s red under its name, and green when it is well again",
    async (name) => {
      const { store, ill } = await fragile();
      const health = new Health();
      const work = WORKS[name]?.(store, health);
      if (!work) throw new Error("no such work");
      running(work, health);
      work.wakeSignal.wake();
      await until(() => health.reasons.length > 0, "red");
      expect(health.reasons).toMatchObject([{ name, what: `${work.trouble}: disk I/O error` }]);
      ill(false);
      work.wakeSignal.wake();
      await until(() => health.reasons.length === 0, "green");
    },
  );
});

describe("a loop", () => {
  function work(turn: BackgroundWork["turn"], firstRest: Rest = 0): BackgroundWork & { finished: boolean } {
    return {
      name: "work",
      trouble: "it does not work",
      wakeSignal: new WakeSignal(),
      firstRest: () => firstRest,
      turn,
      finished: false,
      async finish() {
        this.finished = true;
      },
    };
  }

  test("tells once what no waiting mends, ends, and lets what is under way finish", async () => {
    const dead = new HomeserverError("dead token", { concern: "credentials" });
    const fatal: unknown[] = [];
    const one = work(() => Promise.reject(dead));
    await running(one, new Health(), (error) => fatal.push(error));
    expect(fatal).toEqual([dead]);
    expect(one.finished).toBe(true);
  });

  test("takes no turn before its first rest is over, nor after it is stopped", async () => {
    let turns = 0;
    const one = work(async () => {
      turns += 1;
      return null;
    }, null);
    const stopping = new AbortController();
    const done = turning(one, stopping.signal);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(turns).toBe(0);
    one.wakeSignal.wake();
    await until(() => turns === 1, "a turn");
    stopping.abort();
    await done;
    expect(turns).toBe(1);
    expect(one.finished).toBe(true);
  });

  test("that has always more to do lets others have their turn", async () => {
    const MANY = 1000;
    const stopping = new AbortController();
    let turns = 0;
    const one = work(async () => {
      turns += 1;
      if (turns === 2) setImmediate(() => stopping.abort());
      // Without its turn the other one never ends this.
      if (turns === MANY) stopping.abort();
      return 0;
    });
    await turning(one, stopping.signal);
    expect(turns).toBeGreaterThan(1);
    expect(turns).toBeLessThan(MANY);
  });

  test("waits as after a first failure when a turn went well in between", async () => {
    const away = new HomeserverError("away", { concern: "passing" });
    const endings = [away, away, null, away];
    const rests: Rest[] = [];
    const stopping = new AbortController();
    const one = work(async () => {
      const ending = endings.shift();
      if (ending) throw ending;
      return null;
    });
    one.wakeSignal.sleep = async (rest) => {
      rests.push(rest);
      if (endings.length === 0) stopping.abort();
    };
    const parts = { health: new Health(), log, random: () => 0, onFatal: () => {} };
    await keepTurning(one, parts, stopping.signal);
    expect(rests).toEqual([1000, 2000, null, 1000]);
  });

  test("that hangs in a turn is named after a minute, until that turn ends", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const health = new Health();
    const turn = Promise.withResolvers<Rest>();
    running(
      work(() => turn.promise),
      health,
    );
    await vi.advanceTimersByTimeAsync(59_000);
    expect(health.reasons).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(health.reasons).toMatchObject([
      { name: "stuck work", what: "it does not work: it does not come to an end" },
    ]);
    turn.resolve(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(health.reasons).toEqual([]);
  });

  test("does not call a failure red that came from being stopped", async () => {
    const health = new Health();
    const stopping = new AbortController();
    const one = work(async (signal) => {
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      return null;
    });
    const done = turning(one, stopping.signal, { health });
    await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort(new Error("stop"));
    await done;
    expect(health.reasons).toEqual([]);
  });
});

describe("the fate of a failure", () => {
  const failure = (concern: ErrorConcern, retryAfter: number | null = null) =>
    new HomeserverError(concern, { concern, retryAfter });

  test.each<[string, unknown, number, ReturnType<typeof fateOf>]>([
    ["a fault of ours", new TypeError("x"), 1, { kind: "retry", after: RETRY_AFTER, fault: true }],
    ["the same again and again", new Error("x"), 99, { kind: "retry", after: RETRY_AFTER, fault: true }],
    ["a homeserver that is away", failure("passing"), 1, { kind: "retry", after: 1000, fault: false }],
    ["for long", failure("passing"), 9, { kind: "retry", after: 60_000, fault: false }],
    ["one that says how long", failure("passing", 7), 9, { kind: "retry", after: 7, fault: false }],
    ["too long", failure("passing", 3_600_000), 1, { kind: "retry", after: 60_000, fault: false }],
    ["an account in trouble", failure("account"), 1, { kind: "retry", after: PROBE_EVERY, fault: false }],
    ["a dead token", failure("credentials"), 1, { kind: "fatal" }],
  ])("%s", (_, error, failures, fate) => {
    expect(fateOf(error, failures, () => 0)).toEqual(fate);
  });
});
