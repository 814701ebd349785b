import process from "node:process";
import type { Writable } from "node:stream";

/** A line for whoever asked: results, and nothing else. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line about the work itself: problems, counts, remedies. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A reader that has seen enough (`| head`) is no error: what is left is written to nobody. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (!("code" in error) || error.code !== "EPIPE") throw error;
    });
  }
}

/** Resolves once everything that was written has left the process, or cannot any more. */
export async function flushed(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(drained));
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

type Style = "bold" | "dim" | "red" | "yellow" | "green";
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
};

/** Colours for people at a terminal; plain text for programs, and for who asks for none (https://no-color.org). */
export function painter(stream: { readonly isTTY?: boolean }): Paint {
  if (stream.isTTY !== true || process.env.NO_COLOR) return (_style, text) => text;
  return (style, text) => `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`;
}
