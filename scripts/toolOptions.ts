// What stands behind the name of a tool of development, `npm run fuzz -- --seed 3`: read in one place, so that each has
// `--help`, and none begins its work on a word that it does not know.
import process from "node:process";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { EXIT } from "../src/terminal/exitCodes.ts";

/**
 * The values of the `options` that were given. Prints `help` and ends the process where it was asked for; says what is
 * wrong, with `help`, and ends it with 64 where an option is unknown or lacks its value.
 */
export function toolOptions<Options extends ParseArgsOptionsConfig>(help: string, options: Options) {
  const all: Options & { help: { type: "boolean" } } = { ...options, help: { type: "boolean" } };
  try {
    const { values } = parseArgs({ options: all });
    if (!("help" in values)) return values;
  } catch (error) {
    misused(error instanceof Error ? error.message : String(error), help);
  }
  process.stdout.write(help);
  process.exit(EXIT.fine);
}

/** A number that was typed; `otherwise` where none was. Ends the process as `toolOptions` does. */
export function numberOf(text: string | undefined, otherwise: number, help: string): number {
  const value = Number(text ?? otherwise);
  return Number.isFinite(value) && text !== "" ? value : misused(`"${text}" is no number.`, help);
}

/** Says what is wrong with what was typed, then how it is typed, and ends the process with 64. */
export function misused(what: string, help: string): never {
  process.stderr.write(`${what}\n\n${help}`);
  process.exit(EXIT.usage);
}
