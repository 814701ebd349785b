/** An in-place write counts as over after this long without another write, milliseconds. */
export const QUIET = 150;
/**
 * Wait after a path appeared, milliseconds. A file renamed into place is whole; one created in place is
 * written to next.
 */
const GRACE = 15;
/** A file that is written to without end is looked at after this long all the same, milliseconds. */
const AT_MOST = 2000;

interface Pending {
  timer: NodeJS.Timeout;
  readonly since: number;
  written: boolean;
}

/** Debounces file events: calls back once for each path, when it has come to rest. Holds no file open. */
export class Debounce {
  readonly #pending = new Map<string, Pending>();
  readonly #onSettled: (path: string) => void;

  constructor(onSettled: (path: string) => void) {
    this.#onSettled = onSettled;
  }

  /** `appeared`: created, renamed or removed (inotify's names); else: written to. */
  event(path: string, appeared: boolean): void {
    const earlier = this.#pending.get(path);
    if (earlier) clearTimeout(earlier.timer);
    const now = performance.now();
    const since = earlier?.since ?? now;
    const written = !appeared || earlier?.written === true;
    const wait = Math.min(written ? QUIET : GRACE, Math.max(0, since + AT_MOST - now));
    const timer = setTimeout(() => {
      this.#pending.delete(path);
      this.#onSettled(path);
    }, wait);
    this.#pending.set(path, { timer, since, written });
  }

  has(path: string): boolean {
    return this.#pending.has(path);
  }

  stop(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
  }
}
