import process from "node:process";
import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import { complain } from "../terminal/output.ts";
import { printable } from "../terminal/printable.ts";

/**
 * Errors that people can mend, by their names: their classes live in parts that most commands never load. Whatever is
 * not here is a fault of ours.
 */
const CODES: ReadonlyMap<string, ExitCode> = new Map([
  ["UsageError", EXIT.usage],
  ["ConfigError", EXIT.configuration],
  ["Unusable", EXIT.configuration],
  ["FolderUnusable", EXIT.configuration],
  ["SourceUnusable", EXIT.configuration],
  ["StoreUnusable", EXIT.configuration],
  ["StoreHeld", EXIT.fault],
  ["AccountMismatch", EXIT.configuration],
  ["AddressTaken", EXIT.configuration],
  ["MalformedUrl", EXIT.configuration],
  ["HomeserverError", EXIT.configuration],
  ["SetupError", EXIT.configuration],
]);

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
  const code = error instanceof Error ? CODES.get(error.name) : undefined;
  if (code === undefined) return tellFault(error);
  // Every problem of a configuration has a line of its own, which begins with the file.
  const text = messageOf(error);
  const lines =
    error instanceof Error && error.name === "ConfigError" ? text.split("\n") : [`crieur: ${text}`];
  for (const line of lines) complain(printable(line));
  return code;
}

function tellFault(error: unknown): ExitCode {
  const debugging = process.env.CRIEUR_DEBUG === "1";
  const more = debugging ? "" : "; CRIEUR_DEBUG=1 shows where it happened";
  const [line = ""] = messageOf(error).split("\n", 1);
  complain(`crieur: this is a fault of Crieur's own: ${printable(line)}${more}`);
  if (debugging && error instanceof Error) complain(String(error.stack));
  return EXIT.fault;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
