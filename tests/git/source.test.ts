import { access, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { openSource } from "../../src/edges/openSource.ts";
import { newFolder } from "../support/newFolder.ts";
import { offerAbout } from "../support/offerFile.ts";
import { newLooker } from "./looking.ts";
import { newRepository, type Repository } from "./repository.ts";

vi.setConfig({ testTimeout: 60_000 });

async function repositoryOf(...titles: string[]): Promise<Repository> {
  const repository = await newRepository();
  for (const title of titles) await repository.write(`${title}.md`, offerAbout(title));
  await repository.push();
  return repository;
}

const seven = ["un", "deux", "trois", "quatre", "cinq", "six", "sept"];

describe("offers in a git repository", () => {
  test("are fetched beside the store, with no history", async () => {
    const repository = await repositoryOf("gardien");
    await repository.write("veilleuse.md", offerAbout("veilleuse"));
    await repository.push();
    const looker = await newLooker(repository);
    expect(await looker.pull()).toBeNull();
    expect(await looker.look()).toEqual(["published gardien", "published veilleuse"]);
    expect(looker.opened.folder.startsWith(join(looker.folder, "offers.git-"))).toBe(true);
    const shallow = await readFile(join(looker.opened.folder, "../git/shallow"), "utf8");
    expect(shallow.trim().split("\n")).toHaveLength(1);
  });

  test("of a new commit are seen at the next pull, which tells of it", async () => {
    const repository = await repositoryOf("gardien");
    const looker = await newLooker(repository);
    let told = 0;
    await looker.opened.source.watch(() => {
      told += 1;
    });
    await looker.pull();
    await looker.look();
    expect(told).toBe(1);
    await looker.pull();
    expect(told, "nothing new").toBe(1);

    await repository.write("veilleuse.md", offerAbout("veilleuse"));
    await repository.push();
    expect(await looker.look(), "before the pull").toEqual([]);
    await looker.pull();
    expect(told).toBe(2);
    expect(await looker.look()).toEqual(["published veilleuse"]);
  });

  test("that are renamed in one commit are renamed in one look, and 100 of them too", async () => {
    const repository = await newRepository();
    const names = Array.from({ length: 100 }, (_, at) => `offre-${at}`);
    await Promise.all(names.map((name) => repository.write(`${name}.md`, offerAbout(name))));
    await repository.push();
    const looker = await newLooker(repository);
    await looker.pull();
    await looker.look();
    await Promise.all(names.map((name) => repository.move(`${name}.md`, `nouvelle-${name}.md`)));
    await repository.push();
    await looker.pull();
    const changes = await looker.look();
    expect(changes.toSorted()).toEqual(names.map((name) => `renamed nouvelle-${name} (${name})`).toSorted());
  });

  test("do not change between the listing of a look and its reading, whatever a pull brings meanwhile", async () => {
    const repository = await repositoryOf("gardien");
    const looker = await newLooker(repository);
    await looker.pull();
    const listing = await looker.opened.source.list();
    if (!listing.readable) throw new Error(listing.reason);
    await repository.write("gardien.md", offerAbout("gardienne"));
    await repository.push();
    await looker.pull();
    const [file] = listing.files;
    expect(Buffer.from((await file?.bytes()) ?? []).toString()).toBe(offerAbout("gardien"));
    await looker.look();
    expect(Buffer.from((await file?.bytes()) ?? []).toString()).toBe(offerAbout("gardienne"));
  });

  test("follow a history that was rewritten and pushed by force", async () => {
    const repository = await repositoryOf(...seven);
    const looker = await newLooker(repository);
    await looker.pull();
    await looker.look();
    await repository.git("checkout", "--quiet", "--orphan", "autre");
    await repository.git("rm", "--quiet", "-f", "sept.md");
    await repository.write("huit.md", offerAbout("huit"));
    await repository.git("add", "--all");
    await repository.git("commit", "--quiet", "--message", "Autre histoire");
    await repository.git("push", "--quiet", "--force", "origin", "HEAD:main");
    expect(await looker.pull()).toBeNull();
    expect(await looker.look()).toEqual(["published huit"]);
    expect(await looker.ids()).toEqual(["cinq", "deux", "huit", "quatre", "six", "trois", "un"]);
  });

  test("stand on the branch and in the folder that are named", async () => {
    const repository = await newRepository("principale");
    await repository.write("ailleurs.md", offerAbout("ailleurs"));
    await repository.write("contenu/offres/gardien.md", offerAbout("gardien"));
    await repository.push();
    await repository.git("checkout", "--quiet", "-b", "essai/offres");
    await repository.write("contenu/offres/veilleuse.md", offerAbout("veilleuse"));
    await repository.push();

    const byDefault = await newLooker({ url: repository.url, path: "contenu/offres" });
    await byDefault.pull();
    expect(await byDefault.ids()).toEqual(["gardien"]);
    const onBranch = await newLooker({
      url: `file://${repository.url}`,
      branch: "essai/offres",
      path: "contenu",
    });
    await onBranch.pull();
    expect(await onBranch.ids()).toEqual(["offres/gardien", "offres/veilleuse"]);
    const nowhere = await newLooker({ url: repository.url, branch: "absente" });
    expect(await nowhere.pull()).toMatch(/couldn't find remote ref refs\/heads\/absente/);
  });

  test("in a folder that the repository does not have conclude nothing", async () => {
    const repository = await repositoryOf("gardien");
    const looker = await newLooker({ url: repository.url, path: "offres" });
    await looker.pull();
    expect(await looker.scan()).toMatchObject({
      readable: false,
      reason: `the folder "offres" of the git repository ${repository.url} cannot be read (it is not there)`,
    });
  });
});

describe("a pull that fails", () => {
  test("keeps what is there and says why; the next one that works goes on", async () => {
    const repository = await repositoryOf("gardien");
    const looker = await newLooker(repository);
    await looker.pull();
    await looker.look();
    await repository.vanish();
    expect(await looker.pull()).toMatch(
      `the git repository ${repository.url} could not be pulled ('${repository.url}' does not appear to be a git repository;`,
    );
    expect(await looker.look()).toEqual([]);
    expect(await looker.ids()).toEqual(["gardien"]);
    await repository.comeBack();
    await repository.write("veilleuse.md", offerAbout("veilleuse"));
    await repository.push();
    expect(await looker.pull()).toBeNull();
    expect(await looker.look()).toEqual(["published veilleuse"]);
  });

  test("leaves nothing behind where there was nothing", async () => {
    const repository = await repositoryOf("gardien");
    await repository.vanish();
    const looker = await newLooker(repository);
    const failure = await looker.pull();
    expect(await looker.scan()).toEqual({ readable: false, reason: failure });
    expect((await readdir(looker.folder)).filter((name) => name.includes("git"))).toEqual([]);
  });
});

describe("what a killed process left", () => {
  test("locks of git's and a checkout half-way are put right at the next look", async () => {
    const repository = await repositoryOf("gardien", "veilleuse");
    const before = await newLooker(repository);
    await before.pull();
    await before.look();
    await before.end();
    const files = before.opened.folder;
    for (const lock of ["index.lock", "shallow.lock", "refs/crieur/fetched.lock"])
      await writeFile(join(files, "../git", lock), "");
    await rm(join(files, "gardien.md"));
    await writeFile(join(files, "reste.md"), offerAbout("reste"));

    const after = await newLooker(repository, before.folder);
    expect(await after.look()).toEqual([]);
    expect(await after.ids()).toEqual(["gardien", "veilleuse"]);
    await repository.write("troisieme.md", offerAbout("troisieme"));
    await repository.push();
    expect(await after.pull()).toBeNull();
    expect(await after.look()).toEqual(["published troisieme"]);
  });

  test("a clone that was never finished is removed, once nobody can be at it", async () => {
    const repository = await repositoryOf("gardien");
    const first = await newLooker(repository);
    await first.pull();
    await first.end();
    const checkout = join(first.opened.folder, "..");
    const [old, young] = [`${checkout}.new-abcdef`, `${checkout}.new-ghijkl`];
    await mkdir(old);
    await mkdir(young);
    await utimes(old, 0, 0);
    await newLooker(repository, first.folder);
    await expect(access(old)).rejects.toThrow("ENOENT");
    await access(young);
  });
});

describe("who does not hold the store", () => {
  test("fetches a missing checkout, and leaves one that is there as it stands", async () => {
    const repository = await repositoryOf("gardien");
    const store = `sqlite:${join(await newFolder(), "crieur.db")}`;
    const settings = {
      folder: "offers",
      git: { url: repository.url, branch: null, path: "", every: "* * * * *" },
    };
    const ids = async (): Promise<string[]> => {
      const { source, copy, release } = await openSource(settings, { store, keeps: false });
      expect(copy).toBeNull();
      const listing = await source.list();
      await release();
      return listing.readable ? listing.files.map(({ file }) => file) : [listing.reason];
    };
    expect(await ids()).toEqual(["gardien.md"]);
    await repository.write("veilleuse.md", offerAbout("veilleuse"));
    await repository.push();
    expect(await ids()).toEqual(["gardien.md"]);
  });

  test("with a store in memory has a checkout that goes with the process", async () => {
    const repository = await repositoryOf("gardien");
    const settings = {
      folder: "offers",
      git: { url: repository.url, branch: null, path: "", every: "* * * * *" },
    };
    const opened = await openSource(settings, { store: "sqlite::memory:", keeps: true });
    expect(await opened.copy?.source.pull()).toBeNull();
    expect(await opened.source.list()).toMatchObject({ readable: true, files: [{ file: "gardien.md" }] });
    await opened.release();
    await expect(access(opened.folder)).rejects.toThrow("ENOENT");
  });
});

describe("a hostile repository", () => {
  test("runs no filter, and changes no byte of a file", async () => {
    const repository = await repositoryOf("gardien");
    const raw = offerAbout("veilleuse").replaceAll("\n", "\r\n");
    await repository.git("config", "core.autocrlf", "false");
    await repository.write("veilleuse.md", raw);
    await repository.push();
    await repository.write(
      ".gitattributes",
      "*.md filter=lfs text eol=lf ident working-tree-encoding=UTF-16\n",
    );
    await repository.git("add", ".gitattributes");
    await repository.git("commit", "--quiet", "--message", "Attributs");
    await repository.git("push", "--quiet", "origin", "HEAD");
    const looker = await newLooker(repository);
    expect(await looker.pull()).toBeNull();
    expect(await readFile(join(looker.opened.folder, "veilleuse.md"), "utf8")).toBe(raw);
  });

  test("runs no hook of the checkout's", async () => {
    const repository = await repositoryOf("gardien");
    const looker = await newLooker(repository);
    await looker.pull();
    const hooks = join(looker.opened.folder, "../git/hooks");
    await mkdir(hooks, { recursive: true });
    const trace = join(looker.folder, "trace");
    for (const name of ["reference-transaction", "post-checkout", "post-index-change"])
      await writeFile(join(hooks, name), `#!/bin/sh\necho ${name} >> ${trace}\n`, { mode: 0o755 });
    await repository.write("veilleuse.md", offerAbout("veilleuse"));
    await repository.push();
    await looker.pull();
    await looker.look();
    await expect(access(trace)).rejects.toThrow("ENOENT");
  });

  test("cannot make another folder the folder of offers, nor a file outside an offer", async () => {
    const outside = await newFolder();
    await writeFile(join(outside, "secret.md"), offerAbout("secret"));
    const repository = await repositoryOf("gardien");
    await symlink(outside, join((await repository.git("rev-parse", "--show-toplevel")).trim(), "offres"));
    await repository.push();
    const looker = await newLooker({ url: repository.url, path: "offres" });
    await looker.pull();
    expect(await looker.scan()).toMatchObject({
      readable: false,
      reason: `"offres" in the git repository ${repository.url} is a link that leaves it`,
    });
    const root = await newLooker(repository);
    await root.pull();
    expect(await root.ids()).toEqual(["gardien"]);
  });

  test("with submodules is read without them", async () => {
    const other = await repositoryOf("autre");
    const repository = await repositoryOf("gardien");
    await repository.git(
      ...["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.url, "sous-module"],
    );
    await repository.push();
    const looker = await newLooker(repository);
    expect(await looker.pull()).toBeNull();
    expect(await looker.ids()).toEqual(["gardien"]);
  });
});
