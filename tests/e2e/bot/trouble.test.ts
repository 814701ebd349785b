import { rename } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { administrator } from "../../../synapse/administrator.ts";
import { reply } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { newAccount, sharedAdministrator, sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, offer, put, type Run, ready } from "./process.ts";

const reasons = (run: Run): Promise<string> =>
  run.readiness().then((answer) => JSON.stringify(answer?.reasons ?? []));
const red = (run: Run, pattern: RegExp): Promise<string> =>
  eventually(
    () => reasons(run),
    (text) => pattern.test(text),
  );

describe("up and red, with the reason in /readyz", () => {
  test("while the homeserver cannot be reached; well again once it can", async () => {
    const scene = await newScene();
    const proxy = await newProxy(sharedHomeserver().url);
    const down = proxy.fault({}, (exchange) => exchange.cut());
    const run = await scene.start({ homeserver: proxy.url });
    await red(run, /the homeserver is not reached/);
    down.remove();
    await ready(run);
  });

  test("while a proxy answers with a page", async () => {
    const scene = await newScene();
    const proxy = await newProxy(sharedHomeserver().url);
    proxy.fault({}, reply(200, "<html><body>Maintenance</body></html>", { "content-type": "text/html" }));
    const run = await scene.start({ homeserver: proxy.url });
    await red(run, /is a web page/);
    expect(run.output()).not.toContain(scene.bot.accessToken);
  });

  test("naming a configured room that does not exist", async () => {
    const scene = await newScene();
    scene.settings = {
      ...scene.settings,
      rooms: [{ room: "#nulle-part:agent.dinum.tchap.test" }, { room: scene.room }],
    };
    const run = await scene.start();
    await red(run, /nulle-part/);
    await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
    await eventually(scene.said, (said) => said.some(({ text }) => text.includes("phare")));
  });

  test("while the offers folder is gone; nothing is told as closed meanwhile", async () => {
    const scene = await newScene();
    scene.settings = {
      ...scene.settings,
      offers: { folder: scene.offers, settle: "1s", firstRun: "announce" },
    };
    const run = await scene.start();
    await eventually(scene.said, (said) => said.filter(({ text }) => text.includes("📢")).length === 4);
    await ready(run);
    await rename(scene.offers, `${scene.offers}-away`);
    await put(
      { ...scene, offers: `${scene.offers}-away` },
      "phare.md",
      offer("Gardienne ou gardien de phare"),
    );
    await red(run, /offers/);
    await rename(`${scene.offers}-away`, scene.offers);
    await ready(run);
    const said = await eventually(scene.said, (all) => all.some(({ text }) => text.includes("phare")));
    expect(said.filter(({ text }) => text.includes("Offre fermée"))).toEqual([]);
  });

  test("while the account is suspended", async () => {
    const scene = await newScene();
    const run = await scene.start();
    await ready(run);
    await sharedAdministrator().setSuspended(scene.bot.userId, true);
    await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
    await red(run, /suspended/i);
  });
});

