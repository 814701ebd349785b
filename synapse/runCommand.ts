import { spawn } from "node:child_process";
import process from "node:process";

export interface CommandResult {
  /** `null`: the command could not be started, or a signal ended it. */
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends the command, with all that it started itself. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a command to its end and gathers what it prints. Never rejects. */
export function runCommand(
  command: string,
  args: readonly string[],
  { environment = {}, signal }: RunOptions = {},
): Promise<CommandResult> {
  if (signal?.aborted === true) return Promise.resolve({ code: null, output: "" });
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
      // A process group of its own can be ended as a whole.
      detached: signal !== undefined,
    });
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    };
    signal?.addEventListener("abort", end, { once: true });
    let output = "";
    const gather = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", gather);
    child.stderr.on("data", gather);
    child.on("exit", () => signal?.removeEventListener("abort", end));
    child.on("error", (error) => resolve({ code: null, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
