import process from "node:process";
import { tell } from "./cli/boundary.ts";
import { runCommandLine } from "./cli/run.ts";
import { flushed } from "./terminal/closedPipes.ts";
import { EXIT } from "./terminal/exitCodes.ts";
import { Terminal } from "./terminal/terminal.ts";
import { untilSignal } from "./terminal/untilSignal.ts";

const terminal = new Terminal({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  cwd: "",
  untilSignal,
});

let ending = false;

async function endWith(error: unknown): Promise<void> {
  // What fails while the first failure is told would be told the same way, for ever.
  if (ending) process.exit(EXIT.fault);
  ending = true;
  const code = tell(error, terminal);
  await flushed([process.stdout, process.stderr]);
  process.exit(code);
}
process.on("uncaughtException", endWith);
process.on("unhandledRejection", endWith);

// Exits even if something is still open, such as a connection that is kept alive.
process.exit(await runCommandLine(process.argv.slice(2), terminal));
