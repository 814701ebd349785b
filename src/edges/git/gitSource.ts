import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import type { CopiedSource, Listing, Release } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import { FolderSource } from "../folder/folderSource.ts";
import { isMissing, reason } from "../folder/walk.ts";
import type { Checkout } from "./checkout.ts";

export interface GitSourceOptions {
  /** The folder of offers within the repository; empty for its root. */
  readonly path: string;
  /** True for the one process that writes to the checkout; others list it as it stands. */
  readonly keeps: boolean;
}

/**
 * Offers in a git repository. A pull only fetches; the files change in `list`, before the folder is walked, so that a
 * commit is seen whole by one look and never while its files are being written or read.
 */
export class GitSource implements CopiedSource {
  readonly #checkout: Checkout;
  readonly #folder: FolderSource;
  readonly #options: GitSourceOptions;
  /**
   * Set while the files may be behind what was fetched; at the start too, because an earlier run may have ended there.
   */
  #behind = true;
  #pulling: Promise<string | null> | null = null;
  #failure: string | null = null;
  #onChange: () => void = () => {};

  constructor(checkout: Checkout, options: GitSourceOptions) {
    this.#checkout = checkout;
    this.#options = options;
    this.#folder = new FolderSource(this.folder);
  }

  /** The folder of offers on disk. */
  get folder(): string {
    return join(this.#checkout.files, this.#options.path);
  }

  exists(): Promise<boolean> {
    return this.#checkout.exists();
  }

  pull(): Promise<string | null> {
    this.#pulling ??= this.#pullOnce().finally(() => {
      this.#pulling = null;
    });
    return this.#pulling;
  }

  /** Resolves once no pull is under way. */
  async settled(): Promise<void> {
    await this.#pulling;
  }

  refresh(): void {
    this.#folder.refresh();
  }

  async list(): Promise<Listing> {
    const problem = (await this.#bringUp()) ?? (await this.#strayFolder());
    if (problem !== null) return { readable: false, reason: problem };
    const listing = await this.#folder.list();
    return listing.readable ? { ...listing, identity: null } : listing;
  }

  /** Reports changes after each pull; file events would report a checkout that is half done. */
  async watch(onChange: () => void): Promise<Release> {
    this.#onChange = onChange;
    return async () => {
      this.#onChange = () => {};
    };
  }

  async #pullOnce(): Promise<string | null> {
    try {
      if (await this.#checkout.fetch()) {
        this.#behind = true;
        this.#onChange();
      }
      this.#failure = null;
    } catch (error) {
      if (this.#checkout.isStopping) return this.#failure;
      this.#failure = `${this.#name} could not be pulled (${messageOf(error)})`;
    }
    return this.#failure;
  }

  get #name(): string {
    return `the git repository ${this.#checkout.address.shown}`;
  }

  async #bringUp(): Promise<string | null> {
    if (!(await this.exists())) return this.#failure ?? `${this.#name} was not fetched yet`;
    if (!this.#options.keeps || !this.#behind) return null;
    this.#behind = false;
    try {
      await this.#checkout.show();
      this.#folder.refresh();
      return null;
    } catch (error) {
      this.#behind = true;
      return `the files of ${this.#name} could not be written (${messageOf(error)})`;
    }
  }

  /** Finds a folder of offers that a link in the repository has made another folder of this machine. */
  async #strayFolder(): Promise<string | null> {
    const { path } = this.#options;
    try {
      const home = await realpath(this.#checkout.files);
      const folder = await realpath(this.folder);
      if (folder === home || folder.startsWith(home + sep)) return null;
      return `"${path}" in ${this.#name} is a link that leaves it`;
    } catch (error) {
      const why = isMissing(error) ? "it is not there" : reason(error);
      return `the folder "${path}" of ${this.#name} cannot be read (${why})`;
    }
  }
}
