import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Credentials } from "../../../synapse/accounts.ts";
import { Client } from "../../../synapse/client.ts";
import { ENDS_WITH_PARENT } from "../../support/child.ts";
import { offerFile } from "../../support/offerFile.ts";
import { eventually } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";

const LAUNCHER = join(import.meta.dirname, "../../../bin/crieur.js");
const SEEDS = join(import.meta.dirname, "../../../offers");

/** One run of `crieur start`. */
export interface Run {
  readonly pid: number;
  /** Everything it has written so far. */
  output(): string;
  /** Resolves with the exit code once it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
  /** `/readyz`, as it answers now; null while nothing answers. */
  readiness(): Promise<{
    ready: boolean;
    reasons: { name: string; what: string; since: string; remedy: string }[];
  } | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface Scene {
  readonly agent: Client;
  readonly bot: Credentials;
  /** A room of the agent's to which the bot is invited. */
  readonly room: string;
  readonly folder: string;
  readonly offers: string;
  /** The configuration that `start` uses; change it before a start. */
  settings: Record<string, unknown>;
  /** Options for Node.js itself, before the launcher. */
  node: readonly string[];
  start(options?: { readonly homeserver?: string }): Promise<Run>;
  /** The bot's messages in the room, oldest first, edits folded in. */
  said(): Promise<readonly Said[]>;
}

export interface Said {
  readonly eventId: string;
  readonly text: string;
  readonly html: string;
  readonly edits: number;
}

/** An agent, a room, a bot account, and a folder with the seed offers (or none of them); nothing runs yet. */
export async function newScene(
  options: { readonly seeds?: boolean; readonly filter?: string } = {},
): Promise<Scene> {
  const homeserver = sharedHomeserver();
  const agent = await Client.open(await newAccount("agent"));
  onTestFinished(() => agent.close());
  const bot = await newAccount("crieur");
  const room = await agent.createRoom({ name: "Missions", invite: [bot.userId] });
  const folder = await mkdtemp(join(tmpdir(), "crieur-e2e-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const offers = join(folder, "offers");
  await cp(SEEDS, offers, { recursive: true, filter: (path) => path === SEEDS || options.seeds !== false });

  const scene: Scene = {
    agent,
    bot,
    room,
    folder,
    offers,
    node: [],
    settings: {
      offers: { folder: offers, firstRun: "silent", settle: "1s" },
      store: `sqlite:${join(folder, "crieur.db")}`,
      rooms: [{ room, filter: options.filter ?? "" }],
      // The four offers of a first run are told one by one.
      announcements: { listAbove: 4 },
      access: { invitesFrom: ["*"] },
      pace: { perSecond: 200 },
      http: { listen: "127.0.0.1:0" },
    },
    start: async ({ homeserver: url = homeserver.url } = {}) => {
      const config = join(folder, "crieur.yaml");
      const settings = { homeserver: { url, accessToken: bot.accessToken }, ...scene.settings };
      await writeFile(config, JSON.stringify(settings));
      return run(config, folder, scene.node);
    },
    said: async () => {
      const shown = await agent.messages(room);
      return shown.flatMap(({ eventId, sender, content, edits }) =>
        sender === bot.userId && content !== null
          ? [{ eventId, text: plain(content.body), html: plain(content.formatted_body), edits }]
          : [],
      );
    },
  };
  return scene;
}

/** No-break spaces of French typography, as ordinary ones. */
function plain(value: unknown): string {
  return String(value).replaceAll(/[\u00a0\u202f]/g, " ");
}

/** Runs `crieur start` until the test ends; a failed test shows what it wrote. */
function run(config: string, cwd: string, node: readonly string[]): Run {
  const running = launch(config, cwd, node);
  onTestFinished(async ({ task }) => {
    await running.kill("SIGKILL");
    if (task.result?.state === "fail")
      process.stderr.write(`--- output of crieur ${running.pid}\n${running.output()}\n`);
  });
  return running;
}

/** Runs `crieur start`; whoever calls it ends it. */
export function launch(config: string, cwd: string, node: readonly string[] = []): Run {
  const child: ChildProcess = spawn(
    process.execPath,
    [...ENDS_WITH_PARENT, ...node, LAUNCHER, "start", "--config", config],
    { cwd, stdio: "pipe" },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    readiness: async () => {
      const address = /"health":"([^"]+)"/.exec(output)?.[1];
      if (!address) return null;
      const answer = await fetch(`http://${address}/readyz`).catch(() => null);
      return answer && ((await answer.json()) as Awaited<ReturnType<Run["readiness"]>>);
    },
    kill,
  };
}

export function ready(run: Run): Promise<unknown> {
  return eventually(
    () => run.readiness(),
    (answer) => answer?.ready === true,
  );
}

/** Changes a file of the offers folder as careful writers do: whole, by renaming it into place. */
export async function put(scene: Pick<Scene, "offers">, name: string, text: string): Promise<void> {
  const file = join(scene.offers, name);
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

export function read(scene: Scene, name: string): Promise<string> {
  return readFile(join(scene.offers, name), "utf8");
}

/** An offer of our own. */
export function offer(
  title: string,
  { open = true, body = BODY }: { open?: boolean; body?: string } = {},
): string {
  return offerFile({ roles: title, startup: "lanterne", open, contrat: "CDD" }, body);
}

export const BODY = `## Mission

Vous tenez la lanterne du phare : l'allumer le soir, l'éteindre le matin, en changer la mèche.

## Candidater

Écrivez à phare@exemple.gouv.fr avant la prochaine marée.`;
