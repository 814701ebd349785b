import { Mendable } from "../ports/mendable.ts";

/** Something in the configuration that has to be mended: where, what was found, what to do. */
export interface ConfigProblem {
  /** Absent when it is the configuration file itself, present for a file of words beside it. */
  readonly file?: string;
  /** The line, from 1; null when it concerns no line. */
  readonly line: number | null;
  /** The key, such as `rooms.0.filter`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Every problem of a configuration at once, each a line of the message that begins with file and line. */
export class ConfigError extends Mendable {
  override readonly name = "ConfigError";
  readonly file: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly ConfigProblem[]) {
    super("configuration", problems.map((problem) => formatProblem(file, problem)).join("\n"));
    this.file = file;
    this.problems = problems;
  }
}

function formatProblem(
  configFile: string,
  { file = configFile, line, path, message }: ConfigProblem,
): string {
  const where = line === null ? file : `${file}:${line}`;
  return path === "" ? `${where}: ${message}` : `${where}: ${path}: ${message}`;
}
