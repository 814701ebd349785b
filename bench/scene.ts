import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { INTERRUPTED, listenForInterruption } from "../demo/live/interruption.ts";
import { Releases } from "../src/flows/service/releases.ts";
import { type Credentials, login, register } from "../synapse/accounts.ts";
import { Client } from "../synapse/client.ts";
import type { RateLimits } from "../synapse/configuration.ts";
import { installSynapse } from "../synapse/install.ts";
import { type Synapse, startSynapse } from "../synapse/process.ts";
import { ENDS_WITH_PARENT } from "../tests/support/child.ts";
import { interruptible } from "../tests/support/interruptible.ts";
import { progress } from "./print.ts";

const LAUNCHER = join(import.meta.dirname, "../bin/crieur.js");
const ECHO_BOT = join(import.meta.dirname, "echoBot.js");
/** How long the bot may take to start, and to stop, milliseconds. */
const PATIENCE = 120_000;

/** A real Synapse, and a folder that goes with it. */
export interface Scene {
  readonly homeserver: Synapse;
  readonly folder: string;
  /** A fresh account, logged in with a device. */
  account(stem: string, options?: { readonly admin: boolean }): Promise<Credentials>;
  /** Follows the rooms of an account until the scene ends. */
  follow(session: Credentials): Promise<Client>;
  /** Runs `crieur start` until it is ready. */
  crieur(bot: Credentials, settings: CrieurSettings): Promise<Running>;
  /** Runs the bare matrix-bot-sdk echo bot; it is ready when it answers. */
  echoBot(bot: Credentials): Promise<Running>;
}

export interface CrieurSettings {
  /** The folder of this run's store, and of nothing else. */
  readonly name: string;
  readonly offers: string;
  readonly rooms: readonly (string | { readonly room: string; readonly filter: string })[];
  /** The homeserver's address, or that of a proxy before it. */
  readonly url?: string;
  /** By default far beyond what the homeserver can do. */
  readonly perSecond?: number;
  /** Options for Node.js itself, and variables beside those of this process. */
  readonly node?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Plays a scene, and takes everything away again, also at a signal, which ends the process then. */
export async function onScene(
  play: (scene: Scene) => Promise<void>,
  rateLimits: RateLimits = "lifted",
): Promise<void> {
  const releases = new Releases();
  const { signal } = listenForInterruption();
  try {
    await interruptible(async () => play(await open(releases, rateLimits)), { releases, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exit(INTERRUPTED);
  }
}

async function open(releases: Releases, rateLimits: RateLimits): Promise<Scene> {
  const python = await installSynapse({ progress });
  const folder = await mkdtemp(join(tmpdir(), "crieur-bench-"));
  releases.add(() => rm(folder, { recursive: true, force: true }));
  const homeserver = await startSynapse(python, { directory: join(folder, "synapse"), rateLimits });
  releases.add(() => homeserver.stop());
  const { url, sharedSecret } = homeserver;

  async function run(
    script: string,
    args: readonly string[],
    ready: (output: string) => Promise<boolean>,
    { node = [], environment = {} }: Pick<CrieurSettings, "node" | "environment"> = {},
  ): Promise<Running> {
    const child = spawn(process.execPath, [...ENDS_WITH_PARENT, ...node, script, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const stop = () => end(child);
    releases.add(stop);
    await untilReady(child, ready);
    return { pid: child.pid ?? 0, stop };
  }

  return {
    homeserver,
    folder,
    account: async (stem, { admin } = { admin: false }) => {
      const user = `${stem}-${randomBytes(4).toString("hex")}`;
      await register(url, sharedSecret, { user, password: user, admin });
      return login(url, { user, password: user });
    },
    follow: async (session) => {
      const client = await Client.open(session);
      releases.add(async () => client.close());
      return client;
    },
    crieur: async (bot, { name, offers, rooms, perSecond = 10_000, url: address = url, ...running }) => {
      const config = join(folder, `${name}.yaml`);
      const settings = {
        homeserver: { url: address, accessToken: bot.accessToken },
        offers: { folder: offers, firstRun: "silent" },
        store: `sqlite:${join(folder, `${name}.db`)}`,
        rooms: rooms.map((room) => (typeof room === "string" ? { room } : room)),
        access: { invitesFrom: ["*"] },
        pace: { perSecond },
        http: { listen: "127.0.0.1:0" },
      };
      await writeFile(config, JSON.stringify(settings));
      return run(LAUNCHER, ["start", "--config", config], isReady, running);
    },
    echoBot: (bot) =>
      run(ECHO_BOT, [url, bot.accessToken, join(folder, `${bot.deviceId}.json`)], async (output) =>
        output.includes("started"),
      ),
  };
}

/** Writes a file as careful writers do: whole, by renaming it into place. */
export async function put(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

async function isReady(output: string): Promise<boolean> {
  const address = /"health":"([^"]+)"/.exec(output)?.[1];
  const answer = address && (await fetch(`http://${address}/readyz`).catch(() => null));
  return answer ? answer.ok : false;
}

async function untilReady(child: ChildProcess, ready: (output: string) => Promise<boolean>): Promise<void> {
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    // Later output is only read, so that nothing waits to be written; what a start says fits in less.
    if (output.length < 1_000_000) output += text;
  });
  const deadline = performance.now() + PATIENCE;
  while (!(await ready(output))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`It did not start:\n${output.slice(-5000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
