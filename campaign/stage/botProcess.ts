import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { ENDS_WITH_PARENT } from "../../tests/support/child.ts";

const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");
/** How much of what a run wrote is kept for whoever looks at a fault. */
const KEPT = 400_000;

export interface Reason {
  readonly name: string;
  readonly what: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly Reason[];
}

/** One run of `crieur start`: a real process. */
export interface BotProcess {
  readonly pid: number;
  /** The end of what it has written so far. */
  output(): string;
  /** Its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
  /** `/readyz`, as it answers now; null while nothing answers. */
  readiness(): Promise<Readiness | null>;
  /** Takes note of what was given up, as an operator does, so that the next round begins well. */
  seen(): Promise<void>;
  /** Stops it where it stands, so that it can be looked at; `resume` lets it go on. */
  freeze(): void;
  resume(): void;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

export function startBotProcess(
  config: string,
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): BotProcess {
  const child: ChildProcess = spawn(
    process.execPath,
    [...ENDS_WITH_PARENT, LAUNCHER, "start", "--config", config],
    {
      cwd,
      env: { ...process.env, ...environment },
      stdio: "pipe",
    },
  );
  let output = "";
  let address: string | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-KEPT);
      address ??= /"health":"([^"]+)"/.exec(output)?.[1];
    });
  }
  let over = false;
  const ended = once(child, "exit").then(([code]) => {
    over = true;
    return code as number | null;
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    hasEnded: () => over,
    readiness: async () => {
      if (address === undefined || over) return null;
      const signal = AbortSignal.timeout(5000);
      const answer = await fetch(`http://${address}/readyz`, { signal }).catch(() => null);
      return answer && ((await answer.json().catch(() => null)) as Readiness | null);
    },
    seen: async () => {
      const signal = AbortSignal.timeout(5000);
      await fetch(`http://${address}/seen`, { method: "POST", headers: { "x-crieur": "1" }, signal }).catch(
        () => {},
      );
    },
    freeze: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
