import { setTimeout as sleep } from "node:timers/promises";
import type { Injection } from "./injection.ts";
import { SEND } from "./steps/requests.ts";

/** The bot waits a minute for an answer. Milliseconds. */
const BEYOND = 62_000;

/** The homeserver acts, and its answers come when the bot has given up waiting for them. */
const late: Injection = {
  name: "answer after the time-out, the server acted",
  kind: "fault",
  // Its echo says that it arrived, so that nothing waits.
  play: (stage, act) => hanging(stage.town.proxy, act, true),
};

const never: Injection = {
  name: "no answer at all, the server heard nothing",
  kind: "fault",
  named: /queue|sending/,
  play: (stage, act) => hanging(stage.town.proxy, act, false),
};

async function hanging(
  proxy: Parameters<Injection["play"]>[0]["town"]["proxy"],
  act: () => Promise<void>,
  acts: boolean,
): Promise<number> {
  let times = 0;
  const over = Promise.withResolvers<void>();
  const rule = proxy.fault(SEND, async (exchange) => {
    times += 1;
    if (!acts) return;
    const { status, headers, body } = await exchange.forward();
    await over.promise;
    exchange.answer(status, headers, body);
  });
  try {
    await act();
    await act();
    await sleep(BEYOND);
  } finally {
    rule.remove();
    over.resolve();
  }
  return times;
}

export const slow: readonly Injection[] = [late, never];
