import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FolderSource } from "../../src/edges/folder/folderSource.ts";
import type { Listing, OfferSource, Release } from "../../src/ports/index.ts";

/** A folder of which file events tell only what left, as where a tree is swapped under its watchers. */
export class HalfSeen implements OfferSource {
  readonly #root: string;
  readonly #folder: FolderSource;
  #last: Extract<Listing, { readable: true }> | null = null;
  #isHalf = false;

  constructor(root: string, folder: FolderSource) {
    this.#root = root;
    this.#folder = folder;
  }

  /** The next `list` shows what was there before and still is, as it was; unless all of it is asked for before. */
  half(): void {
    this.#isHalf = true;
  }

  refresh(): void {
    this.#isHalf = false;
    this.#folder.refresh();
  }

  async list(): Promise<Listing> {
    const listing =
      this.#isHalf && this.#last
        ? {
            ...this.#last,
            whole: false,
            files: this.#last.files.filter(({ file }) => existsSync(join(this.#root, file))),
          }
        : await this.#folder.list();
    this.#last = listing.readable ? listing : null;
    return listing;
  }

  watch(onChange: () => void): Promise<Release> {
    return this.#folder.watch(onChange);
  }
}
