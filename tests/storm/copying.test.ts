import { expect, test } from "vitest";
import { offerAbout } from "../support/offerFile.ts";
import { until } from "../support/until.ts";
import { newScene, type Scene } from "./scene.ts";

/** Longer than a scan takes to see what comes between two steps. */
const SETTLE = 5_000;

async function watched(): Promise<Scene> {
  const scene = await newScene({ settle: SETTLE });
  for (const name of ["un", "deux"]) await scene.write(`${name}.md`, offerAbout(name));
  await scene.begin();
  return scene;
}

test.each([
  ["the new name comes first", "cp un.md neuf.md", "rm un.md"],
  ["the old name goes first", "mv un.md ../aside", "mv ../aside neuf.md"],
])("a sync tool renames in two steps: %s", async (_, first, then) => {
  const scene = await watched();
  scene.shell(first);
  await scene.seen();
  scene.shell(then);
  await scene.settle();
  expect(scene.told()).toEqual(["renamed neuf (un)"]);
});

test("WebDAV saves: a temporary file, the old one removed, a while later the new one in its place", async () => {
  const scene = await watched();
  await scene.write("../new", offerAbout("un", { title: "Poste un, revu" }));
  scene.shell("cp ../new un.md.tmp; rm un.md");
  await scene.seen();
  scene.shell("mv un.md.tmp un.md");
  await scene.settle();
  expect(scene.told()).toEqual(["edited un"]);
});

test.each([
  ["tar unpacks over it", "tar cf ../a.tar .; tar xf ../a.tar"],
  ["touch and chmod", "touch un.md; chmod 600 un.md; chmod 644 un.md"],
  ["a copy that keeps its times is renamed into place", "cp -p un.md ../un; mv ../un un.md"],
  ["hard links change places", "ln un.md ../un; rm un.md; ln ../un un.md; rm ../un"],
])("what changes no byte tells nothing: %s", async (_, script) => {
  const scene = await watched();
  scene.shell(script);
  await scene.settle();
  expect(scene.told()).toEqual([]);
  expect(scene.problems()).toEqual([]);
});

test("other bytes of the same size and time are an edit", async () => {
  const scene = await watched();
  await scene.write("../new", offerAbout("un", { title: "Poste 1n" }));
  scene.shell('test "$(stat -c %s ../new)" = "$(stat -c %s un.md)"');
  scene.shell("touch -r un.md ../new; cp -p ../new un.md");
  await scene.settle();
  expect(scene.told()).toEqual(["edited un"]);
});

test("a folder that is hidden takes its offers away, and brings them back", async () => {
  const scene = await newScene();
  await scene.write("un.md", offerAbout("un"));
  scene.shell("mkdir .brouillon");
  await scene.write(".brouillon/deux.md", offerAbout("deux"));
  await scene.begin();
  scene.shell("mv .brouillon deux");
  await scene.settle();
  expect(scene.told()).toEqual(["published deux/deux"]);
  scene.shell("mv deux .brouillon");
  await scene.settle();
  expect(scene.told()).toEqual(["published deux/deux", "removed deux/deux"]);
  scene.shell("mv .brouillon deux");
  await scene.settle();
  expect(scene.told().at(-1)).toBe("reopened deux/deux");
});

test("a file that moves down a new tree, whose folders are renamed and moved out, is renamed each time", async () => {
  const scene = await watched();
  scene.shell("mkdir -p a/b/c; mv un.md a/b/c/un.md");
  await scene.settle();
  scene.shell("mv a z");
  await scene.settle();
  scene.shell("mv z/b/c/un.md un.md; rm -r z");
  await scene.settle();
  expect(scene.told()).toEqual([
    "renamed a/b/c/un (un)",
    "renamed z/b/c/un (a/b/c/un)",
    "renamed un (z/b/c/un)",
  ]);
});

test("an upload that stalls is told when its front matter is whole, and once", async () => {
  const scene = await watched();
  await scene.write("../new", offerAbout("neuf"));
  scene.shell("head -c 10 ../new > neuf.md");
  await scene.seen();
  expect(scene.told()).toEqual([]);
  expect(scene.problems()).toEqual([expect.stringMatching(/^neuf\.md: /)]);
  scene.shell("head -c 120 ../new > neuf.md");
  await scene.seen();
  expect(scene.told()).toEqual(["published neuf"]);
  scene.shell("cat ../new > neuf.md");
  await scene.settle();
  expect(scene.told().filter((line) => !line.startsWith("edited"))).toEqual(["published neuf"]);
  expect(scene.problems()).toEqual([]);
});

test("what Windows and desktops leave beside offers is neither read nor told of", async () => {
  const scene = await watched();
  scene.shell(
    "printf '[ZoneTransfer]\\nZoneId=3\\n' > un.md:Zone.Identifier; head -c 99 /dev/zero > Thumbs.db",
  );
  scene.shell("printf '[.ShellClassInfo]\\n' > desktop.ini; printf x > .DS_Store");
  await until(() => scene.offers() >= 2, "the folder was read");
  await scene.settle();
  expect(scene.told()).toEqual([]);
  expect([...scene.problems(), ...scene.warnings()]).toEqual([]);
});
