import { closeSync, openSync } from "node:fs";
import { type Logger, pino } from "pino";

/**
 * Opens the bot's log in a file, because the terminal shows the rooms. It redacts nothing: nothing in it is secret
 * after the demo.
 */
export function openLogFile(file: string, level: string): { readonly logger: Logger; close(): void } {
  const descriptor = openSync(file, "a", 0o600);
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return {
    logger: pino(options, pino.destination({ dest: descriptor, sync: true })),
    close: () => closeSync(descriptor),
  };
}
