import type { Command } from "commander";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { Mendable } from "../../ports/mendable.ts";
import type { ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
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
  /** Common options that would change nothing, with the reason why. */
  readonly refuses?: { readonly options: readonly (keyof CommonOptions)[]; readonly because: string };
  /** What to say of an option that is none, where that is not a slip of the pen; null for the usual remedy. */
  readonly unknownOption?: (option: string) => string | null;
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
    const { refuses, unknownOption } = spec;
    if (refuses) hideFromHelp(made, refuses.options);
    if (unknownOption) explainUnknown(made, unknownOption);
    made
      .addHelpText("after", `\nExamples:\n${spec.examples.map((line) => `  ${line}`).join("\n")}`)
      .action(async () => {
        const vain = refuses?.options.find((name) => common()[name] !== undefined);
        if (refuses && vain)
          throw new Mendable("usage", `${spec.name} takes no --${vain}: ${refuses.because}.`);
        report(await spec.run({ common: common(), words: made.args, options: options(), terminal }));
      });
  };
}

function hideFromHelp(made: Command, names: readonly (keyof CommonOptions)[]): void {
  const hidden: ReadonlySet<string> = new Set(names);
  made.configureHelp({
    ...made.configureHelp(),
    visibleGlobalOptions: ({ parent }) =>
      (parent?.options ?? []).filter((option) => !hidden.has(option.attributeName())),
  });
}

function explainUnknown(made: Command, explain: (option: string) => string | null): void {
  const { outputError } = made.configureOutput();
  made.configureOutput({
    outputError: (said, write) => {
      const option = /^error: unknown option '([^']*)'/.exec(said)?.[1];
      const remedy = option === undefined ? null : explain(option);
      if (option === undefined || remedy === null) outputError?.(said, write);
      else write(`crieur: ${printable(`unknown option '${option}'; ${remedy}`)}\n`);
    },
  });
}
