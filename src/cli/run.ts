import process from "node:process";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import { flushed, tolerateClosedPipes } from "../terminal/output.ts";
import { tell, within } from "./boundary.ts";
import { program } from "./program.ts";

/** One command line, from its words to its exit code. Never rejects. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  tolerateClosedPipes();
  const end = (error: unknown): void => {
    const code = tell(error);
    void flushed().then(() => process.exit(code));
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
  const code = await within(async () => {
    let outcome: ExitCode = EXIT.fine;
    await program((reported) => {
      outcome = reported;
    }).parseAsync(words, { from: "user" });
    return outcome;
  });
  await flushed();
  return code;
}