describe("a room", () => {
  test("that is encrypted is declined, with a reason in French", async () => {
    const scene = await newScene();
    const run = await scene.start();
    await ready(run);
    const secret = await scene.agent.createRoom({
      name: "Secret",
      encrypted: true,
      invite: [scene.bot.userId],
    });
    const declined = await scene.agent.waitFor(
      (event) =>
        event.roomId === secret &&
        event.type === "m.room.member" &&
        event.sender === scene.bot.userId &&
        event.content.membership === "leave",
      { timeoutMs: 20_000 },
    );
    expect(String(declined.content.reason)).toMatch(/chiffré/);
  });

  test("that becomes encrypted is sent nothing more", async () => {
    const scene = await newScene();
    const run = await scene.start();
    await ready(run);
    await eventually(scene.said, (said) => said.length === 1);
    await scene.agent.setState(scene.room, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
    await red(run, /encrypted/);
    await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
    await eventually(
      async () => run.output(),
      (text) => text.includes('"id":"phare"'),
    );
    expect(await scene.said()).toHaveLength(1);
  });
});

describe("exit 78, with one sentence and no stack trace", () => {
  test("for a dead token", async () => {
    const scene = await newScene();
    const dead = await newAccount("mort");
    await administrator(sharedHomeserver().administrator).deleteDevice(dead.userId, dead.deviceId);
    scene.settings = {
      ...scene.settings,
      homeserver: { url: sharedHomeserver().url, accessToken: dead.accessToken },
    };
    const run = await scene.start();
    expect(await run.ended).toBe(78);
    expect(run.output()).toMatch(/token/);
    expect(run.output()).not.toContain(dead.accessToken);
    expect(run.output()).not.toMatch(/^\s+at /m);
  });

  test("when the token dies while it runs", async () => {
    const scene = await newScene();
    const run = await scene.start();
    await ready(run);
    await sharedAdministrator().deleteDevice(scene.bot.userId, scene.bot.deviceId);
    // The long poll under way survives; what is sent does not.
    await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
    expect(await run.ended).toBe(78);
    expect(run.output().match(/^crieur: .*$/gm)).toHaveLength(1);
    expect(run.output()).not.toMatch(/^\s+at /m);
  });

  test("for the store of another account", async () => {
    const scene = await newScene();
    const first = await scene.start();
    await ready(first);
    await first.kill("SIGTERM");
    const other = await newAccount("autre");
    scene.settings = {
      ...scene.settings,
      homeserver: { url: sharedHomeserver().url, accessToken: other.accessToken },
    };
    const second = await scene.start();
    expect(await second.ended).toBe(78);
    expect(second.output()).toContain(scene.bot.userId);
  });
});

test("a room that put the bot out and invites it again, while it was away, is served", async () => {
  const scene = await newScene();
  const run = await scene.start();
  await ready(run);
  await run.kill("SIGKILL");
  await scene.agent.kick(scene.room, scene.bot.userId);
  await scene.agent.invite(scene.room, scene.bot.userId);
  await ready(await scene.start());
  await scene.agent.say(scene.room, "!offres aide");
  await eventually(scene.said, (said) => said.some(({ text }) => text.includes("!offres devops")));
});

test("a room that the homeserver's administrators removed is named as left, though sync never says so", async () => {
  const scene = await newScene();
  const other = await scene.agent.createRoom({ invite: [scene.bot.userId] });
  const proxy = await newProxy(sharedHomeserver().url);
  const run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  await scene.agent.waitForText(scene.room, "Crieur");
  const away = proxy.fault({ path: /\/sync/ }, (exchange) => exchange.cut());
  await away.reached();
  await sharedAdministrator().deleteRoom(scene.room);
  away.remove();
  await ready(run);
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
  // Sync had the time to say why: it goes on about other rooms.
  const told = await eventually(
    () => scene.agent.say(other, "Bonjour").then(() => reasons(run)),
    (text) => /not in the room any more/.test(text),
  );
  expect(told).not.toMatch(/given up/);
});

test.each([
  ["refuses whatever is asked", reply(400, { errcode: "M_BAD_JSON", error: "not today" })],
  ["takes the token away", reply(401, { errcode: "M_MISSING_TOKEN", error: "Missing access token" })],
])(
  "a proxy that %s costs nothing: what is asked meanwhile is answered, and nothing begins anew",
  async (_, fault) => {
    const scene = await newScene();
    const proxy = await newProxy(sharedHomeserver().url);
    const run = await scene.start({ homeserver: proxy.url });
    await ready(run);
    await eventually(scene.said, (said) => said.length === 1);
    const sync = proxy.fault({ path: /\/sync/ }, fault);
    // Ends the long poll under way.
    await scene.agent.say(scene.room, "bonjour");
    await sync.reached(3);
    await red(run, /"sync"/);
    const since = scene.agent.mark();
    await scene.agent.say(scene.room, "!offres devops");
    await sync.reached(4);
    sync.remove();
    await scene.agent.waitFor(
      ({ roomId, sender, content }) =>
        roomId === scene.room && sender === scene.bot.userId && content["m.relates_to"] !== undefined,
      { since, timeoutMs: 60_000 },
    );
    await ready(run);
  },
);
