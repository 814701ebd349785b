import { describe, expect, test } from "vitest";
import { offerAbout } from "../support/offerFile.ts";
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
