import type { Writable } from "node:stream";
import { codeOf } from "../text/thrown.ts";

/**
 * A reader that closes a pipe early (`| head`) is no error: the rest is written to nobody.
 * Other errors are thrown.
 */
export function tolerateClosedPipes(streams: readonly Writable[]): void {
  for (const stream of streams) {
    stream.on("error", (error) => {
      if (codeOf(error) !== "EPIPE") throw error;
    });
  }
}

/** Resolves once everything written to the streams has left the process, or never can. */
export async function flushed(streams: readonly Writable[]): Promise<void> {
  await Promise.all(
    streams.map((stream) => new Promise<void>((resolve) => stream.write("", () => resolve()))),
  );
}
