import process from "node:process";
import { CommanderError } from "commander";
import { ConfigError } from "../config/problem.ts";
import { Mendable } from "../ports/mendable.ts";
import { EXIT, type ExitCode, exitCodeOf } from "../terminal/exitCodes.ts";
import { complain } from "../terminal/output.ts";
import { printable } from "../terminal/printable.ts";

/** The one place where an error becomes an exit code. Whatever happened is told in a line; never with a stack trace. */
export async function within(work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    return tell(error);
  }
}

/** Says what went wrong on stderr, and returns the exit code that it stands for. */
export function tell(error: unknown): ExitCode {
  // Commander has told it already, through `writeErr`; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof Mendable) {
    // Every problem of a configuration has a line of its own, which begins with the file.
    const lines = error instanceof ConfigError ? error.message.split("\n") : [`crieur: ${error.message}`];
    for (const line of lines) complain(printable(line));
  } else tellFault(error);
  return exitCodeOf(error);
}

function tellFault(error: unknown): void {
  const debugging = process.env.CRIEUR_DEBUG === "1";
  const more = debugging ? "" : "; CRIEUR_DEBUG=1 shows where it happened";
  const [line = ""] = messageOf(error).split("\n", 1);
  complain(`crieur: this is a fault of Crieur's own: ${printable(line)}${more}`);
  if (debugging && error instanceof Error) complain(String(error.stack));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
