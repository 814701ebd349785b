import process from "node:process";
import { PassThrough, Readable, Writable } from "node:stream";
import { runCommandLine } from "../../src/cli/run.ts";
import { Terminal, type TerminalParts } from "../../src/terminal/terminal.ts";

/** How a command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables of this process without those that a person's own bot may have set. */
export const ENVIRONMENT = { ...process.env, CRIEUR_ACCESS_TOKEN: "", CRIEUR_DEBUG: "" };

/** Runs `crieur …` in this process, relative paths counting from `cwd`; `input` is what comes through a pipe. */
export function runIn(cwd: string, words: readonly string[], input = ""): Promise<Ended> {
  return run(cwd, words, {
    stdin: Readable.from([input]),
    stdout: new Gathered(),
    stderr: new Gathered(),
  });
}

/** What a person types once a text has appeared: the keys, of which `\r` is Enter. */
export type Typing = readonly [appeared: string, keys: string];

/** The same at a terminal, where a person types, each in its turn; after the last they press Ctrl-D. */
export function runAtTerminal(
  cwd: string,
  words: readonly string[],
  typing: readonly Typing[],
  columns = 80,
): Promise<Ended> {
  const isTTY = true;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const left = [...typing];
  let unread = "";
  const look = (said: string): void => {
    unread += said;
    const [next] = left;
    if (next === undefined || !unread.includes(next[0])) return;
    left.shift();
    unread = "";
    setImmediate(() => stdin.write(left.length === 0 ? `${next[1]}\u0004` : next[1]));
  };
  const stdout = Object.assign(new Gathered(look), { isTTY, columns });
  const stderr = Object.assign(new Gathered(look), { isTTY, columns });
  return run(cwd, words, { stdin, stdout, stderr });
}

async function run(
  cwd: string,
  words: readonly string[],
  streams: Pick<TerminalParts, "stdin"> & { readonly stdout: Gathered; readonly stderr: Gathered },
): Promise<Ended> {
  const terminal = new Terminal({
    ...streams,
    environment: ENVIRONMENT,
    cwd,
    untilSignal: () => new Promise(() => {}),
  });
  const code = await runCommandLine(words, terminal);
  return { code, stdout: streams.stdout.text, stderr: streams.stderr.text };
}

class Gathered extends Writable {
  text = "";
  readonly #onText: (text: string) => void;

  constructor(onText: (text: string) => void = () => {}) {
    super();
    this.#onText = onText;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const text = chunk.toString();
    this.text += text;
    this.#onText(text);
    done();
  }
}
