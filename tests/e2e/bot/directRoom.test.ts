import { describe, expect, onTestFinished, test } from "vitest";
import { Client } from "../../../synapse/client.ts";
import { apiPath, requester } from "../../../synapse/request.ts";
import { recordOf } from "../../../synapse/timeline.ts";
import { hang, reply, swallow } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, offer, put, type Run, ready, type Scene } from "./process.ts";

const FILE = "2026-11-26-corne.md";
const HORN = offer("Sonneuse de corne", { body: "## Mission\n\nSonner." });

/** The rooms that invite the agent, with the invitation of each. */
async function invitations({ agent }: Pick<Scene, "agent">): Promise<Map<string, Record<string, unknown>>> {
  const sync = await agent.request("GET", `${apiPath("sync")}?timeout=0`);
  const rooms = Object.entries(recordOf(recordOf(sync.rooms).invite));
  return new Map(
    rooms.map(([room, said]) => {
      const { events } = recordOf(recordOf(said).invite_state);
      const own = (Array.isArray(events) ? events : [])
        .map(recordOf)
        .find((one) => one.state_key === agent.userId);
      return [room, recordOf(own?.content)];
    }),
  );
}

const invited = (scene: Scene) =>
  eventually(
    () => invitations(scene),
    (all) => all.size > 0,
  );

/** What the bot said in a room, as the agent reads it. */
const heardIn = async ({ agent, bot }: Scene, room: string): Promise<string[]> =>
  (await agent.messages(room)).flatMap(({ sender, content }) =>
    sender === bot.userId && content !== null
      ? [String(content.body).replaceAll(/[\u00a0\u202f]/g, " ")]
      : [],
  );

const asBot = ({ bot }: Pick<Scene, "bot">) => requester(bot.url, bot.accessToken);

/** The rooms in which the bot is, but for that of the scene. */
async function roomsOfBot(scene: Scene): Promise<string[]> {
  const { joined_rooms: rooms } = await asBot(scene)("GET", apiPath("joined_rooms"));
  return (rooms as string[]).filter((room) => room !== scene.room);
}

async function accept(scene: Scene): Promise<string> {
  const [room = ""] = [...(await invited(scene)).keys()];
  await scene.agent.join(room);
  await eventually(
    () => heardIn(scene, room),
    (all) => all.some((text) => text.startsWith("Bonjour, je suis Crieur. Voici notre salon à deux")),
  );
  return room;
}

/** The bot in the room of the scene, in which somebody else is besides. */
async function started(scene: Scene, homeserver?: string): Promise<Run> {
  const colleague = await Client.open(await newAccount("collegue"));
  onTestFinished(() => colleague.close());
  await scene.agent.invite(scene.room, colleague.userId);
  await colleague.join(scene.room);
  const run = await scene.start(homeserver === undefined ? {} : { homeserver });
  await ready(run);
  await eventually(scene.said, (said) => said.length > 0);
  return run;
}

const answered = (scene: Scene, pattern: RegExp) =>
  eventually(scene.said, (said) => said.some(({ text }) => pattern.test(text)));

