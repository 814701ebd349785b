import { rename } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eventually } from "../../support/until.ts";
import { BODY, newScene, offer, put, read, ready, type Said } from "./process.ts";

const DEVOPS = "2022-02-10-tchap-devops.md";
const announced = (said: readonly Said[], title: string): Said[] =>
  said.filter(({ text }) => /^(?:📢|Offre fermée)/u.test(text) && text.includes(title));

describe("a room that subscribed", () => {
  test("follows an offer through its life: published, closed, reopened, edited, renamed", async () => {
    const scene = await newScene({ seeds: false });
    const run = await scene.start();
    await ready(run);

    await put(scene, "gardien.md", offer("Gardienne ou gardien de phare"));
    const [first] = await eventually(scene.said, (said) => announced(said, "phare").length === 1).then(
      (said) => announced(said, "phare"),
    );
    expect(first?.text).toContain("Nouvelle offre : Gardienne ou gardien de phare");
    expect(first?.text).toContain("Lanterne · CDD");

    await put(scene, "gardien.md", offer("Gardienne ou gardien de phare", { open: false }));
    const struck = await eventually(scene.said, (said) =>
      said.some(({ text }) => text.includes("Offre fermée le")),
    );
    expect(announced(struck, "phare")).toMatchObject([{ eventId: first?.eventId, edits: 1 }]);
    expect(announced(struck, "phare")[0]?.html).toContain("<del>");

    await put(scene, "gardien.md", offer("Gardienne ou gardien de phare"));
    const reopened = await eventually(scene.said, (said) => announced(said, "phare").length === 2);
    expect(announced(reopened, "phare")[1]?.text).toContain("Offre rouverte : Gardienne ou gardien de phare");

    await put(scene, "gardien.md", offer("Gardienne ou gardien du grand phare"));
    const edited = await eventually(scene.said, (said) => announced(said, "grand phare").length === 1);
    expect(announced(edited, "phare").map(({ edits }) => edits)).toEqual([1, 1]);

    const before = await scene.said();
    await rename(join(scene.offers, "gardien.md"), join(scene.offers, "2026-01-02-gardien.md"));
    // What comes after the rename shows that nothing was said about it.
    await put(
      scene,
      "cornes.md",
      offer("Sonneuse ou sonneur de corne", { body: "Souffler dans la corne quand la brume vient." }),
    );
    const after = await eventually(scene.said, (said) => announced(said, "corne").length === 1);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
    expect(run.output()).toContain('"change":"renamed"');
  });

  test("hears only of what its filter takes", async () => {
    const scene = await newScene({ seeds: false, filter: "devops" });
    await ready(await scene.start());
    await put(scene, "a.md", offer("Gardienne ou gardien de phare"));
    await put(
      scene,
      "b.md",
      offer("Ingénieure ou ingénieur DevOps", { body: "Tenir les machines debout, jour et nuit." }),
    );
    const said = await eventually(scene.said, (all) => announced(all, "DevOps").length === 1);
    expect(announced(said, "phare")).toEqual([]);
  });

  test("is told at the first run if the configuration asks for it, and nothing again after a restart", async () => {
    const scene = await newScene();
    scene.settings = {
      ...scene.settings,
      offers: { folder: scene.offers, firstRun: "announce", settle: "1s" },
    };
    const run = await scene.start();
    const first = await eventually(
      scene.said,
      (said) => said.filter(({ text }) => text.includes("📢")).length === 4,
    );
    await run.kill("SIGTERM");
    expect(await run.ended).toBe(0);

    const again = await scene.start();
    await ready(again);
    await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
    const later = await eventually(scene.said, (said) => announced(said, "phare").length === 1);
    expect(later.slice(0, first.length)).toEqual(first);
    expect(later).toHaveLength(first.length + 1);
  });

  test("is told of the damaged seed, repaired, when someone opens it", async () => {
    const scene = await newScene();
    await ready(await scene.start());
    const name = "2022-04-08-tchap-deux-devs.md";
    await put(scene, name, (await read(scene, name)).replace("open: false", "open: true"));
    const said = await eventually(scene.said, (all) => announced(all, "2 Dev Senior Tchap").length === 1);
    expect(announced(said, "2 Dev")[0]?.text).not.toMatch(/[√©‚Ä]/);
  });

  test("sees what was written in place only once it is whole", async () => {
    const scene = await newScene({ seeds: false });
    await ready(await scene.start());
    const { open } = await import("node:fs/promises");
    const handle = await open(join(scene.offers, "lent.md"), "w");
    const text = offer("Gardienne ou gardien de phare", { body: `${BODY}\n\nFin.` });
    for (let at = 0; at < text.length; at += 60) {
      await handle.write(text.slice(at, at + 60));
      await handle.sync();
    }
    await handle.close();
    const said = await eventually(scene.said, (all) => announced(all, "phare").length === 1);
    expect(announced(said, "phare")).toMatchObject([{ edits: 0 }]);
  });
});

describe("an agent", () => {
  test("finds the right offer first, and its card by number and in reply to an announcement", async () => {
    const scene = await newScene();
    scene.settings = {
      ...scene.settings,
      offers: { folder: scene.offers, firstRun: "announce", settle: "1s" },
    };
    const run = await scene.start();
    const told = await eventually(
      scene.said,
      (said) => announced(said, "Architecte Système / DevOps").length === 1,
    );

    await scene.agent.say(scene.room, "!offres devops");
    const listed = await eventually(scene.said, (said) =>
      said.some(({ text }) => text.includes("pour « devops »")),
    );
    expect(listed.at(-1)?.text).toMatch(/\n1\. Architecte Système \/ DevOps/);

    await scene.agent.say(scene.room, "!offre 1");
    const carded = await eventually(scene.said, (said) =>
      said.some(({ text }) => text.startsWith("Architecte")),
    );
    expect(carded.at(-1)?.text).toContain("candidatures-dinum@pm.gouv.fr");

    const announcement = announced(told, "Développeuse Principale")[0] ?? announced(told, "Architecte")[0];
    await scene.agent.say(scene.room, "!offre", { replyTo: announcement?.eventId ?? "" });
    await eventually(scene.said, (said) => said.length === carded.length + 1);

    await run.kill("SIGTERM");
    await ready(await scene.start());
    await scene.agent.say(scene.room, "!offre 1");
    const again = await eventually(
      scene.said,
      (said) => said.filter(({ text }) => text.startsWith("Architecte")).length >= 2,
    );
    expect(again.at(-1)?.text).toContain("Architecte Système / DevOps");
  });

  test("is not answered twice, nor for what was said before the bot came", async () => {
    const scene = await newScene();
    await scene.agent.say(scene.room, "!offres avant");
    await ready(await scene.start());
    await eventually(scene.said, (said) => said.some(({ text }) => text.includes("Crieur")));
    await scene.agent.say(scene.room, "!offres devops");
    const said = await eventually(scene.said, (all) => all.some(({ text }) => text.includes("« devops »")));
    expect(said.filter(({ text }) => text.includes("avant"))).toEqual([]);
    expect(DEVOPS).toBeTruthy();
  });
});
