/** An in-place write is over when this long nothing was written, milliseconds. */
const QUIET = 150;
/** What was renamed into place is whole; only a file created in place is written to right after. */
const GRACE = 15;
/** A file that is written to without end is looked at all the same. */
const AT_MOST = 2000;

interface Restless {
  timer: NodeJS.Timeout;
  readonly since: number;
  written: boolean;
}

/** Tells which paths have come to rest after file events. */
export class Rest {
  readonly #restless = new Map<string, Restless>();
  readonly #onRest: (path: string) => void;

  constructor(onRest: (path: string) => void) {
    this.#onRest = onRest;
  }

  /** `appeared`: created, renamed or removed (inotify's names); else: written to. */
  event(path: string, appeared: boolean): void {
    const earlier = this.#restless.get(path);
    if (earlier) clearTimeout(earlier.timer);
    const now = performance.now();
    const since = earlier?.since ?? now;
    const written = !appeared || earlier?.written === true;
    const wait = Math.min(written ? QUIET : GRACE, Math.max(0, since + AT_MOST - now));
    const timer = setTimeout(() => {
      this.#restless.delete(path);
      this.#onRest(path);
    }, wait);
    this.#restless.set(path, { timer, since, written });
  }

  has(path: string): boolean {
    return this.#restless.has(path);
  }

  stop(): void {
    for (const { timer } of this.#restless.values()) clearTimeout(timer);
    this.#restless.clear();
  }
}