describe("an alert asked for in any room", () => {
  test("opens a direct room as Tchap's rules want it, and what is announced waits for them to come", async () => {
    const scene = await newScene({ seeds: false, filter: "nulle" });
    await started(scene);
    await scene.agent.say(scene.room, "!offres alerte sonneuse");
    await answered(scene, /^C’est noté : notre salon à deux est abonné.*Je vous écris en direct : acceptez/);
    const all = await invited(scene);
    expect([...all.values()]).toMatchObject([{ membership: "invite", is_direct: true }]);
    await put(scene, FILE, HORN);
    const room = await accept(scene);
    const [greeting, ...more] = await eventually(
      () => heardIn(scene, room),
      (heard) => heard.some((text) => text.startsWith("📢")),
    );
    expect(greeting).toMatch(
      /^Bonjour.* il n’est pas chiffré\.\nJe vous y annonce : « sonneuse » · dès qu’elle paraît\./,
    );
    expect(more).toMatchObject([expect.stringMatching(/^📢 Nouvelle offre : Sonneuse/)]);
    expect(await scene.agent.state(room, "im.vector.room.access_rules")).toEqual({ rule: "direct" });
    const list = await eventually(
      () =>
        asBot(scene)("GET", apiPath("user", scene.bot.userId, "account_data", "m.direct")).catch(() => ({})),
      (direct) => scene.agent.userId in direct,
    );
    expect(list).toEqual({ [scene.agent.userId]: [room] });
    await scene.agent.say(room, "alertes");
    await eventually(
      () => heardIn(scene, room),
      (heard) => heard.some((text) => /^1 abonnement.*\n1\. « sonneuse »/.test(text)),
    );
    expect(await roomsOfBot(scene)).toEqual([room]);
  });

  const CREATE = { method: "POST", path: /\/createRoom$/ } as const;
  const INVITE = { method: "PUT", path: /\/state\/m\.room\.member\// } as const;
  const NAME = { method: "PUT", path: /\/account_data\/m\.direct$/ } as const;
  test.each([
    ["before the room is there", CREATE, hang, 0],
    ["after it was made, unanswered", CREATE, swallow, 1],
    ["before the invitation", INVITE, hang, 1],
    ["after the invitation, unanswered", INVITE, swallow, 1],
    ["before it is named in m.direct", NAME, hang, 1],
    ["after it was named, unanswered", NAME, swallow, 1],
  ])("SIGKILL %s: one room, one invitation", async (_, request, fault, made) => {
    const scene = await newScene({ seeds: false });
    const proxy = await newProxy(sharedHomeserver().url);
    const run = await started(scene, proxy.url);
    // What the homeserver did and did not answer is not told by sync either.
    let silent = false;
    const sync = proxy.fault({ path: /\/sync/ }, async (exchange) => {
      const { status, headers, body } = await exchange.forward();
      if (!silent) exchange.answer(status, headers, body);
    });
    const held = proxy.fault(request, (exchange) => {
      silent = true;
      return fault(exchange);
    });
    await scene.agent.say(scene.room, "!offres alerte sonneuse");
    await held.reached();
    await run.kill("SIGKILL");
    expect(await roomsOfBot(scene)).toHaveLength(made);
    held.remove();
    sync.remove();
    await ready(await scene.start({ homeserver: proxy.url }));
    const room = await accept(scene);
    expect(await roomsOfBot(scene)).toEqual([room]);
    await put(scene, FILE, HORN);
    await eventually(
      () => heardIn(scene, room),
      (heard) => heard.some((text) => text.startsWith("📢")),
    );
    expect((await invitations(scene)).size).toBe(0);
    expect((await heardIn(scene, room)).filter((text) => text.startsWith("Bonjour"))).toHaveLength(1);
    const events = await scene.agent.timeline(room);
    const asked = events.filter(
      ({ type, content }) => type === "m.room.member" && content.membership === "invite",
    );
    expect(asked).toHaveLength(1);
  });

  test("a homeserver that refuses is told of where it was asked, and what they write themselves mends it", async () => {
    const scene = await newScene({ seeds: false, filter: "nulle" });
    const proxy = await newProxy(sharedHomeserver().url);
    const run = await started(scene, proxy.url);
    const forbidden = { errcode: "M_FORBIDDEN", error: "This event is not allowed in this context" };
    proxy.fault(INVITE, reply(403, forbidden));
    await scene.agent.say(scene.room, "!offres alerte sonneuse");
    await answered(
      scene,
      /^Le serveur ne me laisse pas ouvrir de salon à deux avec vous\. Ouvrez-le vous-même/,
    );
    expect((await run.readiness())?.ready).toBe(true);
    const room = await scene.agent.createRoom({ direct: true, invite: [scene.bot.userId] });
    await eventually(
      () => heardIn(scene, room),
      (heard) =>
        heard.some((text) => /^Nous avons un salon à deux.*\nJe vous y annonce : « sonneuse »/.test(text)),
    );
    await put(scene, FILE, HORN);
    await eventually(
      () => heardIn(scene, room),
      (heard) => heard.some((text) => text.startsWith("📢 Nouvelle offre : Sonneuse")),
    );
    await eventually(
      () => roomsOfBot(scene),
      (rooms) => rooms.length === 1,
    );
  });
});

describe("a direct room that was lost", () => {
  test("by the person is named, and mended by asking again", async () => {
    const scene = await newScene({ seeds: false, filter: "nulle" });
    const run = await started(scene);
    await scene.agent.say(scene.room, "!offres alerte sonneuse");
    const room = await accept(scene);
    await scene.agent.leave(room);
    await eventually(
      async () => JSON.stringify(await status(run)),
      (notes) => /wait for a direct room.*1 left their room/.test(notes),
    );
    await put(scene, FILE, HORN);
    await scene.agent.say(scene.room, "!offres alerte sonneuse");
    await answered(scene, /^Vous avez déjà cette alerte\. Je vous écris en direct/);
    expect([...(await invited(scene)).keys()]).toEqual([room]);
    await scene.agent.join(room);
    const heard = await eventually(
      () => heardIn(scene, room),
      (all) => all.some((text) => text.startsWith("📢")),
    );
    expect(heard.filter((text) => text.startsWith("📢"))).toHaveLength(1);
    expect(JSON.stringify(await status(run))).not.toContain("wait for a direct room");
  });

  test("by the bot, which they put out of a room of theirs, goes on in another one", async () => {
    const scene = await newScene({ seeds: false, filter: "nulle" });
    await started(scene);
    const first = await scene.agent.createRoom({ invite: [scene.bot.userId] });
    await eventually(
      () => heardIn(scene, first),
      (heard) => heard.length > 0,
    );
    await scene.agent.say(first, "alerte sonneuse");
    await eventually(
      () => heardIn(scene, first),
      (heard) => heard.some((text) => text.startsWith("C’est noté")),
    );
    await scene.agent.kick(first, scene.bot.userId, "du balai");
    await put(scene, FILE, HORN);
    await scene.agent.say(scene.room, "!offres alerte figma");
    await answered(scene, /^C’est noté : notre salon à deux est abonné.*Je vous écris en direct/);
    const room = await accept(scene);
    const heard = await eventually(
      () => heardIn(scene, room),
      (all) => all.some((text) => text.startsWith("📢")),
    );
    expect(heard[0]).toMatch(/« sonneuse » · dès qu’elle paraît ; « figma »/);
    expect(heard.filter((text) => text.startsWith("📢 Nouvelle offre : Sonneuse"))).toHaveLength(1);
  });
});

/** Troubles that turn nothing red, as `crieur status` has them. */
async function status(run: Run): Promise<unknown> {
  const address = /"health":"([^"]+)"/.exec(run.output())?.[1];
  const answer = await fetch(`http://${address}/status`);
  return ((await answer.json()) as { notes: unknown }).notes;
}

test("somebody who declines is not asked again before they ask, and nobody else reads which alerts there are", async () => {
  const scene = await newScene({ seeds: false, filter: "nulle" });
  await started(scene);
  const other = await Client.open(await newAccount("voisine"));
  onTestFinished(() => other.close());
  await scene.agent.say(scene.room, "!offre 1 suivre");
  await scene.agent.say(scene.room, "!offres alerte sonneuse");
  const [room = ""] = [...(await invited(scene)).keys()];
  await scene.agent.leave(room);
  await scene.agent.say(scene.room, "!offres alertes");
  await answered(scene, /^Cela reste entre nous, et nous n’avons pas de salon à deux/);
  expect((await invitations(scene)).size).toBe(0);
  await scene.agent.say(scene.room, "!offres alerte corne");
  expect([...(await invited(scene)).keys()]).toEqual([room]);
  await expect(other.join(room)).rejects.toMatchObject({ status: 403 });
});
