import type { Command } from "commander";
import type { CommonOptions } from "../../config/commonOptions.ts";
import type { ExitCode } from "../../terminal/exitCodes.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { addOptions, type OptionSpecs, type Values } from "./option.ts";

/** A command as it was called: its arguments and options, and the terminal to speak with. */
export interface Invocation<Options> {
  readonly common: CommonOptions;
  /** The arguments that are no options. */
  readonly words: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
}

/**
 * All about a command of the command line. Its work is loaded when it is run, because
 * help waits for none of it.
 */
export interface CommandSpec<Specs extends OptionSpecs> {
  readonly name: string;
  /** A line for `crieur --help`. */
  readonly help: string;
  /** The argument in Commander's notation: `[optional]`, `[several...]`; none unless given. */
  readonly argument?: { readonly syntax: string; readonly help: string };
  readonly options: Specs;
  readonly examples: readonly string[];
  readonly run: (call: Invocation<Values<Specs>>) => Promise<ExitCode>;
}

/** The parts of the program that its commands share. */
export interface ProgramParts {
  readonly terminal: Terminal;
  readonly common: () => CommonOptions;
  /** Takes the exit code of the command that was run. */
  readonly report: (code: ExitCode) => void;
}

/** A command that can be added to the program, whatever its options are. */
export type AddCommand = (crieur: Command, program: ProgramParts) => void;

/** Declares a command. */
export function command<Specs extends OptionSpecs>(spec: CommandSpec<Specs>): AddCommand {
  return (crieur, { terminal, common, report }) => {
    const made = crieur.command(spec.name).description(spec.help);
    if (spec.argument) made.argument(spec.argument.syntax, spec.argument.help);
    const options = addOptions(made, spec.options);
    made
      .addHelpText("after", `\nExamples:\n${spec.examples.map((line) => `  ${line}`).join("\n")}`)
      .action(async () => {
        report(await spec.run({ common: common(), words: made.args, options: options(), terminal }));
      });
  };
}
