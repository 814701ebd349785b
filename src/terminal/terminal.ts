import type { Readable, Writable } from "node:stream";

export type InputStream = Readable & { readonly isTTY?: boolean };
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** The file descriptor; only a stream of the process has one. */
  readonly fd?: number;
};

/** The parts of a process that a command line reads and changes. */
export interface TerminalParts {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths count from; empty for the process's working directory. */
  readonly cwd: string;
  /** Resolves at the first signal that asks to stop. From the call on, only a second signal ends the process. */
  readonly untilSignal: () => Promise<NodeJS.Signals>;
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

/** The surroundings of a command line, with the few ways in which commands speak to people and programs. */
export class Terminal implements TerminalParts {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: TerminalParts["environment"];
  readonly cwd: string;
  readonly untilSignal: TerminalParts["untilSignal"];

  constructor({ stdin, stdout, stderr, environment, cwd, untilSignal }: TerminalParts) {
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
    this.environment = environment;
    this.cwd = cwd;
    this.untilSignal = untilSignal;
  }

  /** Writes a line of results, and nothing else, to stdout. */
  print(line: string): void {
    this.stdout.write(`${line}\n`);
  }

  /** Writes a line about the work itself to stderr: problems, counts, remedies. */
  complain(line: string): void {
    this.stderr.write(`${line}\n`);
  }

  /** Colours text for stdout, if people read it there: not for programs, nor with NO_COLOR (https://no-color.org). */
  readonly paint: Paint = (style, text) => {
    if (this.stdout.isTTY !== true || this.environment.NO_COLOR) return text;
    return `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`;
  };
}
