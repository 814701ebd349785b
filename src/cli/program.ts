import { Command } from "commander";
import type { ExitCode } from "../terminal/exitCodes.ts";
import { printable } from "../terminal/printable.ts";
import type { OutputStream, Terminal } from "../terminal/terminal.ts";
import { SUBCOMMANDS } from "./commands/table.ts";
import { addOptions, textOption } from "./syntax/option.ts";
import { version } from "./syntax/version.ts";

/** The options that every command takes. */
const COMMON = {
  config: textOption(
    "--config <file>",
    "the configuration, instead of config/local.yaml or, where that is not, config/crieur.yaml",
  ),
  offers: textOption("--offers <folder>", "the folder of offers, instead of the configuration's"),
  store: textOption(
    "--store <url>",
    "the store, such as sqlite:data/crieur.db, instead of the configuration's",
  ),
};

const EXIT_CODES = `
Examples:
  npx crieur check                  is everything in order?
  npx crieur console                try it without a homeserver
  npx crieur help search            how a command is used

Exit codes: 0 fine, 1 an offer has an error or is unknown, 64 a mistyped command line, 70 a fault of Crieur's own or
a store in use, 78 something to mend in the configuration or what it names.`;

/**
 * The command line of docs/design.md §9, derived from the table of commands; `report` is given the exit code.
 */
export function program(terminal: Terminal, report: (code: ExitCode) => void): Command {
  const { stdout, stderr } = terminal;
  const crieur = new Command("npx crieur").description(
    "Announces job offers in Tchap (Matrix) rooms, and answers questions about them.",
  );
  const common = addOptions(crieur, COMMON);
  crieur
    .version(version(), "--version", "tell the version")
    .helpOption("-h, --help", "tell how it is used")
    .helpCommand("help [command]", "tell how a command is used")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (said) => stdout.write(said),
      writeErr: (said) => stderr.write(said),
      getOutHelpWidth: () => widthOf(stdout),
      getErrHelpWidth: () => widthOf(stderr),
      outputError: (said, write) => write(inOneSentence(said)),
    })
    .exitOverride()
    .addHelpText("after", EXIT_CODES);
  for (const add of SUBCOMMANDS) add(crieur, { terminal, common, report });
  return crieur;
}

/** The width to which Commander breaks help; for a file or a pipe, its own default. */
function widthOf({ isTTY, columns }: OutputStream): number {
  return (isTTY ? columns : undefined) ?? 80;
}

/** Commander tells its suggestion, and what it expects, in sentences of their own. */
function inOneSentence(said: string): string {
  const [, error = said, guess] =
    /^error: ([^\n]*?)\.?(?:\n\(Did you mean ([^\n]*)\?\))?\n*$/.exec(said) ?? [];
  const remedy = guess === undefined ? "see npx crieur --help" : `did you mean ${guess}?`;
  return `crieur: ${printable(error.replaceAll(". ", "; "))}; ${remedy}\n`;
}
