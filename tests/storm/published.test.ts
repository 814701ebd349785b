import { describe, expect, test } from "vitest";
import { offerAbout } from "../support/offerFile.ts";
import { until } from "../support/until.ts";
import { newScene, type Scene } from "./scene.ts";

/** Eight offers in `tree`, beside the scene's folder or below it. */
async function filled(scene: Scene, tree: string): Promise<void> {
  for (const name of ["ancien", "un", "deux", "trois", "quatre", "cinq", "six", "sept"])
    await scene.write(`${tree}/${name}.md`, offerAbout(name));
}

describe("a new tree takes the old one's place, in it a file of another name", () => {
  const swaps: readonly [string, string, string][] = [
    [
      "through a link, the old tree removed at once, as git-sync does",
      "mkdir -p trees/a/jobs; ln -s trees/a current; ln -s current/jobs offers",
      "cp -r trees/a trees/b; mv trees/b/jobs/ancien.md trees/b/jobs/nouveau.md; ln -s trees/b next; mv -T next current; rm -rf trees/a",
    ],
    [
      "by renaming folders",
      "mkdir offers",
      "cp -r offers next; mv next/ancien.md next/nouveau.md; mv offers old; mv next offers; rm -rf old",
    ],
  ];
  test.each(swaps)("%s: nothing is struck, nothing opens again", async (_, made, swap) => {
    const scene = await newScene({ made });
    await filled(scene, ".");
    await scene.begin();
    scene.around(swap);
    await scene.settle();
    expect(scene.told()).toEqual(["renamed nouveau (ancien)"]);
  });
});

describe("a folder that is published anew is followed without a rescan", () => {
  test("ConfigMaps: a link to a hidden folder is swapped, through which every file is read", async () => {
    const scene = await newScene();
    scene.shell("mkdir ..v1 ..v2; ln -s ..v1 ..data");
    await scene.write("..v1/un.md", offerAbout("un"));
    await scene.write("..v1/ancien.md", offerAbout("ancien"));
    await scene.write("..v2/un.md", offerAbout("un", { title: "Poste un, revu" }));
    await scene.write("..v2/nouveau.md", offerAbout("ancien"));
    scene.shell("ln -s ..data/un.md un.md; ln -s ..data/ancien.md ancien.md");
    await scene.begin();
    scene.shell("ln -s ..v2 ..data_tmp; mv -T ..data_tmp ..data");
    await until(() => scene.told().length === 1, "the edit is seen");
    scene.shell("ln -s ..data/nouveau.md nouveau.md; rm ancien.md; rm -rf ..v1");
    await scene.settle();
    expect(scene.told()).toEqual(["edited un", "renamed nouveau (ancien)"]);
  });

  const swaps: readonly [string, string, string][] = [
    [
      "the link above it is swapped, and the old tree stays",
      "mkdir -p a/jobs b/jobs; ln -s a current; ln -s current/jobs offers",
      "cp -r a/jobs/. b/jobs; cp neuf.md b/jobs; ln -s b next; mv -T next current",
    ],
    [
      "another folder is renamed into its place, and the old one stays",
      "mkdir offers",
      "cp -r offers next; cp neuf.md next; mv offers old; mv next offers",
    ],
    [
      "the link of a release is made anew (capistrano)",
      "mkdir -p a b; ln -s a offers",
      "cp -r a/. b; cp neuf.md b; rm offers; ln -s b offers",
    ],
  ];
  test.each(swaps)("%s", async (_, made, swap) => {
    const scene = await newScene({ made });
    await filled(scene, ".");
    await scene.begin();
    await scene.write("../neuf.md", offerAbout("neuf"));
    scene.around(swap);
    await until(() => scene.told().length > 0, "the swap is seen");
    await scene.settle();
    expect(scene.told()).toEqual(["published neuf"]);
    await scene.put("autre.md", offerAbout("autre"));
    await until(() => scene.told().includes("published autre"), "events arrive from the new folder");
  });
});

test("without a watch left for a folder, a file that moves there is renamed, and the log names the remedy", async () => {
  const scene = await newScene({ made: "mkdir -p offers/a offers/z", unwatched: "z" });
  await scene.write("a/un.md", offerAbout("un"));
  await scene.write("a/deux.md", offerAbout("deux"));
  await scene.begin();
  expect(scene.withoutEvents()).toBe(
    "file events are not available (ENOSPC: System limit for number of file watchers reached: raise fs.inotify.max_user_watches with sysctl); changes are seen at the next rescan",
  );
  scene.shell("mv a/un.md z/un.md");
  await scene.settle();
  expect(scene.told()).toEqual(["renamed z/un (a/un)"]);
});

describe("a silent first run that found an empty folder", () => {
  test("begins anew when a share is mounted there: nothing of it is news, what comes later is", async () => {
    const scene = await newScene();
    await scene.begin();
    scene.around("mkdir share");
    await scene.write("../share/un.md", offerAbout("un"));
    await scene.write("../share/deux.md", offerAbout("deux"));
    scene.around("mv offers empty; mv share offers");
    await until(() => scene.offers() === 2, "the share is seen");
    await scene.settle();
    expect(scene.told()).toEqual([]);
    await scene.write("neuf.md", offerAbout("neuf"));
    await scene.settle();
    scene.around("cp -r offers other; mv offers was; mv other offers");
    await scene.write("autre.md", offerAbout("autre"));
    await scene.settle();
    expect(scene.told()).toEqual(["published neuf", "published autre"]);
  });

  test("is over when somebody writes into it", async () => {
    const scene = await newScene();
    await scene.begin();
    await scene.write("un.md", offerAbout("un"));
    await scene.settle();
    expect(scene.told()).toEqual(["published un"]);
  });
});
