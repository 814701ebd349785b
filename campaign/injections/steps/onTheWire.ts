import { recordOf } from "../../../synapse/timeline.ts";
import type { Exchange, HomeserverAnswer, Target } from "../../../tests/matrix/faultProxy.ts";
import type { Stage } from "../../stage/stage.ts";
import { type Step, stoppedWhere } from "./step.ts";

const SEND = { method: "PUT", path: /\/send\/m\.room\.message\// } as const;
const SYNC = { method: "GET", path: /\/sync\?.*since=/ } as const;
const GAP = { method: "GET", path: /\/messages\?.*from=/ } as const;
const REFRESH = { method: "POST", path: /\/refresh$/ } as const;
const WHOAMI = { method: "GET", path: /\/account\/whoami/ } as const;

/** How long a start may take to come to its step, milliseconds. */
const STARTING = 20_000;

/** Steps that the proxy sees. */
export const onTheWire: readonly Step[] = [
  {
    name: "PUT under way, not heard",
    reach: (stage, signal) => atRequest(stage, SEND, signal, async () => true),
  },
  {
    name: "PUT heard, not answered",
    reach: (stage, signal) => atRequest(stage, SEND, signal, (exchange) => exchange.forward().then(isGood)),
  },
  {
    name: "PUT answered, not marked",
    reach: (stage, signal) =>
      atAnswer(stage, SEND, signal, ({ path }) => {
        const transaction = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
        return (
          stage.town.store.value("select state from outbox where transaction_id = ?", transaction) ===
          "attempted"
        );
      }),
  },
  {
    name: "sync answered, not stored",
    reach: (stage, signal) =>
      atAnswer(stage, SYNC, signal, (_, { body }) => {
        const events = messagesIn(body);
        const stored = (event: string): boolean =>
          stage.town.store.count("select count(*) from inbox where event = ?", event) > 0;
        return events.length > 0 && !events.some(stored);
      }),
  },
  {
    name: "gap page fetched, not stored",
    every: STARTING,
    provoke: async ({ town, talk }) => {
      await town.kill();
      await talk.ask();
      await talk.chat(70);
      await town.start();
    },
    reach: (stage, signal) =>
      atAnswer(stage, GAP, signal, ({ path }) => {
        const from = new URL(path, "http://x").searchParams.get("from") ?? "";
        return stage.town.store.count("select count(*) from gaps where from_token = ?", from) > 0;
      }),
  },
  {
    name: "token refresh heard, not answered",
    provoke: ({ talk }) => talk.chat(1).then(() => {}),
    reach: (stage, signal) =>
      atRequest(stage, REFRESH, signal, (exchange) => exchange.forward().then(isGood)),
  },
  {
    name: "token refresh answered, perhaps not written",
    provoke: ({ talk }) => talk.chat(1).then(() => {}),
    reach: (stage, signal) => atAnswer(stage, REFRESH, signal, (_, answer) => isGood(answer)),
  },
  {
    name: "start: account asked for",
    provoke: ({ town }) => restarted(town),
    every: STARTING,
    reach: (stage, signal) => atRequest(stage, WHOAMI, signal, async () => true),
  },
  {
    name: "start: first sync answered",
    provoke: ({ town }) => restarted(town),
    every: STARTING,
    reach: (stage, signal) => atAnswer(stage, { ...SYNC, path: /\/sync\?.*timeout=0/ }, signal, () => true),
  },
];

async function restarted(town: Stage["town"]): Promise<void> {
  await town.kill();
  await town.start();
}

function isGood({ status }: HomeserverAnswer): boolean {
  return status === 200;
}

/** Stops the process when a request has come, after `work` on it; its answer never goes out. */
function atRequest(
  stage: Stage,
  target: Target,
  signal: AbortSignal,
  work: (exchange: Exchange) => Promise<boolean>,
): Promise<boolean> {
  return caught(stage, target, signal, async (exchange) => {
    const bot = stage.town.running;
    const reached = bot !== null && stoppedWhere(bot, () => true);
    const done = await work(exchange).catch(() => false);
    if (!reached || done) return reached;
    bot.resume();
    exchange.cut();
    return false;
  });
}

/** Stops the process when an answer has gone out to it, if `holds` then. */
function atAnswer(
  stage: Stage,
  target: Target,
  signal: AbortSignal,
  holds: (exchange: Exchange, answer: HomeserverAnswer) => boolean,
): Promise<boolean> {
  return caught(stage, target, signal, async (exchange) => {
    const answer = await exchange.forward();
    const gone = new Promise<void>((resolve) => exchange.response.once("finish", resolve));
    exchange.answer(answer.status, answer.headers, answer.body);
    const bot = stage.town.running;
    if (bot === null || signal.aborted) return false;
    await gone;
    return stoppedWhere(bot, () => holds(exchange, answer));
  });
}

async function caught(
  stage: Stage,
  target: Target,
  signal: AbortSignal,
  take: (exchange: Exchange) => Promise<boolean>,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let over = false;
  const end = (reached: boolean): void => {
    over = true;
    resolve(reached);
  };
  signal.addEventListener("abort", () => end(false), { once: true });
  const rule = stage.town.proxy.fault(target, async (exchange) => {
    // What a stopped process has sent already is not passed on: it is to be dead.
    if (over) return exchange.cut();
    if (await take(exchange)) end(true);
  });
  try {
    return await promise;
  } finally {
    rule.remove();
  }
}

/** Messages of others in an answer of sync. */
function messagesIn(body: Buffer): string[] {
  const rooms = recordOf(recordOf(JSON.parse(body.toString()).rooms).join);
  return Object.values(rooms).flatMap((room) => {
    const { events } = recordOf(recordOf(room).timeline);
    return (Array.isArray(events) ? events : []).flatMap(({ type, event_id: id, content }) =>
      type === "m.room.message" && String(content?.body).includes("!offres") ? [String(id)] : [],
    );
  });
}
