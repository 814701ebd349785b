import type { Listing, OfferSource, Release, SourceFile } from "../../ports/index.ts";
import { look, namesIn } from "./walk.ts";
import { Watches } from "./watches.ts";

type Files = Map<string, SourceFile>;

/**
 * The offers folder on disk. Between two walks only what file events pointed at is looked at again, so that one
 * changed file among ten thousand costs one `lstat`. A walk (`refresh`) repairs whatever the events missed.
 */
export class FolderSource implements OfferSource {
  readonly #root: string;
  readonly #shown: string;
  #files: Files = new Map();
  /** Folders that are there and cannot be listed, with the reason. */
  readonly #hidden = new Map<string, string>();
  readonly #ripe = new Set<string>();
  #watches: Watches | null = null;
  #walked = false;

  /** `shown` is the folder as people named it, for messages. */
  constructor(root: string, shown = root) {
    this.#root = root;
    this.#shown = shown;
  }

  refresh(): void {
    this.#walked = false;
  }

  async list(): Promise<Listing> {
    const names = await namesIn(this.#root, "");
    if (!Array.isArray(names)) {
      this.#walked = false;
      return {
        readable: false,
        reason: `the offers folder ${this.#shown} cannot be read (${names.problem})`,
      };
    }
    if (this.#walked) await this.#lookAtRipe();
    else await this.#walkAll();
    return {
      readable: true,
      files: [...this.#files.values()],
      hidden: [...this.#hidden].map(([folder, reason]) => ({ folder, reason })),
      blind: this.#watches?.trouble ?? null,
    };
  }

  async watch(onChange: () => void): Promise<Release> {
    const watches = new Watches(this.#root, (path) => {
      this.#ripe.add(path);
      onChange();
    });
    this.#watches = watches;
    this.refresh();
    return async () => {
      watches.stop();
      this.#watches = null;
    };
  }

  async #walkAll(): Promise<void> {
    // Events from now on belong to the next look: what they point at may have been passed already.
    this.#ripe.clear();
    this.#hidden.clear();
    this.#watches?.startOver();
    const files: Files = new Map();
    await this.#walk("", files);
    this.#files = files;
    this.#walked = true;
  }

  async #lookAtRipe(): Promise<void> {
    const ripe = [...this.#ripe];
    this.#ripe.clear();
    for (const path of ripe) {
      const found: Files = new Map();
      await this.#look(path, found);
      this.#drop(path, found);
      for (const [file, source] of found) this.#files.set(file, source);
    }
  }

  async #walk(folder: string, into: Files): Promise<void> {
    this.#watches?.add(folder);
    const names = await namesIn(this.#root, folder);
    if (!Array.isArray(names)) {
      this.#hidden.set(folder, names.problem);
      return;
    }
    this.#hidden.delete(folder);
    await Promise.all(names.map((name) => this.#look(folder === "" ? name : `${folder}/${name}`, into)));
  }

  async #look(path: string, into: Files): Promise<void> {
    if (this.#watches?.isRestless(path)) {
      // Somebody is writing to it: what was known of it stays until it is at rest.
      const before = this.#files.get(path);
      if (before) into.set(path, before);
      return;
    }
    const entry = await look(this.#root, path);
    switch (entry.kind) {
      case "file":
        into.set(path, entry.source);
        break;
      case "problem":
        into.set(path, unreadable(path, entry.message));
        break;
      case "folder":
        await this.#walk(path, into);
        break;
      case "ignored":
      case "absent":
        break;
      default:
        entry satisfies never;
    }
  }

  /** Forgets a path, and what was below it if it was a folder, except for what was found there now. */
  #drop(path: string, found: Files): void {
    if (this.#files.delete(path)) return;
    const below = `${path}/`;
    for (const file of this.#files.keys())
      if (file.startsWith(below) && !found.has(file)) this.#files.delete(file);
    for (const folder of this.#hidden.keys()) if (folder.startsWith(below)) this.#hidden.delete(folder);
  }
}

function unreadable(file: string, message: string): SourceFile {
  return { file, version: `unreadable: ${message}`, bytes: () => Promise.reject(new Error(message)) };
}
