import process from "node:process";

/** A terminal that closes sends SIGHUP; without one, `nohup` may have asked to go on then. */
const SIGNALS: readonly NodeJS.Signals[] =
  process.stdin.isTTY || process.stdout.isTTY ? ["SIGINT", "SIGTERM", "SIGHUP"] : ["SIGINT", "SIGTERM"];
/**
 * Two signals within this time are one Ctrl-C: the terminal sends it to `npm run` too, which passes it on.
 * Milliseconds.
 */
const ONE_PRESS = 500;
/** The exit code of a process that was interrupted. */
export const INTERRUPTED = 130;

export interface Interruption {
  /** Aborted by the first signal or Ctrl-C. */
  readonly signal: AbortSignal;
  /** Acts as a signal does: the first time asks to stop, the second time ends the process at once. */
  interrupt(): void;
  /** Gives signals back their default effect. */
  release(): void;
}

/** Listens for Ctrl-C, SIGTERM and a terminal that closes. */
export function listenForInterruption(): Interruption {
  const stopping = new AbortController();
  let first = 0;
  const interrupt = (): void => {
    if (!stopping.signal.aborted) {
      first = performance.now();
      stopping.abort(new Error("interrupted"));
    } else if (performance.now() - first > ONE_PRESS) process.exit(INTERRUPTED);
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  return {
    signal: stopping.signal,
    interrupt,
    release: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
    },
  };
}
