import { describe, expect, onTestFinished, test } from "vitest";
import { Client } from "../../../synapse/client.ts";
import { type Fault, type FaultProxy, hang, swallow } from "../../matrix/faultProxy.ts";
import { eventually, until } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, ready, type Said, type Scene } from "./process.ts";

const SEND = { method: "PUT", path: /\/send\/m\.room\.message\// } as const;
const SYNC = { path: /\/sync/ } as const;
const ANSWER = "C’est noté";
const LINE = " a abonné ce salon ";

const about = (said: readonly Said[], words: string): Said[] =>
  said.filter(({ text }) => text.includes(words));

/** A room of three, so that who subscribes it is said to the third, and a bot behind a proxy that has come there. */
async function roomOfThree() {
  const scene = await newScene();
  scene.settings = { ...scene.settings, rooms: [] };
  const third = await Client.open(await newAccount("tiers"));
  onTestFinished(() => third.close());
  await scene.agent.invite(scene.room, third.userId);
  await third.join(scene.room);
  const proxy = await newProxy(sharedHomeserver().url);
  const run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  await eventually(scene.said, (said) => said.length === 1);
  return { scene, proxy, run };
}

/** A fault that meets only messages which say this. `met` resolves when one did. */
function onMessage(proxy: FaultProxy, words: string, fault: Fault): { readonly met: Promise<void> } {
  const { promise: met, resolve } = Promise.withResolvers<void>();
  const handle = proxy.fault(SEND, async (exchange) => {
    if (exchange.body.toString().includes(words)) {
      // What hangs does so for ever: it counts as met before.
      if (fault === hang) resolve();
      await fault(exchange);
      resolve();
      return;
    }
    const { status, headers, body } = await exchange.forward();
    exchange.answer(status, headers, body);
  });
  onTestFinished(() => handle.remove());
  return { met };
}

/** No sync comes back any more: what was under way is done with. */
async function deafened({ agent, room }: Scene, proxy: FaultProxy): Promise<void> {
  const held = proxy.fault(SYNC, hang);
  await agent.say(room, "bavardage");
  await until(async () => held.hits > 0, "the bot's sync hangs");
}

/** The moments at which the process ends, each as the bot is brought there. */
const STEPS: Readonly<Record<string, (scene: Scene, proxy: FaultProxy) => Promise<void>>> = {
  "before the command is heard": async (scene, proxy) => {
    await deafened(scene, proxy);
    await scene.agent.say(scene.room, "!offres abonner devops");
  },
  "between the commit and the answer": async (scene, proxy) => {
    const { met } = onMessage(proxy, ANSWER, hang);
    await scene.agent.say(scene.room, "!offres abonner devops");
    await met;
  },
  "when the answer is there, and the bot does not know": async (scene, proxy) => {
    const { met } = onMessage(proxy, ANSWER, swallow);
    await scene.agent.say(scene.room, "!offres abonner devops");
    await met;
  },
  "before the line to the room": async (scene, proxy) => {
    const { met } = onMessage(proxy, LINE, hang);
    await scene.agent.say(scene.room, "!offres abonner devops");
    await met;
  },
  "when the line to the room is there, and the bot does not know": async (scene, proxy) => {
    const { met } = onMessage(proxy, LINE, swallow);
    await scene.agent.say(scene.room, "!offres abonner devops");
    await met;
  },
};

describe("SIGKILL while a room subscribes", () => {
  test.each(Object.entries(STEPS))("%s: one subscription, one answer, one line", async (_, step) => {
    const { scene, proxy, run } = await roomOfThree();
    await step(scene, proxy);
    await run.kill("SIGKILL");

    await ready(await scene.start());
    const said = await eventually(
      scene.said,
      (all) => about(all, ANSWER).length > 0 && about(all, LINE).length > 0,
    );
    await scene.agent.say(scene.room, "!offres abonnements");
    const after = await eventually(scene.said, (all) => about(all, "dans ce salon\n1.").length === 1);
    expect(about(after, "dans ce salon\n1.")[0]?.text).toMatch(/^1 abonnement dans ce salon\n1\. « devops »/);
    expect([about(after, ANSWER).length, about(after, LINE).length]).toEqual([1, 1]);
    expect(said.length).toBeGreaterThan(2);
  });
});
