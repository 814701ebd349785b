import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { offerFile, proseAbout } from "../../support/offerFile.ts";
import { eventually } from "../../support/until.ts";
import { newScene, offer, put, ready, type Said, type Scene } from "./process.ts";

const CLOCK = join(import.meta.dirname, "shiftedClock.ts");
const about = (said: readonly Said[], title: string): Said[] =>
  said.filter(({ text }) => text.includes(`Poste ${title}`));

/** An offer as another site writes it. */
function job(subject: string, status = "open"): string {
  return offerFile(
    { title: `Poste ${subject}`, company: `Maison ${subject}`, status },
    proseAbout(subject, 60),
  );
}

function read(scene: Scene, conventions: Record<string, unknown>): void {
  scene.settings = {
    ...scene.settings,
    offers: { folder: scene.offers, firstRun: "silent", settle: "1s", ...conventions },
  };
}

test("a folder of another site is followed by its own names, and no change of them is news", async () => {
  const scene = await newScene({ seeds: false });
  for (const name of ["anse", "baie", "cap", "dune", "estran", "falaise", "golfe"])
    await put(scene, `${name}.md`, job(name));

  // Without any conventions nothing is open; what they open afterwards was there before.
  const silent = await scene.start();
  await ready(silent);
  expect(silent.output()).toContain(
    'none of the 7 offers here says \\"open\\", so nothing is ever announced',
  );
  await silent.kill("SIGTERM");
  read(scene, { open: { status: "open" } });
  const first = await scene.start();
  await ready(first);
  await put(scene, "havre.md", job("havre"));
  const said = await eventually(scene.said, (all) => about(all, "havre").length === 1);
  expect(said.filter(({ text }) => text.includes("Nouvelle offre"))).toHaveLength(1);
  expect(about(said, "havre")[0]?.text).not.toContain("Maison");
  await first.kill("SIGTERM");

  // Another name of a field: messages of before stay as they are, new ones have it.
  read(scene, { open: { status: "open" }, fields: { startup: "company" } });
  const second = await scene.start();
  await ready(second);
  await put(scene, "ile.md", job("ile"));
  const later = await eventually(scene.said, (all) => about(all, "ile").length === 1);
  expect(about(later, "ile")[0]?.text).toContain("Maison ile");
  expect(about(later, "havre")).toEqual(about(said, "havre"));
  await put(scene, "havre.md", job("havre", "filled"));
  const struck = await eventually(scene.said, (all) => about(all, "havre")[0]?.edits === 1);
  expect(about(struck, "havre")[0]?.html).toContain("<del>");
  await second.kill("SIGTERM");

  // A slip that would strike all of them.
  read(scene, { open: { status: "opne" }, fields: { startup: "company" } });
  const slip = await scene.start();
  expect(await slip.ended).toBe(78);
  expect(slip.output()).toContain("8 of 8 open offers would close at once, so nothing was changed");
  expect(await scene.said()).toEqual(struck);
});

test("an offer is announced as its publication day begins, untouched", async () => {
  const scene = await newScene({ seeds: false });
  scene.node = ["--import", CLOCK];
  const at = (iso: string) => writeFile(join(scene.folder, "clock"), `${Date.parse(iso) - Date.now()}`);
  await at("2026-12-04T11:00:00Z");
  await ready(await scene.start());
  const held = offer("Poste phare").replace("open: true", "open: true\npublication_date: 2026-12-05");
  await put(scene, "phare.md", held);
  await put(scene, "corne.md", offer("Poste corne", { body: proseAbout("corne", 60) }));
  const before = await eventually(scene.said, (said) => about(said, "corne").length === 1);
  expect(about(before, "phare")).toEqual([]);

  // Ten seconds before midnight in Paris; a file event lets the bot see how late it is.
  await at("2026-12-04T22:59:50Z");
  await put(scene, "brume.md", offer("Poste brume", { body: proseAbout("brume", 60) }));
  const evening = await eventually(scene.said, (said) => about(said, "brume").length === 1);
  expect(about(evening, "phare")).toEqual([]);
  await eventually(scene.said, (said) => about(said, "phare").length === 1);
});
