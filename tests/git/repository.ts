import { execFile } from "node:child_process";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { newFolder } from "../support/newFolder.ts";

const run = promisify(execFile);

/** A bare repository on disk, and an author who pushes to it. */
export interface Repository {
  readonly url: string;
  write(file: string, text: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** Any git command in the author's clone. */
  git(...args: string[]): Promise<string>;
  /** Commits everything and pushes it. */
  push(...options: string[]): Promise<void>;
  /** Takes the repository away from where it is, and back. */
  vanish(): Promise<void>;
  comeBack(): Promise<void>;
}

/** `branch` is the default branch of the repository. */
export async function newRepository(branch = "main"): Promise<Repository> {
  const folder = await newFolder();
  const url = join(folder, "offres.git");
  const clone = join(folder, "clone");
  const git = async (...args: string[]): Promise<string> => {
    const identity = ["-c", "user.name=Autrice", "-c", "user.email=autrice@exemple.gouv.fr"];
    return (await run("git", [...identity, ...args], { cwd: clone })).stdout;
  };
  await mkdir(clone);
  await git("init", "--quiet", "--bare", `--initial-branch=${branch}`, url);
  await git("init", "--quiet", `--initial-branch=${branch}`);
  await git("remote", "add", "origin", url);
  return {
    url,
    git,
    write: async (file, text) => {
      await mkdir(dirname(join(clone, file)), { recursive: true });
      await writeFile(join(clone, file), text);
    },
    move: (from, to) => rename(join(clone, from), join(clone, to)),
    push: async (...options) => {
      await git("add", "--all");
      await git("commit", "--quiet", "--message", "Offres");
      await git("push", "--quiet", ...options, "origin", "HEAD");
    },
    vanish: () => rename(url, `${url}.away`),
    comeBack: () => rename(`${url}.away`, url),
  };
}
