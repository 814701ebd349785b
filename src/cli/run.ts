import { flushed, tolerateClosedPipes } from "../terminal/closedPipes.ts";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { within } from "./boundary.ts";
import { program } from "./program.ts";

/**
 * Runs one command line, from its words to its exit code, which it returns once all output has been written.
 * Never rejects, and does not end the process.
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const outputs = [terminal.stdout, terminal.stderr];
  tolerateClosedPipes(outputs);
  const code = await within(terminal, async () => {
    let outcome: ExitCode = EXIT.fine;
    const commandLine = program(terminal, (reported) => {
      outcome = reported;
    });
    await commandLine.parseAsync(words, { from: "user" });
    return outcome;
  });
  await flushed(outputs);
  return code;
}
