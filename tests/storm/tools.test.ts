import { expect, test } from "vitest";
import { offerAbout } from "../support/offerFile.ts";
import { newScene, type Scene } from "./scene.ts";

async function watched(): Promise<Scene> {
  const scene = await newScene();
  for (const name of ["un", "deux"]) await scene.write(`${name}.md`, offerAbout(name));
  await scene.begin();
  return scene;
}

test.each([
  ["Syncthing", "cp un.md un.sync-conflict-20261128-101010-ABCDEFG.md"],
  ["Nextcloud", "cp un.md 'un (conflicted copy 2026-11-28 101010).md'"],
  ["Seafile", "cp un.md 'un (SFConflict a@exemple.fr 2026-11-28-10-10-10).md'"],
  ["git mergetool", "echo un_{BASE,LOCAL,REMOTE,BACKUP}_4711.md | xargs -n1 cp un.md"],
  ["a file manager", "cp un.md 'un (1).md'; cp un.md 'un - Copie.md'"],
])("copies that %s leaves are no news, and each is warned of", async (_, script) => {
  const scene = await watched();
  scene.shell(script);
  await scene.settle();
  // A copy is held for `settle` as it might be a rename; this one is past it.
  await scene.settle();
  expect(scene.told()).toEqual([]);
  const copies = scene.warnings().filter((line) => !line.includes("repère"));
  expect(copies.length).toBe(scene.offers() - 4);
  for (const line of copies)
    expect(line).toMatch(/sync or merge tool left|title, startup and text of "un\.md"/);
});

test("a stray copy whose text is another's, as the other side of a conflict is, is no news either", async () => {
  const scene = await watched();
  await scene.write("un_REMOTE_12.md", offerAbout("tout autre"));
  await scene.settle();
  expect(scene.told()).toEqual([]);
});

test("an unresolved merge leaves the offer as it was, and its resolution is an edit", async () => {
  const scene = await watched();
  const text = offerAbout("un", { title: "Poste un, revu" });
  await scene.write("un.md", `${text}\n<<<<<<< HEAD\nA.\n=======\nB.\n>>>>>>> origin/main\n`);
  await scene.settle();
  expect(scene.told()).toEqual([]);
  expect(scene.problems()).toEqual([expect.stringMatching(/^un\.md: unresolved merge/)]);
  await scene.write("un.md", text);
  await scene.settle();
  expect(scene.told()).toEqual(["edited un"]);
});

test("files that come with a repository are no offers, and a page bundle is one", async () => {
  const scene = await watched();
  await scene.write("README.md", "# Bienvenue");
  await scene.write("_index.md", offerAbout("modèle"));
  scene.shell("mkdir 2026-08-01-phare");
  await scene.write("2026-08-01-phare/index.md", offerAbout("phare"));
  await scene.settle();
  expect(scene.told()).toEqual(["published 2026-08-01-phare"]);
  expect(scene.problems()).toEqual([]);
  scene.shell("mv 2026-08-01-phare/index.md 2026-08-01-phare.md");
  await scene.settle();
  expect(scene.told()).toEqual(["published 2026-08-01-phare"]);
});
