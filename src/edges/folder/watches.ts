import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { nameKind } from "../../offers/reading/fileName.ts";
import { codeOf } from "../../text/thrown.ts";
import { Debounce } from "./debounce.ts";
import { isMissing, reason } from "./walk.ts";

/** Opens the file events of one folder; throws when the system has none to give. */
export type OpenWatcher = (
  path: string,
  onEvent: (kind: string, name: string | null) => void,
) => Pick<FSWatcher, "on" | "close">;

/** Node's own watcher, which does not keep the process alive. */
export const openWatcher: OpenWatcher = (path, onEvent) => watch(path, { persistent: false }, onEvent);

/** The limits of inotify that a machine with many folders meets, and the setting that raises each. */
const LIMITS: ReadonlyMap<string | null, string> = new Map([
  ["ENOSPC", "fs.inotify.max_user_watches"],
  ["EMFILE", "fs.inotify.max_user_instances"],
]);

/**
 * File events of a folder and those within. Node's own watcher is used because it tells a rename into place
 * from a write in place, which decides how long to wait (docs/decisions/040-file-events.md).
 */
export class Watches {
  readonly #root: string;
  readonly #open: OpenWatcher;
  readonly #watched = new Map<string, Pick<FSWatcher, "close">>();
  readonly #debounce: Debounce;
  /** Folders without file events, with the reason. */
  readonly #withoutEvents = new Map<string, string>();
  /** Folders that the walk under way has come to. */
  readonly #met = new Set<string>();

  /** `onSettled` hears of each path that was touched and has come to rest, ignored ones that appeared too. */
  constructor(root: string, onSettled: (path: string) => void, open: OpenWatcher = openWatcher) {
    this.#root = root;
    this.#open = open;
    this.#debounce = new Debounce(onSettled);
  }

  /** Why file events do not arrive for some folder, and the remedy: changes there wait for the next rescan. */
  get trouble(): string | null {
    const [reason] = this.#withoutEvents.values();
    return reason === undefined
      ? null
      : `file events are not available (${reason}); changes are seen at the next rescan`;
  }

  /** To be called when a walk begins, which adds every folder again. */
  startOver(): void {
    this.#withoutEvents.clear();
    this.#met.clear();
  }

  /** To be called when the walk has ended: folders that it did not come to are watched no more. */
  finish(): void {
    for (const folder of [...this.#watched.keys()]) if (!this.#met.has(folder)) this.#remove(folder);
  }

  /**
   * Watches a folder, anew if it was watched before: a watcher does not notice that its folder was deleted
   * and made again, or that something was mounted over it.
   */
  add(folder: string): void {
    this.#met.add(folder);
    try {
      const watcher = this.#open(join(this.#root, folder), (kind, name) => this.#event(folder, kind, name));
      watcher.on("error", (error) => this.#lose(folder, error));
      this.#remove(folder);
      this.#watched.set(folder, watcher);
      this.#withoutEvents.delete(folder);
    } catch (error) {
      this.#lose(folder, error);
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
    const appeared = kind === "rename";
    // What is ignored may be written to all day; that it came, it may be a link through which offers are read.
    if (appeared || nameKind(path) !== "ignored") this.#debounce.event(path, appeared);
  }

  #lose(folder: string, error: unknown): void {
    this.#remove(folder);
    // A folder that is gone by now has no events to miss.
    if (!isMissing(error)) this.#withoutEvents.set(folder, withRemedy(error));
  }

  #remove(folder: string): void {
    this.#watched.get(folder)?.close();
    this.#watched.delete(folder);
  }
}

function withRemedy(error: unknown): string {
  const setting = LIMITS.get(codeOf(error));
  return setting === undefined ? reason(error) : `${reason(error)}: raise ${setting} with sysctl`;
}
