import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hang, swallow } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, offer, put, ready, type Said, type Scene } from "./process.ts";

const SEND = { method: "PUT", path: /\/send\/m\.room\.message\// } as const;
const about = (said: readonly Said[], word: string): Said[] => said.filter(({ text }) => text.includes(word));

/** A bot that has welcomed its room, behind a proxy that can fail. */
async function welcomed(scene: Scene) {
  const proxy = await newProxy(sharedHomeserver().url);
  const run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  await eventually(scene.said, (said) => said.length === 1);
  return { proxy, run };
}

/** The same, while its send of what `cause` makes it say is under way and not answered. */
async function caughtSending(scene: Scene, cause: () => Promise<unknown>) {
  const { proxy, run } = await welcomed(scene);
  const held = proxy.fault(SEND, hang);
  await cause();
  await eventually(
    async () => held.hits,
    (hits) => hits > 0,
  );
  return { run, held, proxy };
}

const putLighthouse = (scene: Scene): Promise<void> =>
  put(scene, "phare.md", offer("Gardienne ou gardien de phare"));

/** What is said once a later announcement is there: by then nothing earlier can still come. */
async function saidAfterAnother(scene: Scene): Promise<readonly Said[]> {
  await put(
    scene,
    "corne.md",
    offer("Sonneuse ou sonneur de corne", { body: "Souffler quand la brume vient." }),
  );
  return await eventually(scene.said, (all) => about(all, "corne").length === 1);
}

describe("SIGKILL", () => {
  test("between commit and send: the announcement is there once after the restart", async () => {
    const scene = await newScene({ seeds: false });
    const { run, held, proxy } = await caughtSending(scene, () => putLighthouse(scene));
    await run.kill("SIGKILL");
    held.remove();
    expect(about(await scene.said(), "phare")).toEqual([]);

    await ready(await scene.start({ homeserver: proxy.url }));
    expect(about(await saidAfterAnother(scene), "gardien de phare")).toHaveLength(1);
  });

  test("between send and mark: what the homeserver has taken is not sent again", async () => {
    const scene = await newScene({ seeds: false });
    const { run, proxy } = await welcomed(scene);
    // The homeserver handles it, the answer is lost, and sync is silent: the bot cannot know.
    const silent = proxy.fault({ path: /\/sync/ }, hang);
    const lost = proxy.fault(SEND, swallow);
    await putLighthouse(scene);
    await lost.reached();
    await run.kill("SIGKILL");
    silent.remove();
    lost.remove();
    expect(about(await scene.said(), "gardien de phare")).toHaveLength(1);

    await ready(await scene.start({ homeserver: proxy.url }));
    expect(about(await saidAfterAnother(scene), "gardien de phare")).toHaveLength(1);
  });

  test("with a command received and not answered: it is answered once", async () => {
    const scene = await newScene();
    const { run, held, proxy } = await caughtSending(scene, () =>
      scene.agent.say(scene.room, "!offres devops"),
    );
    await run.kill("SIGKILL");
    held.remove();

    await ready(await scene.start({ homeserver: proxy.url }));
    await scene.agent.say(scene.room, "!offres figma");
    const said = await eventually(scene.said, (all) => about(all, "« figma »").length === 1);
    expect(about(said, "« devops »")).toHaveLength(1);
  });
});

test("a second bot on the same store is refused, and is told who holds it", async () => {
  const scene = await newScene();
  const first = await scene.start();
  await ready(first);
  const second = await scene.start();
  expect(await second.ended).toBe(70);
  expect(second.output()).toContain(String(first.pid));
  expect(second.output()).not.toMatch(/^\s+at /m);
  expect((await first.readiness())?.ready).toBe(true);
});

test("SIGTERM while a send is under way ends within ten seconds, and nothing is lost", async () => {
  const scene = await newScene({ seeds: false });
  const { run, held, proxy } = await caughtSending(scene, () => putLighthouse(scene));
  const asked = performance.now();
  await run.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  held.remove();
  await ready(await scene.start({ homeserver: proxy.url }));
  await eventually(scene.said, (said) => about(said, "gardien de phare").length === 1);
});

test("SIGTERM ends it though a file hangs, as on a network share that is gone: no exit waits for that", async () => {
  const scene = await newScene({ seeds: false });
  const pipe = join(scene.folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  // Nobody writes there: the call never returns.
  const hanging = `import { open } from "node:fs"; open(${JSON.stringify(pipe)}, "r", () => {});`;
  scene.node = ["--import", `data:text/javascript,${encodeURIComponent(hanging)}`];
  const { run } = await caughtSending(scene, () => putLighthouse(scene));
  await run.kill("SIGTERM");
  expect(await run.ended).toBeNull();
});
