import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { Client } from "../../../synapse/client.ts";
import { reply } from "../../matrix/faultProxy.ts";
import { eventually, until } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, ready, type Scene } from "./process.ts";

/** A bot that has come to the scene's room, behind a proxy. */
async function present(scene: Scene) {
  const proxy = await newProxy(sharedHomeserver().url);
  const run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  await eventually(scene.said, (said) => said.length === 1);
  return { proxy, run };
}

/** The bot's next answer in a room. */
async function answerTo({ agent, bot }: Scene, room: string, ask: () => Promise<unknown>) {
  const since = agent.mark();
  await ask();
  return await agent.waitFor(
    ({ roomId, sender, content }) =>
      roomId === room && sender === bot.userId && content["m.relates_to"] !== undefined,
    { since, timeoutMs: 30_000 },
  );
}

describe("a room whose past cannot be read", () => {
  test("keeps no other waiting, has its new commands answered, and its old ones once it can be read", async () => {
    const scene = await newScene();
    const { agent, bot, room } = scene;
    const { proxy, run } = await present(scene);
    const other = await agent.createRoom({ name: "Ailleurs", invite: [bot.userId] });
    await agent.waitForText(other, "Bonjour");
    await run.kill("SIGTERM");
    await agent.say(room, "!offres devops");
    for (let count = 0; count < 60; count += 1) await agent.say(room, `bavardage ${count}`);
    const messages = { path: new RegExp(`/rooms/${encodeURIComponent(room)}/messages`) };
    const broken = proxy.fault(
      messages,
      reply(500, { errcode: "M_UNKNOWN", error: "Internal server error" }),
    );
    const again = await scene.start({ homeserver: proxy.url });
    await broken.reached();
    await answerTo(scene, other, () => agent.say(other, "!offres aide"));
    const answer = await answerTo(scene, room, () => agent.say(room, "!offres tchap"));
    expect(JSON.stringify(answer.content)).toContain("tchap");
    broken.remove();
    const old = await agent.waitForText(room, "devops", { timeoutMs: 30_000, since: agent.mark() });
    expect(old.sender).toBe(bot.userId);
    expect(again.output()).not.toContain("bavardage");
  });
});

describe("a sync token that the homeserver does not know", () => {
  test("is named, then sync begins anew: what was asked meanwhile stays unanswered, the next is answered", {
    timeout: 360_000,
  }, async () => {
    const scene = await newScene();
    const { agent, room } = scene;
    const { run } = await present(scene);
    await run.kill("SIGTERM");
    const database = new Database(join(scene.folder, "crieur.db"));
    database.exec("update accounts set token = 'nonsense'");
    database.close();
    const missed = await agent.say(room, "!offres devops");
    const again = await scene.start();
    await eventually(
      () => again.readiness(),
      (answer) => JSON.stringify(answer?.reasons ?? []).includes("refuses the stored sync token"),
    );
    // It is doubted for two minutes; then what was missed is lost, which stays named until somebody has seen it.
    await expect
      .poll(async () => (await again.readiness())?.reasons.map(({ name }) => name), { timeout: 240_000 })
      .toEqual(["position"]);
    const answer = await answerTo(scene, room, () => agent.say(room, "!offres aide"));
    expect(JSON.stringify(answer.content)).toContain("suite");
    const answered = (await agent.timeline(room)).map(({ content }) =>
      JSON.stringify(content["m.relates_to"] ?? {}),
    );
    expect(answered.filter((relation) => relation.includes(missed))).toEqual([]);
  });
});

describe("a message that becomes a command when it is edited", () => {
  test("is answered in its thread, which the edit does not name; deleted, it takes its answer along", async () => {
    const scene = await newScene();
    const { agent, room } = scene;
    // With two people alone in a room, all that is said there would be meant for the bot.
    const third = await Client.open(await newAccount("tiers"));
    onTestFinished(() => third.close());
    await agent.invite(room, third.userId);
    await third.join(room);
    await present(scene);
    const thread = await agent.say(room, "Qui embauche ?");
    const typo = await agent.say(room, "!ofr devops", { thread });
    const answer = await answerTo(scene, room, () => agent.say(room, "!offres devops", { edits: typo }));
    expect(answer.content["m.relates_to"]).toMatchObject({ rel_type: "m.thread", event_id: thread });
    expect(JSON.stringify(answer.content)).toContain("devops");
    await agent.redact(room, typo);
    await until(
      async () => (await scene.said()).some(({ text }) => text.startsWith("La question a été supprimée")),
      "the answer is emptied",
    );
    const shown = (await scene.said()).find(({ eventId }) => eventId === answer.eventId);
    expect(shown).toMatchObject({ edits: 1, text: expect.stringMatching(/^La question a été supprimée/) });
  });
});
