import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Ended, runIn } from "../cli/inProcess.ts";
import { newFolder } from "../support/newFolder.ts";
import { offerAbout } from "../support/offerFile.ts";
import { newRepository } from "./repository.ts";

const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");

function crieur(folder: string, args: readonly string[]): Promise<Ended> {
  return runIn(folder, [...args, "--config", "crieur.yaml"]);
}

/** Runs it as a process of its own, which finds other programs on `path`: git, or none. */
async function launch(folder: string, args: readonly string[], path: string): Promise<Ended> {
  const child = spawn(process.execPath, [LAUNCHER, ...args, "--config", "crieur.yaml"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PATH: path },
  });
  const outcome = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      outcome[name] += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...outcome };
}

async function folderWith(git: object): Promise<string> {
  const folder = await newFolder();
  const settings = { offers: { git, firstRun: "announce" }, store: "sqlite:data/crieur.db" };
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "crieur.yaml"), JSON.stringify(settings));
  return folder;
}

test("scan pulls; show, search and check read what was pulled; --offers is read instead", async () => {
  const repository = await newRepository();
  await repository.write("contenu/gardien.md", offerAbout("Gardien"));
  await repository.push();
  const folder = await folderWith({ url: repository.url, path: "contenu" });
  const shown = await crieur(folder, ["show", "--all", "--json"]);
  expect(shown).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(shown.stdout)).toMatchObject({ id: "gardien", file: "gardien.md", state: "open" });

  await repository.write("contenu/veilleuse.md", offerAbout("Veilleuse"));
  await repository.push();
  expect((await crieur(folder, ["search", "veilleuse", "--json"])).stdout).toBe("[]\n");
  expect((await crieur(folder, ["scan", "--dry-run"])).stdout).not.toContain("veilleuse");
  const scanned = await crieur(folder, ["scan", "--json"]);
  expect(
    scanned.stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).id),
  ).toEqual(["gardien", "veilleuse"]);
  expect((await crieur(folder, ["search", "veilleuse", "--json"])).stdout).toContain("veilleuse");
  expect((await crieur(folder, ["check"])).stderr).toContain("2 offers checked");

  await repository.vanish();
  const stale = await crieur(folder, ["scan", "--json"]);
  expect(stale).toMatchObject({ code: 0, stdout: "" });
  expect(stale.stderr).toMatch(
    /^crieur: the git repository .* could not be pulled .*; what was pulled before stays\n/,
  );

  await mkdir(join(folder, "ici"));
  await writeFile(join(folder, "ici/ailleurs.md"), offerAbout("Ailleurs"));
  expect((await crieur(folder, ["show", "--all", "--offers", "ici"])).stdout).toContain("Ailleurs");
}, 60_000);

test("a missing git is one sentence and exit code 78", async () => {
  const folder = await folderWith({ url: "/srv/offres.git" });
  const nothing = await newFolder();
  await symlink(process.execPath, join(nothing, "node"));
  expect(await launch(folder, ["scan"], nothing)).toEqual({
    code: 78,
    stdout: "",
    stderr:
      "crieur: offers.git needs git: git is not installed, or not on the PATH; install it (Debian: apt-get install git), or name a plain folder as offers.folder.\n",
  });
}, 60_000);

test("an address that git must not be given is one line and exit code 78", async () => {
  const folder = await folderWith({ url: "ext::sh -c touch% trace" });
  const outcome = await crieur(folder, ["scan"]);
  expect(outcome).toMatchObject({ code: 78, stdout: "" });
  expect(outcome.stderr).toMatch(
    /^crieur\.yaml:1: offers\.git\.url: expected the address of a git repository: [^\n]*\n$/,
  );
}, 60_000);

test("credentials of an address never come out, nor reach the arguments of git", async () => {
  const folder = await folderWith({ url: "https://robot:motdepasse@127.0.0.1:9/offres.git" });
  const tools = await newFolder();
  const trace = join(tools, "trace");
  const script = `#!/bin/sh\necho "$@" >> ${trace}\nexec ${await onPath("git")} "$@"\n`;
  await writeFile(join(tools, "git"), script, { mode: 0o755 });
  const outcome = await launch(folder, ["scan"], `${tools}:${process.env.PATH}`);
  expect(outcome.code).toBe(78);
  expect(outcome.stderr).toContain("the git repository https://127.0.0.1:9/offres.git could not be pulled");
  const args = await readFile(trace, "utf8");
  expect(args).toContain("fetch");
  for (const text of [outcome.stderr, outcome.stdout, args]) {
    expect(text).not.toContain("motdepasse");
    expect(text).not.toContain(Buffer.from("robot:motdepasse").toString("base64"));
  }
}, 60_000);

async function onPath(name: string): Promise<string> {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    const file = join(folder, name);
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  throw new Error(`there is no ${name} on the PATH`);
}
