import { spawn } from "node:child_process";
import process from "node:process";
import { Mendable } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";
import type { GitAddress } from "./address.ts";
import { GitFailure, saidByGit } from "./failure.ts";
import { gitEnvironment, SAFE_OPTIONS } from "./safety.ts";

export interface GitCall {
  readonly args: readonly string[];
  /** Milliseconds. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Set for what talks with the repository. */
  readonly address?: GitAddress;
}

/** Longest output of git that is kept, in characters. */
const KEPT = 64 * 1024;
/** Time for git to clean up after itself before it is killed, milliseconds. */
const GRACE = 2000;
/** Oldest git that takes configuration, and so a secret, from its environment. */
const OLDEST: readonly [number, number] = [2, 31];

/** Runs the system's git; resolves with what it printed. Rejects with `GitFailure`, also when time is up. */
export function git({ args, limit, signal, address }: GitCall): Promise<string> {
  const secret = address?.authorization
    ? { address: address.shown, authorization: address.authorization }
    : null;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // A session of its own has no terminal on which ssh could ask, and ends with all that git started.
    const child = spawn("git", [...SAFE_OPTIONS, ...args], {
      env: gitEnvironment(process.env, secret),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let stopped: string | null = null;
    let killing: NodeJS.Timeout | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      killGroup(child.pid, "SIGTERM");
      killing ??= setTimeout(() => killGroup(child.pid, "SIGKILL"), GRACE);
    };
    const abort = (): void => stop("it was stopped");
    const timer = setTimeout(() => stop(`no end after ${Math.round(limit / 1000)} s`), limit);
    signal.addEventListener("abort", abort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      clearTimeout(killing);
      signal.removeEventListener("abort", abort);
    };

    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        if (output[name].length < KEPT) output[name] += text;
      });
    }
    child.once("error", (error) => {
      settle();
      reject(new GitFailure(codeOf(error) === "ENOENT" ? MISSING : `git cannot be run (${error.message})`));
    });
    child.once("close", (code, killed) => {
      settle();
      if (code === 0) resolve(output.stdout);
      else
        reject(new GitFailure(stopped ?? (saidByGit(output.stderr) || `git ended with ${code ?? killed}`)));
    });
  });
}

const MISSING = "git is not installed, or not on the PATH";

/** Checks that the system's git can do what is needed. Throws `Mendable` where it cannot. */
export async function requireGit(signal: AbortSignal): Promise<void> {
  const remedy = "install it (Debian: apt-get install git), or name a plain folder as offers.folder";
  let version: string;
  try {
    version = await git({ args: ["--version"], limit: 10_000, signal });
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw new Mendable("configuration", `offers.git needs git: ${error.message}; ${remedy}.`);
  }
  const [, major = "0", minor = "0"] = /(\d{1,4})\.(\d{1,4})/.exec(version) ?? [];
  const isOld = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (!isOld) return;
  throw new Mendable(
    "configuration",
    `offers.git needs git ${OLDEST.join(".")} or later, and this is ${major}.${minor}; ${remedy}.`,
  );
}

/** Signals the process and all that it started; they may have ended by themselves. */
function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}
