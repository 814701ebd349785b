import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf } from "../../text/thrown.ts";
import type { GitAddress } from "./address.ts";
import { GitFailure } from "./failure.ts";
import { git } from "./runGit.ts";
import { RAW_FILES } from "./safety.ts";

/** Time limits, milliseconds: what talks with the repository, and what only touches the disk. */
const FETCH_LIMIT = 5 * 60_000;
const LOCAL_LIMIT = 60_000;

/** The ref of the commit fetched last, shown or not. Without a ref of its own, git would sweep it away. */
const FETCHED = "refs/crieur/fetched";

/** Locks that a killed git leaves behind; never another's, because one process alone writes here. */
const FETCH_LOCKS = ["shallow.lock", `${FETCHED}.lock`, "packed-refs.lock", "FETCH_HEAD.lock"];
const RESET_LOCKS = ["index.lock", "HEAD.lock", "ORIG_HEAD.lock", "refs/heads/offers.lock"];

/**
 * A shallow copy of one branch in a folder of ours: `git` beside `files`, so that nothing in the repository stands
 * where git looks for its configuration.
 */
export class Checkout {
  readonly folder: string;
  readonly address: GitAddress;
  readonly #branch: string | null;
  readonly #signal: AbortSignal;

  /** `branch: null` is the one that the repository names as its default. */
  constructor(folder: string, address: GitAddress, branch: string | null, signal: AbortSignal) {
    this.folder = folder;
    this.address = address;
    this.#branch = branch;
    this.#signal = signal;
  }

  get files(): string {
    return join(this.folder, "files");
  }

  get isStopping(): boolean {
    return this.#signal.aborted;
  }

  async exists(): Promise<boolean> {
    return access(this.folder).then(
      () => true,
      () => false,
    );
  }

  /** Fetches without touching the files. Returns whether there is something new. Rejects with `GitFailure`. */
  async fetch(): Promise<boolean> {
    if (!(await this.exists())) {
      await this.#clone();
      return true;
    }
    const before = await this.#fetched();
    await this.#fetchInto(this.folder);
    return before !== (await this.#fetched());
  }

  /** Brings the files to what was fetched last, whatever stood there. Rejects with `GitFailure`. */
  async show(): Promise<void> {
    await this.#showIn(this.folder);
  }

  /** Makes the checkout beside and renames it into place, so that it is there whole or not at all. */
  async #clone(): Promise<void> {
    await mkdir(dirname(this.folder), { recursive: true });
    const fresh = await mkdtemp(`${this.folder}.new-`);
    try {
      await mkdir(join(fresh, "files"));
      await this.#local(
        ["init", "--quiet", "--bare", "--template=", "--initial-branch=offers", "--"],
        join(fresh, "git"),
      );
      await mkdir(join(fresh, "git", "info"), { recursive: true });
      await writeFile(join(fresh, "git", "info", "attributes"), RAW_FILES);
      await this.#fetchInto(fresh);
      await this.#showIn(fresh);
      await rename(fresh, this.folder).catch((error: unknown) => {
        throw new GitFailure(messageOf(error));
      });
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }

  async #fetchInto(folder: string): Promise<void> {
    const directory = join(folder, "git");
    await removeAll(directory, FETCH_LOCKS);
    const wanted = this.#branch === null ? "HEAD" : `refs/heads/${this.#branch}`;
    await git({
      args: [
        `--git-dir=${directory}`,
        ...["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--"],
        ...[this.address.shown, `+${wanted}:${FETCHED}`],
      ],
      limit: FETCH_LIMIT,
      signal: this.#signal,
      address: this.address,
    });
  }

  async #showIn(folder: string): Promise<void> {
    const directory = join(folder, "git");
    await removeAll(directory, RESET_LOCKS);
    const place = [`--git-dir=${directory}`, `--work-tree=${join(folder, "files")}`];
    await this.#local([...place, "reset", "--quiet", "--hard", FETCHED]);
    // Git does not know the files that an interrupted checkout left: they would stay for ever.
    await this.#local([...place, "clean", "--quiet", "-ffdx"]);
  }

  async #fetched(): Promise<string> {
    return this.#local([`--git-dir=${join(this.folder, "git")}`, "rev-parse", "--verify", FETCHED]);
  }

  #local(args: readonly string[], path?: string): Promise<string> {
    const all = path === undefined ? args : [...args, path];
    return git({ args: all, limit: LOCAL_LIMIT, signal: this.#signal });
  }
}

async function removeAll(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
