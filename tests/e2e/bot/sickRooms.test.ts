import { expect, test } from "vitest";
import { type Fault, hang, reply } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, offer, put, ready } from "./process.ts";

const LIMITED = { errcode: "M_LIMIT_EXCEEDED", error: "Too many requests", retry_after_ms: 3_600_000 };
const UNAUTHORIZED = { errcode: "M_UNAUTHORIZED", error: "Authentication required" };
const BROKEN = { errcode: "M_UNKNOWN", error: "Internal server error" };

/** What a request about a room of that name meets, by the end of its path. */
const ILL: Readonly<Record<string, readonly [ends: string, fault: Fault]>> = {
  "send hangs": ["send/", hang],
  "send is limited for an hour": ["send/", reply(429, LIMITED)],
  "send is refused by a firewall": ["send/", reply(403, "<html><title>403 Forbidden</title></html>")],
  "send is not authorized": ["send/", reply(401, UNAUTHORIZED)],
  "send loses the token": [
    "send/",
    reply(401, { errcode: "M_MISSING_TOKEN", error: "Missing access token" }),
  ],
  "everything fails": ["", reply(500, BROKEN)],
  "its members are never told": ["joined_members", hang],
};
const INVITATIONS = 40;

test("what is wrong in some rooms keeps no other waiting: answers, announcements, invitations", {
  timeout: 180_000,
}, async () => {
  const scene = await newScene();
  const { agent, bot, room } = scene;
  const proxy = await newProxy(sharedHomeserver().url);
  const run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  await eventually(scene.said, (said) => said.length === 1);
  const answered = async (there: string, words: string) => {
    const since = agent.mark();
    await agent.say(there, words);
    await agent.waitFor(
      ({ roomId, sender, content }) =>
        roomId === there && sender === bot.userId && content["m.relates_to"] !== undefined,
      { since, timeoutMs: 30_000 },
    );
  };

  const sick: string[] = [];
  for (const [name, [ends, fault]] of Object.entries(ILL)) {
    const there = await agent.createRoom({ name });
    const path = new RegExp(`/rooms/${encodeURIComponent(there)}/${ends}`);
    sick.push(there);
    if (name !== "its members are never told") {
      await agent.invite(there, bot.userId);
      await agent.waitForText(there, "Bonjour");
      proxy.fault({ path }, fault);
    } else {
      proxy.fault({ path }, fault);
      await agent.invite(there, bot.userId);
    }
  }
  // Invitations that cannot be followed: one hangs, one is limited for an hour.
  for (const fault of [hang, reply(429, LIMITED)]) {
    const there = await agent.createRoom({ name: "portes closes" });
    proxy.fault({ path: new RegExp(`/join/${encodeURIComponent(there)}`) }, fault);
    await agent.invite(there, bot.userId);
    sick.push(there);
  }
  for (let pass = 0; pass < 2; pass += 1) {
    for (const there of sick) await agent.say(there, "!offres devops");
    await answered(room, "!offres devops");
  }
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
  await eventually(scene.said, (said) => said.some(({ text }) => text.includes("📢")));

  const since = agent.mark();
  const invited = new Set<string>();
  for (let count = 0; count < INVITATIONS; count += 1)
    invited.add(await agent.createRoom({ name: `Salon ${count}`, invite: [bot.userId] }));
  const [first = ""] = invited;
  await answered(room, "!offres");
  const greeted = new Set<string>();
  await agent.waitFor(
    ({ roomId, sender, content }) =>
      sender === bot.userId &&
      invited.has(roomId) &&
      String(content.body).startsWith("Bonjour") &&
      greeted.add(roomId).size === INVITATIONS,
    { since, timeoutMs: 60_000 },
  );
  await answered(first, "!offres devops");

  expect(run.output()).not.toContain('"level":60');
});
