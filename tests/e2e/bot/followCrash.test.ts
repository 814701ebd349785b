import { describe, expect, test } from "vitest";
import { type Fault, hang, swallow } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, offer, put, ready, type Scene } from "./process.ts";

const FILE = "2026-11-25-phare.md";
const TITLE = "Gardienne ou gardien de phare";
const FIRST = offer(TITLE);
const EDITED = FIRST.replace("CDD", "CDI");
const CLOSED = offer(TITLE, { open: false }).replace("CDD", "CDI");

/** A bot behind a proxy, and a room of the agent's and its alone; `follow` has it follow the offer. */
async function stage() {
  const scene = await newScene({ seeds: false, filter: "nulle" });
  await put(scene, FILE, FIRST);
  const proxy = await newProxy(sharedHomeserver().url);
  const run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  const room = await scene.agent.createRoom({ direct: true, invite: [scene.bot.userId] });
  const heard = async (start: string): Promise<string[]> =>
    (await scene.agent.messages(room)).flatMap(({ sender, content }) => {
      const text = String(content?.body ?? "").replaceAll(/[\u00a0\u202f]/g, " ");
      return sender === scene.bot.userId && text.startsWith(start) ? [text] : [];
    });
  const hears = (start: string, count = 1) =>
    eventually(
      () => heard(start),
      (all) => all.length >= count,
    );
  await hears("Bonjour");
  const ask = () => scene.agent.say(room, "2026-11-25-phare suivre");
  const follow = async () => {
    await ask();
    await hears("C’est noté : vous suivez");
  };
  /** Has it killed as it sends what `cause` has it say; what the homeserver took is not told by sync either. */
  const killedSending = async (fault: Fault, cause: () => Promise<unknown>): Promise<void> => {
    let silent = false;
    const sync = proxy.fault({ path: /\/sync/ }, async (exchange) => {
      const { status, headers, body } = await exchange.forward();
      if (!silent) exchange.answer(status, headers, body);
    });
    const held = proxy.fault({ method: "PUT", path: /\/send\/m\.room\.message\// }, (exchange) => {
      silent = true;
      return fault(exchange);
    });
    await cause();
    await held.reached();
    await run.kill("SIGKILL");
    for (const rule of [held, sync]) rule.remove();
  };
  const restart = async () => ready(await scene.start({ homeserver: proxy.url }));
  return { scene, heard, hears, ask, follow, killedSending, restart };
}

const lastNews = async (
  scene: Scene,
  hears: (start: string, count: number) => Promise<string[]>,
  count: number,
) => {
  // A change that comes after all of it: by then nothing earlier can still come.
  await put(scene, FILE, CLOSED.replace("CDI", "Stage").replace("open: false", "open: true"));
  return (await hears("🔔", count)).map((text) => text.split("\n")[0]?.replace(/ le .* 20\d\d/, ""));
};

describe("SIGKILL", () => {
  test("while the answer to « suivre » is sent: the offer is followed, and that is said once", async () => {
    const { scene, heard, hears, ask, killedSending, restart } = await stage();
    await killedSending(hang, ask);
    await restart();
    await hears("C’est noté : vous suivez");
    expect(await lastNews(scene, hears, 1)).toEqual([`🔔 Offre modifiée : ${TITLE}`]);
    expect(await heard("C’est noté : vous suivez")).toHaveLength(1);
  });

  test.each([
    ["frozen and not sent, of an edit", hang, EDITED, "modifiée"],
    ["sent and not noted, of an edit", swallow, EDITED, "modifiée"],
    ["frozen and not sent, of a closing", hang, CLOSED, "fermée"],
    ["sent and not noted, of a closing", swallow, CLOSED, "fermée"],
  ])("while news is %s: it is told once", async (_, fault, text, word) => {
    const { scene, heard, hears, follow, killedSending, restart } = await stage();
    await follow();
    await killedSending(fault, () => put(scene, FILE, text));
    expect(await heard("🔔")).toHaveLength(fault === hang ? 0 : 1);
    await restart();
    await hears("🔔");
    const after = word === "fermée" ? "rouverte" : "modifiée";
    expect(await lastNews(scene, hears, 2)).toEqual([
      `🔔 Offre ${word} : ${TITLE}`,
      `🔔 Offre ${after} : ${TITLE}`,
    ]);
  });

  test("before a closing is looked at: it is told once the bot is back", async () => {
    const { scene, hears, follow, killedSending, restart } = await stage();
    await follow();
    await killedSending(hang, () => put(scene, FILE, EDITED));
    await put(scene, FILE, CLOSED);
    await restart();
    await hears("🔔", 2);
    const all = await lastNews(scene, hears, 3);
    expect(all).toEqual(["modifiée", "fermée", "rouverte"].map((word) => `🔔 Offre ${word} : ${TITLE}`));
  });
});
