import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eventually } from "../../support/until.ts";
import { newScene, offer, put, ready, type Said } from "./process.ts";

const CLOCK = join(import.meta.dirname, "shiftedClock.ts");
const reminders = (said: readonly Said[]): Said[] => said.filter(({ text }) => text.startsWith("🕰️"));

test("administrators are asked once, answer by number, and are reminded of what they said", async () => {
  const scene = await newScene({ seeds: false });
  scene.settings = { ...scene.settings, rooms: [], access: { adminRoom: scene.room } };
  scene.node = ["--import", CLOCK];
  const at = (iso: string) => writeFile(join(scene.folder, "clock"), `${Date.parse(iso) - Date.now()}`);
  await put(scene, "2026-03-01-phare.md", offer("Gardienne ou gardien de phare"));
  await put(scene, "2026-11-25-corne.md", offer("Sonneuse ou sonneur de corne"));
  await at("2026-12-04T10:00:00Z");
  const first = await scene.start();
  await ready(first);
  await first.kill("SIGKILL");

  await at("2026-12-08T10:00:00Z");
  const second = await scene.start();
  await ready(second);
  const [asked] = reminders(await eventually(scene.said, (said) => reminders(said).length > 0));
  expect(asked?.text).toMatch(/Une offre est ouverte depuis plus de 45 jours/);
  expect(asked?.text).toMatch(/\n1\. Gardienne ou gardien de phare\n.*depuis le 1er mars 2026/);
  await scene.agent.say(scene.room, "!offre 1 pourvue", { replyTo: asked?.eventId ?? "" });
  await eventually(scene.said, (said) => said.some(({ text }) => /^C’est noté : Gardienne/.test(text)));
  await second.kill("SIGKILL");

  await at("2026-12-14T10:00:00Z");
  await ready(await scene.start());
  const said = await eventually(scene.said, (all) => reminders(all).length > 1);
  expect(reminders(said)).toHaveLength(2);
  expect(reminders(said)[1]?.text).toMatch(/dite pourvue, à fermer dans 2026-03-01-phare\.md/);
});
