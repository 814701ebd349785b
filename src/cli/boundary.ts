import { CommanderError } from "commander";
import { ConfigError } from "../config/configError.ts";
import { Mendable } from "../ports/mendable.ts";
import { EXIT, type ExitCode, exitCodeOf } from "../terminal/exitCodes.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { messageOf } from "../text/thrown.ts";

/** The part of a terminal that errors need. */
type Teller = Pick<Terminal, "complain" | "environment">;

/**
 * The one error boundary of a command: every error ends as a line on stderr and an exit code. Never rejects.
 */
export async function within(terminal: Teller, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    return tell(error, terminal);
  }
}

/** Says on stderr what went wrong, and returns the exit code that it stands for. */
export function tell(error: unknown, terminal: Teller): ExitCode {
  // Commander has told it already, through `writeErr`; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof Mendable) {
    // Every problem of a configuration has a line of its own, which begins with the file.
    const lines = error instanceof ConfigError ? error.message.split("\n") : [`crieur: ${error.message}`];
    for (const line of lines) terminal.complain(printable(line));
  } else tellFault(error, terminal);
  return exitCodeOf(error);
}

/** Owns up to a fault of the program in one line; the stack trace is for who asks with CRIEUR_DEBUG=1. */
function tellFault(error: unknown, terminal: Teller): void {
  const debugging = terminal.environment.CRIEUR_DEBUG === "1";
  const more = debugging ? "" : "; CRIEUR_DEBUG=1 shows where it happened";
  const message = messageOf(error);
  const [line = ""] = message.split("\n", 1);
  terminal.complain(`crieur: this is a fault of Crieur's own: ${printable(line)}${more}`);
  if (debugging && error instanceof Error) terminal.complain(String(error.stack));
}
