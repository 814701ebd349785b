import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "../../src/config/configError.ts";
import { loadConfig } from "../../src/config/load.ts";
import type { Settings } from "../../src/config/schema.ts";
import { newFolder } from "../support/newFolder.ts";

/** As it stands in the file, for the environment to fill in. */
const TOKEN = `\${TOKEN}`;

async function load(yaml: string, offers?: string): Promise<Settings["offers"]> {
  const file = join(await newFolder(), "crieur.yaml");
  await writeFile(file, yaml);
  return loadConfig({
    file,
    environment: { TOKEN: "secret" },
    offers,
    readFilter: (filter) => ({ canonical: filter }),
  }).settings.offers;
}

/** What is wrong, as `line path: message`. */
async function problems(yaml: string): Promise<string[]> {
  try {
    await load(yaml);
  } catch (error) {
    if (error instanceof ConfigError) {
      expect(error.message).not.toContain("secret");
      return error.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
    }
    throw error;
  }
  throw new Error("nothing is wrong");
}

test("a repository needs no more than its address", async () => {
  const { git } = await load(`offers:\n  git:\n    url: https://robot:${TOKEN}@exemple.gouv.fr/x.git\n`);
  expect(git).toEqual({
    url: "https://robot:secret@exemple.gouv.fr/x.git",
    branch: null,
    path: "",
    every: "*/5 * * * *",
  });
});

test("--offers is read instead of the repository", async () => {
  const offers = await load("offers: {git: {url: /srv/offres.git}}\n", "ailleurs");
  expect(offers).toMatchObject({ folder: "ailleurs", git: null });
});

test("a folder and a repository are one too many", async () => {
  expect(await problems("offers:\n  folder: offers\n  git:\n    url: /srv/offres.git\n")).toEqual([
    "3 offers.git: give either offers.folder or offers.git, not both",
  ]);
  expect((await load("offers:\n  folder:\n  git:\n    url: /srv/offres.git\n")).git).not.toBeNull();
});

test("every fault of a repository is told with its line, and its address never", async () => {
  const yaml = [
    "offers:",
    "  git:",
    `    url: ftp://robot:${TOKEN}@exemple.gouv.fr`,
    "    branch: -f",
    "    path: ../ailleurs",
    "    every: souvent",
  ];
  expect((await problems(yaml.join("\n"))).map((problem) => problem.replace(/[:,].*/, ""))).toEqual([
    "3 offers.git.url",
    "4 offers.git.branch",
    "5 offers.git.path",
    "6 offers.git.every",
  ]);
  expect(await problems(`offers:\n  git: https://robot:${TOKEN}@exemple.gouv.fr/x.git\n`)).toEqual([
    "2 offers.git: expected keys such as url, branch, path",
  ]);
});

test("the commented repository of config/crieur.yaml holds once it is taken out of its comment", async () => {
  const example = await readFile(join(import.meta.dirname, "../../config/crieur.yaml"), "utf8");
  const block = /^ {2}# git:\n(?: {2}# {3}.*\n)+/m.exec(example)?.[0] ?? "";
  const { git } = await load(`offers:\n${block.replaceAll(/^ {2}# /gm, "  ")}`);
  expect(git).toEqual({
    url: "https://github.com/betagouv/beta.gouv.fr.git",
    branch: "master",
    path: "content/_jobs",
    every: "*/5 * * * *",
  });
});
