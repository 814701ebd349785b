import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange, HomeserverAnswer, Target } from "../../../tests/matrix/faultProxy.ts";
import type { Stage } from "../../stage/stage.ts";
import { stoppedWhere } from "./step.ts";

export function isGood({ status }: HomeserverAnswer): boolean {
  return status === 200;
}

/**
 * Stops the process when a request that `is` so has come, after `work` on it; its answer never goes out. Others are passed
 * on.
 */
export function atRequest(
  stage: Stage,
  target: Target,
  signal: AbortSignal,
  work: (exchange: Exchange) => Promise<boolean>,
  is: (exchange: Exchange) => boolean = () => true,
): Promise<boolean> {
  return caught(stage, target, signal, async (exchange) => {
    if (!is(exchange)) {
      const { status, headers, body } = await exchange.forward();
      exchange.answer(status, headers, body);
      return false;
    }
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
export function atAnswer(
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

/**
 * Stops the process when an answer that `is` so has gone out to it, and its store has committed nothing since: neither
 * that answer nor anything else. It may be at work on it for up to `within` milliseconds.
 */
export function atUnstored(
  stage: Stage,
  target: Target,
  signal: AbortSignal,
  is: (exchange: Exchange, answer: HomeserverAnswer) => boolean = (_, answer) => isGood(answer),
  within = 0,
): Promise<boolean> {
  return caught(stage, target, signal, async (exchange) => {
    const answer = await exchange.forward();
    const wanted = is(exchange, answer);
    const gone = new Promise<void>((resolve) => exchange.response.once("finish", resolve));
    const before = stage.town.store.commits();
    exchange.answer(answer.status, answer.headers, answer.body);
    const bot = stage.town.running;
    if (!wanted || before === null || bot === null || signal.aborted) return false;
    await gone;
    if (within > 0) await sleep(stage.chance.whole(within));
    return stoppedWhere(bot, () => stage.town.store.commits() === before);
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
