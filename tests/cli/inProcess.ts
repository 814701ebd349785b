import process from "node:process";
import { Readable, Writable } from "node:stream";
import { runCommandLine } from "../../src/cli/run.ts";
import { Terminal } from "../../src/terminal/terminal.ts";

/** How a command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables of this process without those that a person's own bot may have set. */
export const ENVIRONMENT = { ...process.env, CRIEUR_ACCESS_TOKEN: "", CRIEUR_DEBUG: "" };

/** Runs `crieur …` in this process, relative paths counting from `cwd`; `input` is what comes through a pipe. */
export async function runIn(cwd: string, words: readonly string[], input = ""): Promise<Ended> {
  const stdout = new Gathered();
  const stderr = new Gathered();
  const terminal = new Terminal({
    stdin: Readable.from([input]),
    stdout,
    stderr,
    environment: ENVIRONMENT,
    cwd,
    untilSignal: () => new Promise(() => {}),
  });
  const code = await runCommandLine(words, terminal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Gathered extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
