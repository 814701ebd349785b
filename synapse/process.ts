import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CONFIGURATION_FILE,
  type HomeserverOptions,
  LOG_FILE,
  writeHomeserverConfiguration,
} from "./configuration.ts";
import { lastLines } from "./runCommand.ts";
import { SetupError } from "./setupError.ts";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 40;

/** Options whose defaults suit: a free port, Tchap-like names, a fresh secret, no limits. */
export type StartOptions = Pick<HomeserverOptions, "directory"> & Partial<HomeserverOptions>;

export interface Synapse {
  readonly url: string;
  readonly serverName: string;
  readonly sharedSecret: string;
  readonly logFile: string;
  /** Of the process; undefined while none runs. */
  readonly pid: number | undefined;
  /** SIGTERM, then SIGKILL after 10 s. Does nothing if it does not run. The data stay. */
  stop(): Promise<void>;
  /** SIGKILL: what a power cut would do. */
  kill(): Promise<void>;
  /** Starts again on the same port and data, after stopping it if it runs. */
  restart(): Promise<void>;
}

/**
 * Starts a homeserver on loopback and waits until it answers. It ends with this process, even if that is killed, but
 * not at Ctrl-C in the terminal, so that a program may put its own house in order first.
 *
 * @param python the interpreter that `installSynapse` returned
 * @throws {SetupError} `start`, with the last lines of the log in `detail`
 */
export async function startSynapse(python: string, options: StartOptions): Promise<Synapse> {
  const settings: HomeserverOptions = {
    port: options.port ?? (await freePort()),
    serverName: "agent.dinum.tchap.test",
    sharedSecret: randomBytes(16).toString("hex"),
    rateLimits: "lifted",
    roomVersion: "12",
    externalServers: ["agent.externe.tchap.test"],
    ...options,
  };
  await writeHomeserverConfiguration(settings);
  const url = `http://127.0.0.1:${settings.port}`;
  const logFile = join(settings.directory, LOG_FILE);
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    child = await launch(python, settings.directory, logFile);
    await untilReady(child, url, logFile);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = undefined;
    if (running !== undefined) await terminate(running, signal);
  };

  try {
    await start();
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
  return {
    url,
    serverName: settings.serverName,
    sharedSecret: settings.sharedSecret,
    logFile,
    get pid() {
      return child?.pid;
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    restart: async () => {
      await end("SIGTERM");
      await start();
    },
  };
}

/** Finds a port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a TCP server has no port");
  return address.port;
}

async function launch(python: string, directory: string, logFile: string): Promise<ChildProcess> {
  const log = await open(logFile, "a");
  try {
    return spawn(python, ["-m", "synapse.app.homeserver", "-c", CONFIGURATION_FILE], {
      cwd: directory,
      // Its standard input closes with this process, and that ends it (modules.py).
      stdio: ["pipe", log.fd, log.fd],
      // A process group of its own: Ctrl-C in the terminal does not reach it.
      detached: true,
      env: { ...process.env, PYTHONPATH: directory },
    });
  } finally {
    await log.close();
  }
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const failure = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });
  let ended: string | undefined;
  failure.then((reason) => {
    ended = reason;
  });
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (ended === undefined && performance.now() < deadline) {
    if (await answers(url)) return;
    await Promise.race([sleep(POLL_MS), failure]);
  }
  const log = await readFile(logFile, "utf8").catch(() => "");
  throw new SetupError(
    "start",
    `Synapse did not start (${ended ?? `no answer in ${START_TIMEOUT_MS / 1000} s`}): see ${logFile}.`,
    lastLines(log, 30),
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_matrix/client/versions`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function terminate(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const patience = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await exit;
  clearTimeout(patience);
}
