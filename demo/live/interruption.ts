import process from "node:process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** One Ctrl-C can come twice: `npm run` passes on what the terminal has sent to both. Milliseconds. */
const SAME = 500;
const INTERRUPTED = 130;

export interface Interruption {
  /** Aborted by the first wish to stop. */
  readonly signal: AbortSignal;
  /** As a signal does: the first time asks to stop, the second time ends the process at once. */
  interrupt(): void;
  /** Signals do again what they do by default. */
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
    } else if (performance.now() - first > SAME) process.exit(INTERRUPTED);
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
