import { constants } from "node:os";
import process from "node:process";

const STOPPING = ["SIGTERM", "SIGINT"] as const;

/** Resolves at the first signal that asks the process to stop; a second one ends it at once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of STOPPING) {
      process.on(signal, () => {
        if (asked) process.exit(128 + constants.signals[signal]);
        asked = true;
        resolve(signal);
      });
    }
  });
}
