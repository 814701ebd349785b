import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/until.ts";
import { type Run, ready } from "../bot/process.ts";
import { type FederatedScene, newFederatedScene } from "./scene.ts";

// One pair of homeservers and one bot for all: the rooms stand apart. All of them are the other server's.
let scene: FederatedScene;
let run: Run;
/** Rooms that the configuration names, each where it stands now. */
const rooms = new Map<string, string>();
let configured: readonly string[];

const roomOf = (name: string): string => rooms.get(name) ?? name;

beforeAll(async () => {
  scene = await newFederatedScene();
  const { agent } = scene;
  const domain = agent.userId.slice(agent.userId.indexOf(":") + 1);
  const made = {
    "private of version 10": await agent.createRoom({ name: "Équipe", version: "10" }),
    "private of version 12": await agent.createRoom({ name: "Équipe", version: "12" }),
    "public of version 12": await agent.createRoom({ name: "Forum", version: "12", public: true }),
    upgraded: await agent.createRoom({ name: "Ancien", version: "10" }),
    "upgraded twice": await agent.createRoom({ name: "Très ancien", version: "10" }),
    luring: await agent.createRoom({ name: "Leurre", version: "12" }),
  };
  for (const [name, room] of Object.entries(made)) rooms.set(name, room);
  rooms.set("an alias", await agent.createRoom({ name: "Halle", alias: "halle", public: true }));
  const open = { name: "Place", alias: "place", public: true, version: "10" };
  rooms.set("upgraded without invitation", await agent.createRoom(open));
  configured = [...Object.values(made), `#halle:${domain}`, `#place:${domain}`];
  run = await scene.start(configured);
});
afterAll(() => scene.end());
afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(`--- output of crieur\n${scene.output()}\n`);
});

/** Invites the bot, and waits until it is there. */
async function invite(room: string): Promise<void> {
  await scene.agent.invite(room, scene.bot.userId);
  await scene.arrives(room);
}

describe("a room of another homeserver is answered and announced", () => {
  test("when it is configured by its alias, and joined unasked", async () => {
    await scene.arrives(roomOf("an alias"));
    await scene.serves(roomOf("an alias"));
  });

  test.each(["private of version 10", "private of version 12", "public of version 12"])(
    "when it invites the bot (%s)",
    async (name) => {
      await invite(roomOf(name));
      await scene.serves(roomOf(name));
    },
  );

  test("after an upgrade to version 12 with an invitation", async () => {
    const { agent } = scene;
    await invite(roomOf("upgraded"));
    // Its welcome has to be said before: one that still waits is said in the successor, as anything for this place.
    await scene.serves(roomOf("upgraded"));
    const successor = await agent.upgradeRoom(roomOf("upgraded"), "12");
    await invite(successor);
    rooms.set("upgraded", successor);
    await scene.serves(successor);
  });

  test("after an upgrade to version 12 without an invitation, into which only the tombstone's sender leads", async () => {
    const name = "upgraded without invitation";
    await scene.arrives(roomOf(name));
    await scene.serves(roomOf(name));
    const successor = await scene.agent.upgradeRoom(roomOf(name), "12");
    await scene.arrives(successor);
    rooms.set(name, successor);
    await scene.serves(successor);
  });

  test("after two upgrades while the bot was away, whatever the order of its invitations", async () => {
    const { agent, bot } = scene;
    await invite(roomOf("upgraded twice"));
    await scene.serves(roomOf("upgraded twice"));
    await scene.kill();
    const second = await agent.upgradeRoom(roomOf("upgraded twice"), "11");
    const third = await agent.upgradeRoom(second, "12");
    await agent.invite(third, bot.userId);
    await agent.invite(second, bot.userId);
    run = await scene.start(configured);
    await scene.arrives(third);
    rooms.set("upgraded twice", third);
    await scene.serves(third);
  });
});

test("a tombstone that points to a room which does not confirm it leads nowhere, and ends when it is redacted", async () => {
  const { agent, bot } = scene;
  const luring = roomOf("luring");
  await invite(luring);
  const trap = await agent.createRoom({ name: "Piège", public: true });
  await agent.setState(luring, "m.room.tombstone", { body: "par ici", replacement_room: trap });
  const left = await agent.waitFor(
    ({ roomId, type, stateKey, content }) =>
      roomId === trap &&
      type === "m.room.member" &&
      stateKey === bot.userId &&
      content.membership === "leave",
  );
  expect(left.content.reason).toContain("ne le confirme pas");
  expect((await agent.messages(trap)).filter(({ sender }) => sender === bot.userId)).toEqual([]);
  await eventually(
    () => run.readiness(),
    (answer) => answer?.reasons.some(({ what }) => what.includes("does not confirm it")) === true,
  );
  const [tombstone] = (await agent.timeline(luring)).filter(({ type }) => type === "m.room.tombstone");
  await agent.redact(luring, tombstone?.eventId ?? "");
  await scene.serves(luring);
});

test("all of them are ready, served after a restart, and welcomed once, not again after an upgrade", async () => {
  await ready(run);
  run = await scene.start(configured);
  await ready(run);
  await scene.serves(...rooms.values());
  for (const [name, room] of rooms) {
    const said = await scene.agent.messages(room);
    const welcomes = said.filter(({ content }) => String(content?.body).includes("je suis Crieur"));
    expect([name, welcomes.length]).toEqual([name, name.startsWith("upgraded") ? 0 : 1]);
  }
});
