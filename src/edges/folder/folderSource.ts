import { setTimeout as sleep } from "node:timers/promises";
import { nameKind } from "../../offers/reading/fileName.ts";
import type { Listing, OfferSource, Release, SourceFile } from "../../ports/index.ts";
import { QUIET } from "./debounce.ts";
import { throughGate } from "./gate.ts";
import { folderIdentity, watchIdentity } from "./identity.ts";
import { isLinkedFolder, look, namesIn, whyUnlistable } from "./walk.ts";
import { type OpenWatcher, openWatcher, Watches } from "./watches.ts";

type Files = Map<string, SourceFile>;

/**
 * The offers folder on disk. Between two walks only what file events pointed at is looked at again,
 * so that one changed file among ten thousand costs one `lstat`. A walk (`refresh`) repairs whatever the events missed;
 * it comes by itself when another folder stands under the path, or a link to a folder within it was laid anew.
 */
export class FolderSource implements OfferSource {
  readonly #root: string;
  readonly #shown: string;
  readonly #openWatcher: OpenWatcher;
  #files: Files = new Map();
  /** Folders that cannot be listed although they are there, with the reason. */
  readonly #unlistable = new Map<string, string>();
  /** Paths that file events pointed at since the last look. */
  readonly #changed = new Set<string>();
  #watches: Watches | null = null;
  /** The folder that was walked last; null when the next look has to walk. */
  #walked: string | null = null;
  /** When the youngest file was changed, milliseconds since the epoch. */
  #youngest = 0;
  #rested = false;

  /** `shown` is the folder as people named it, for messages. */
  constructor(root: string, shown = root, open: OpenWatcher = openWatcher) {
    this.#root = root;
    this.#shown = shown;
    this.#openWatcher = open;
  }

  refresh(): void {
    this.#walked = null;
  }

  async list(): Promise<Listing> {
    const identity = await throughGate(() => folderIdentity(this.#root));
    const problem = await whyUnlistable(this.#root);
    if (problem !== null) return this.#unreadable(problem);
    const whole =
      identity === null || identity !== this.#walked || (await this.#isRelinked())
        ? await this.#walkAtRest(identity)
        : await this.#lookAtChanged();
    const lost = this.#unlistable.get("");
    if (lost !== undefined) return this.#unreadable(lost);
    return {
      readable: true,
      files: [...this.#files.values()],
      identity,
      whole,
      unlistable: [...this.#unlistable].map(([folder, reason]) => ({ folder, reason })),
      withoutEvents: this.#watches?.trouble ?? null,
    };
  }

  #unreadable(problem: string): Listing {
    this.refresh();
    return {
      readable: false,
      reason: `the offers folder ${this.#shown} cannot be read (${problem})`,
    };
  }

  async watch(onChange: () => void): Promise<Release> {
    const notice = async (path: string): Promise<void> => {
      if (nameKind(path) === "ignored" && !(await isLinkedFolder(this.#root, path))) return;
      this.#changed.add(path);
      onChange();
    };
    const watches = new Watches(this.#root, (path) => void notice(path), this.#openWatcher);
    this.#watches = watches;
    this.refresh();
    const release = watchIdentity(this.#root, onChange);
    return async () => {
      await release();
      watches.stop();
      this.#watches = null;
    };
  }

  /**
   * The first walk of a watched folder has no events to tell what is being written, or about to be renamed over another
   * file: when something changed a moment ago, it comes again once that is over.
   */
  async #walkAtRest(identity: string | null): Promise<boolean> {
    const whole = await this.#walkAll(identity);
    if (this.#rested || this.#watches === null) return whole;
    this.#rested = true;
    const age = Date.now() - this.#youngest;
    if (age < 0 || age >= QUIET) return whole;
    await sleep(QUIET - age);
    return await this.#walkAll(identity);
  }

  /** Returns whether one and the same folder stood under the path all the while. */
  async #walkAll(identity: string | null): Promise<boolean> {
    // Events from now on belong to the next look: the walk may have passed their paths already.
    this.#changed.clear();
    this.#unlistable.clear();
    this.#watches?.startOver();
    // A refresh that comes during the walk counts for the next look.
    this.#walked = identity;
    const files: Files = new Map();
    await this.#walk("", files);
    this.#watches?.finish();
    this.#files = files;
    const isOne = identity !== null && identity === (await throughGate(() => folderIdentity(this.#root)));
    if (!isOne) this.refresh();
    return isOne;
  }

  /** Whether an event pointed at a link to a folder: files that are read through it have changed without any. */
  async #isRelinked(): Promise<boolean> {
    for (const path of this.#changed) if (await isLinkedFolder(this.#root, path)) return true;
    return false;
  }

  async #lookAtChanged(): Promise<false> {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const path of changed) {
      const found: Files = new Map();
      await this.#look(path, found);
      this.#drop(path, found);
      for (const [file, source] of found) this.#files.set(file, source);
    }
    return false;
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
        this.#youngest = Math.max(this.#youngest, entry.changedAt);
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
  const bytes = () => Promise.reject(new Error(message));
  return { file, version: `unreadable: ${message}`, isAtRest: false, bytes };
}
