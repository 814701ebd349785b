import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { nameKind } from "../../offers/reading/fileName.ts";
import { Debounce } from "./debounce.ts";
import { isMissing, reason } from "./walk.ts";

/**
 * File events of a folder and those within. Node's own watcher is used because it tells a rename into place
 * from a write in place, which decides how long to wait (docs/decisions/040-file-events.md).
 */
export class Watches {
  readonly #root: string;
  readonly #watched = new Map<string, FSWatcher>();
  readonly #debounce: Debounce;
  /** Folders without file events, with the reason. */
  readonly #withoutEvents = new Map<string, string>();

  constructor(root: string, onSettled: (path: string) => void) {
    this.#root = root;
    this.#debounce = new Debounce(onSettled);
  }

  /** Why file events do not arrive for some folder: changes there wait for the next rescan. */
  get trouble(): string | null {
    const [reason] = this.#withoutEvents.values();
    return reason === undefined
      ? null
      : `file events are not available (${reason}); changes are seen at the next rescan`;
  }

  /** To be called when a walk begins, which adds every folder again. */
  startOver(): void {
    this.#withoutEvents.clear();
  }

  /**
   * Watches a folder, anew if it was watched before: a watcher does not notice that its folder was deleted
   * and made again, or that something was mounted over it.
   */
  add(folder: string): void {
    try {
      const watcher = watch(join(this.#root, folder), { persistent: false }, (kind, name) => {
        this.#event(folder, kind, name);
      });
      watcher.on("error", () => this.#remove(folder));
      this.#remove(folder);
      this.#watched.set(folder, watcher);
      this.#withoutEvents.delete(folder);
    } catch (error) {
      this.#remove(folder);
      // A folder that is gone by now has no events to miss.
      if (!isMissing(error)) this.#withoutEvents.set(folder, reason(error));
    }
  }

  isBeingWritten(path: string): boolean {
    return this.#debounce.has(path);
  }

  stop(): void {
    this.#debounce.stop();
    for (const watcher of this.#watched.values()) watcher.close();
    this.#watched.clear();
  }

  #event(folder: string, kind: string, name: string | null): void {
    if (name === null) return;
    const path = folder === "" ? name : `${folder}/${name}`;
    if (nameKind(path) === "ignored") return;
    this.#debounce.event(path, kind === "rename");
  }

  #remove(folder: string): void {
    this.#watched.get(folder)?.close();
    this.#watched.delete(folder);
  }
}
