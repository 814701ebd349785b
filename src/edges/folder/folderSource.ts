import type { Listing, OfferSource, Release, SourceFile } from "../../ports/index.ts";
import { look, namesIn } from "./walk.ts";
import { Watches } from "./watches.ts";

type Files = Map<string, SourceFile>;

/**
 * The offers folder on disk. Between two walks only what file events pointed at is looked at again,
 * so that one changed file among ten thousand costs one `lstat`. A walk (`refresh`) repairs
 * whatever the events missed.
 */
export class FolderSource implements OfferSource {
  readonly #root: string;
  readonly #shown: string;
  #files: Files = new Map();
  /** Folders that cannot be listed although they are there, with the reason. */
  readonly #unlistable = new Map<string, string>();
  /** Paths that file events pointed at since the last look. */
  readonly #changed = new Set<string>();
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
    const whole = !this.#walked;
    if (whole) await this.#walkAll();
    else await this.#lookAtChanged();
    return {
      readable: true,
      files: [...this.#files.values()],
      whole,
      unlistable: [...this.#unlistable].map(([folder, reason]) => ({ folder, reason })),
      withoutEvents: this.#watches?.trouble ?? null,
    };
  }

  async watch(onChange: () => void): Promise<Release> {
    const watches = new Watches(this.#root, (path) => {
      this.#changed.add(path);
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
    // Events from now on belong to the next look: the walk may have passed their paths already.
    this.#changed.clear();
    this.#unlistable.clear();
    this.#watches?.startOver();
    const files: Files = new Map();
    await this.#walk("", files);
    this.#files = files;
    this.#walked = true;
  }

  async #lookAtChanged(): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const path of changed) {
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
      this.#unlistable.set(folder, names.problem);
      return;
    }
    this.#unlistable.delete(folder);
    await Promise.all(names.map((name) => this.#look(folder === "" ? name : `${folder}/${name}`, into)));
  }

  async #look(path: string, into: Files): Promise<void> {
    if (this.#watches?.isBeingWritten(path)) {
      // A file that is being written keeps its last state until it is at rest.
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

  /**
   * Forgets a path and, if it was a folder, all paths below it, except for those that were found there now.
   */
  #drop(path: string, found: Files): void {
    if (this.#files.delete(path)) return;
    const below = `${path}/`;
    for (const file of this.#files.keys())
      if (file.startsWith(below) && !found.has(file)) this.#files.delete(file);
    for (const folder of this.#unlistable.keys())
      if (folder.startsWith(below)) this.#unlistable.delete(folder);
  }
}

function unreadable(file: string, message: string): SourceFile {
  return { file, version: `unreadable: ${message}`, bytes: () => Promise.reject(new Error(message)) };
}
