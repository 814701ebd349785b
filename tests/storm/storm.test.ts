import { execFileSync } from "node:child_process";
import { rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { offerAbout } from "../support/offerFile.ts";
import { until } from "../support/until.ts";
import { newScene, type Scene } from "./scene.ts";

/** Three offers that were there before; a change of the first is what each editor makes. */
async function watched(): Promise<Scene> {
  const scene = await newScene();
  for (const name of ["un", "deux", "trois"]) await scene.write(`${name}.md`, offerAbout(name));
  await scene.begin();
  return scene;
}

const EDITED = offerAbout("un", { title: "Poste un, revu" });

describe("an editor that saves", () => {
  const patterns: readonly [string, string][] = [
    [
      "vim: a probe, a backup by renaming, a write, the backup removed",
      "touch 4913; rm 4913; cat un.md > .un.md.swp; mv un.md un.md~; cat ../new > un.md; rm un.md~ .un.md.swp",
    ],
    ["vim with backupcopy=yes: a copy, then in place", "cp un.md un.md~; cat ../new > un.md; rm un.md~"],
    ["VS Code: truncate and write", ": > un.md; cat ../new > un.md"],
    [
      "VS Code, slowly: a pause between truncating and writing",
      ": > un.md; sleep 0.1; head -c 40 ../new > un.md; sleep 0.1; cat ../new > un.md",
    ],
    ["atomically: a temporary file renamed into place", "cat ../new > un.md.vsctmp; mv un.md.vsctmp un.md"],
    [
      "nano with a backup and a lock",
      "touch .un.md.swp; cp -p un.md un.md~; cat ../new > un.md; rm .un.md.swp",
    ],
    ["sed -i", "sed -i 's/^roles: .*/roles: Poste un, revu/' un.md"],
    [
      "Emacs: an auto-save, a lock link, a backup",
      "ln -s user@host.1 .#un.md; cp un.md '#un.md#'; mv un.md un.md~; cat ../new > un.md; rm .#un.md '#un.md#'",
    ],
    ["removed, and written anew", "rm un.md; cat ../new > un.md"],
  ];
  test.each(patterns)("edits one offer, and nothing else: %s", async (_, script) => {
    const scene = await watched();
    await scene.write("../new", EDITED);
    scene.shell(script);
    await scene.settle();
    expect(scene.told()).toEqual(["edited un"]);
    expect(scene.problems()).toEqual([]);
  });

  test("and leaves a half-written file for a while breaks nothing", async () => {
    const scene = await watched();
    await scene.write("un.md", "");
    await until(() => scene.problems().length === 1, "the empty file is a problem");
    await scene.write("un.md", EDITED.slice(0, 20));
    await scene.settle();
    expect(scene.told()).toEqual([]);
    await scene.write("un.md", EDITED);
    await scene.settle();
    expect(scene.told()).toEqual(["edited un"]);
  });

  test("many times a second is seen all the same, and at rest", async () => {
    const scene = await watched();
    for (let at = 0; at < 50; at += 1) {
      await scene.write("un.md", offerAbout("un", { title: `Poste un, version ${at}` }));
      // Less than the quiet that an in-place write waits for.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await scene.settle();
    expect(new Set(scene.told())).toEqual(new Set(["edited un"]));
    expect(scene.told().length).toBeLessThanOrEqual(2);
  });
});

describe("git", () => {
  test("checks out branches of 100 files: only what differs is told", { timeout: 120_000 }, async () => {
    const scene = await newScene({ settle: 1500 });
    scene.shell(
      "git init -q -b main .; git config user.email a@exemple.fr; git config user.name a; git config gc.auto 0",
    );
    for (let at = 0; at < 100; at += 1) await scene.write(`poste-${at}.md`, offerAbout(`p${at}`));
    scene.shell("git add .; git commit -qm un; git checkout -qb autre");
    for (let at = 0; at < 100; at += 1) {
      // White space: nothing that a room would hear of.
      if (at >= 20) await scene.write(`poste-${at}.md`, `${offerAbout(`p${at}`)}\n\n`);
    }
    for (let at = 0; at < 10; at += 1)
      await scene.write(`poste-${at}.md`, offerAbout(`p${at}`, { open: false }));
    for (let at = 10; at < 15; at += 1)
      await scene.write(`poste-${at}.md`, offerAbout(`p${at}`, { title: `Autre ${at}` }));
    scene.shell(
      "mkdir ailleurs; for at in 15 16 17 18 19; do git mv poste-$at.md ailleurs/; done; git add -A; git commit -qm deux; git checkout -q main",
    );
    await scene.begin();

    scene.shell("git checkout -q autre");
    await scene.settle();
    const there = scene.told().sort();
    expect(there).toEqual(
      [
        ...range(0, 10).map((at) => `closed poste-${at}`),
        ...range(10, 15).map((at) => `edited poste-${at}`),
        ...range(15, 20).map((at) => `renamed ailleurs/poste-${at} (poste-${at})`),
      ].sort(),
    );
    scene.shell("git checkout -q main");
    await scene.settle();
    const back = scene.told().slice(there.length).sort();
    expect(back).toEqual(
      [
        ...range(0, 10).map((at) => `reopened poste-${at}`),
        ...range(10, 15).map((at) => `edited poste-${at}`),
        ...range(15, 20).map((at) => `renamed poste-${at} (ailleurs/poste-${at})`),
      ].sort(),
    );
  });
});

describe("everything", () => {
  test("deleted and restored tells nothing; meanwhile health says why", async () => {
    const scene = await newScene();
    for (const at of range(0, 40)) await scene.write(`poste-${at}.md`, offerAbout(`p${at}`));
    await scene.begin();
    scene.shell("mkdir ../away; mv *.md ../away/");
    await until(() => scene.reason("removals") !== null, "removals are held back");
    scene.shell("mv ../away/* .");
    await until(() => scene.reason("removals") === null, "all is well again");
    await scene.settle();
    expect(scene.told()).toEqual([]);
  });

  test("of the folder itself gone and back tells nothing", async () => {
    const scene = await watched();
    await rename(scene.folder, `${scene.folder}.away`);
    scene.rescan();
    await until(() => scene.reason("offers") !== null, "the folder is missed");
    await rename(`${scene.folder}.away`, scene.folder);
    scene.rescan();
    await until(() => scene.reason("offers") === null, "the folder is back");
    await scene.write("un.md", EDITED);
    await until(() => scene.told().length > 0, "events arrive in the folder that came back");
    expect(scene.told()).toEqual(["edited un"]);
  });

  test("in a folder within that is moved is a rename each", async () => {
    const scene = await newScene();
    scene.shell("mkdir -p a/b");
    for (const at of range(0, 4)) await scene.write(`a/b/poste-${at}.md`, offerAbout(`p${at}`));
    await scene.begin();
    scene.shell("mv a/b c");
    await scene.settle();
    expect(scene.told().sort()).toEqual(range(0, 4).map((at) => `renamed c/poste-${at} (a/b/poste-${at})`));
    await scene.put("c/neuf.md", offerAbout("neuf"));
    await until(() => scene.told().includes("published c/neuf"), "a folder that came is watched");
  });
});

describe("names", () => {
  test("with spaces, quotes, accents in both forms, of 255 bytes: each is told once", async () => {
    const scene = await watched();
    const names = [
      "deux mots",
      'l\'offre "citée"',
      "caf\u00e9",
      "cafe\u0301-bis",
      "🚀",
      `${"é".repeat(126)}`,
      " devant",
      "-rf",
      "a\\b",
      "new\nline",
    ];
    for (const [at, name] of names.entries())
      await scene.put(`${name}.md`.slice(0, 250), offerAbout(`nom${at}`)).catch((error: Error) => {
        if (!error.message.includes("ENAMETOOLONG")) throw error;
        return scene.write(`${name}.md`, offerAbout(`nom${at}`));
      });
    await scene.settle();
    expect(scene.told().sort()).toEqual(names.map((name) => `published ${name.normalize("NFC")}`).sort());
    expect(Buffer.byteLength(`${"é".repeat(126)}.md`)).toBe(255);
  });

  test("in the other normal form are the same name", async () => {
    const scene = await watched();
    await scene.put("caf\u00e9.md", offerAbout("cafe"));
    await scene.settle();
    scene.shell("mv $'caf\\u00e9.md' $'cafe\\u0301.md'");
    await scene.settle();
    expect(scene.told()).toEqual(["published caf\u00e9"]);
  });

  test("in another case are a rename", async () => {
    const scene = await watched();
    scene.shell("mv un.md UN.md");
    await scene.settle();
    expect(scene.told()).toEqual(["renamed UN (un)"]);
  });

  test("that are not UTF-8 are a problem of that file alone", async () => {
    const scene = await watched();
    await scene.write("../new", offerAbout("latin"));
    scene.shell("cat ../new > $'caf\\xe9.md'");
    scene.rescan();
    await scene.settle();
    expect(scene.told()).toEqual([]);
    expect(scene.problems()).toEqual([expect.stringMatching(/not UTF-8; rename it/)]);
    scene.shell("mv $'caf\\xe9.md' latin.md");
    await scene.settle();
    expect(scene.told()).toEqual(["published latin"]);
  });
});

describe("symbolic links", () => {
  test("within the folder are read; out of it, to folders or to nowhere they are not", async () => {
    const scene = await watched();
    await scene.write("../dehors.md", offerAbout("dehors"));
    scene.shell("mkdir -p .caché ../f");
    await scene.write(".caché/vrai.md", offerAbout("vrai"));
    await symlink(".caché/vrai.md", join(scene.folder, "dedans.md"));
    await symlink("../dehors.md", join(scene.folder, "dehors.md"));
    await symlink("../f", join(scene.folder, "dossier"));
    await symlink("nulle-part.md", join(scene.folder, "perdu.md"));
    await symlink("boucle.md", join(scene.folder, "boucle.md"));
    await scene.settle();
    expect(scene.told()).toEqual(["published dedans"]);
    expect(scene.problems().sort()).toEqual([
      expect.stringMatching(/^boucle\.md: this link leads nowhere/),
      expect.stringMatching(/^dehors\.md: this link leaves the offers folder/),
      expect.stringMatching(/^perdu\.md: this link leads nowhere/),
    ]);
  });

  test("to an offer that leaves the folder keep its last state", async () => {
    const scene = await watched();
    await scene.write("../un.md", offerAbout("un", { open: false }));
    await rm(join(scene.folder, "un.md"));
    await symlink("../un.md", join(scene.folder, "un.md"));
    await scene.settle();
    expect(scene.told()).toEqual([]);
  });
});

describe("permissions", () => {
  const asNobody = (script: string) => {
    const output = execFileSync(process.execPath, [join(import.meta.dirname, "unprivileged.ts"), script], {
      encoding: "utf8",
      timeout: 60_000,
    });
    return JSON.parse(output) as { told: string[]; problems: string[]; offers: string | null };
  };

  test.each([
    ["of a file", "un.md", /^un\.md: this file cannot be read \(EACCES/],
    ["of a folder within", "dans", /^dans\/trois\.md: the folder "dans" cannot be listed/],
  ])("%s taken and given back tell nothing", { timeout: 60_000 }, (_, path, problem) => {
    const { told, problems } = asNobody(path);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(told).toEqual([]);
  });

  test("of the whole folder taken and given back tell nothing", { timeout: 60_000 }, () => {
    const { told, offers } = asNobody(".");
    expect(offers).toMatch(/cannot be read \(EACCES/);
    expect(told).toEqual([]);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
