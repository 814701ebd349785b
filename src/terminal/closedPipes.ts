import type { Writable } from "node:stream";
import { codeOf } from "../text/thrown.ts";

/** A reader that closed its pipe (`| head`), and a terminal that is gone (its window was closed). */
const NOBODY_READS: ReadonlySet<string | null> = new Set(["EPIPE", "EIO"]);

/** That nobody reads any more is no error: the rest is written to nobody. Other errors are thrown. */
export function tolerateClosedPipes(streams: readonly Writable[]): void {
  for (const stream of streams) {
    stream.on("error", (error) => {
      if (!NOBODY_READS.has(codeOf(error))) throw error;
    });
  }
}

/** Resolves once everything written to the streams has left the process, or never can. */
export async function flushed(streams: readonly Writable[]): Promise<void> {
  await Promise.all(
    streams.map((stream) => new Promise<void>((resolve) => stream.write("", () => resolve()))),
  );
}
