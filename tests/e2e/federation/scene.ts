import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { Credentials } from "../../../synapse/accounts.ts";
import { Client } from "../../../synapse/client.ts";
import { type Federation, startFederation } from "../../../synapse/federation.ts";
import { bodyOf } from "../../../synapse/timeline.ts";
import { newAccount, uniqueName } from "../../synapse/homeserver.ts";
import { launch, offer, put, type Run } from "../bot/process.ts";

/** The server of the bot, and that of all rooms and people. */
const NAMES = ["agent.dinum.tchap.test", "agent.culture.tchap.test"] as const;

/** Two homeservers, the bot's account on the first, an agent on the second, and a folder; the bot does not run yet. */
export interface FederatedScene {
  readonly federation: Federation;
  /** A person on the other server, where all rooms are made. */
  readonly agent: Client;
  readonly bot: Credentials;
  readonly offers: string;
  /** What the run writes, for a failed test. */
  output(): string;
  /** Starts the bot, anew if it runs, with these rooms of the configuration. */
  start(rooms: readonly string[]): Promise<Run>;
  /** Ends the bot as a power cut would. */
  kill(): Promise<void>;
  /** Resolves when the bot is in a room. */
  arrives(room: string): Promise<unknown>;
  /** Rejects unless the bot answers a command in each of these rooms, and announces a new offer in them. */
  serves(...rooms: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export async function newFederatedScene(): Promise<FederatedScene> {
  const folder = await mkdtemp(join(tmpdir(), "crieur-federation-"));
  const offers = join(folder, "offers");
  await mkdir(offers);
  const federation = await startFederation(inject("python"), NAMES, { directory: join(folder, "servers") });
  const [ours, theirs] = federation.servers;
  if (ours === undefined || theirs === undefined) throw new Error("two homeservers were to start");
  const bot = await newAccount("crieur", ours);
  const agent = await Client.open(await newAccount("agent", theirs));
  const store = `sqlite:${join(folder, "crieur.db")}`;
  let run: Run | null = null;
  let offersMade = 0;

  const says = (room: string, part: string, since = agent.mark()) =>
    agent.waitFor(
      (event) => event.roomId === room && event.sender === bot.userId && bodyOf(event).includes(part),
      { since, timeoutMs: 30_000 },
    );
  return {
    federation,
    agent,
    bot,
    offers,
    output: () => run?.output() ?? "",
    async start(rooms) {
      await run?.kill("SIGKILL");
      const config = join(folder, "crieur.yaml");
      const settings = {
        homeserver: { url: ours.url, accessToken: bot.accessToken },
        offers: { folder: offers, firstRun: "silent", settle: "1s" },
        store,
        rooms: rooms.map((room) => ({ room })),
        access: { invitesFrom: [] },
        pace: { perSecond: 200 },
        http: { listen: "127.0.0.1:0" },
      };
      await writeFile(config, JSON.stringify(settings));
      run = launch(config, folder);
      return run;
    },
    async kill() {
      await run?.kill("SIGKILL");
      run = null;
    },
    arrives: (room) =>
      agent.waitFor(
        ({ roomId, type, stateKey, content }) =>
          roomId === room &&
          type === "m.room.member" &&
          stateKey === bot.userId &&
          content.membership === "join",
        { timeoutMs: 30_000 },
      ),
    async serves(...rooms) {
      offersMade += 1;
      const title = `Gardienne ou gardien du phare ${offersMade}`;
      const body = `Tenir la lanterne du phare ${uniqueName("n")} ${"et sa lumière ".repeat(offersMade)}.`;
      const since = agent.mark();
      for (const room of rooms) await agent.say(room, "!offres aide");
      await Promise.all(rooms.map((room) => says(room, "!offres", since)));
      await put({ offers }, `phare-${offersMade}.md`, offer(title, { body }));
      await Promise.all(rooms.map((room) => says(room, title, since)));
    },
    async end() {
      await run?.kill("SIGKILL");
      agent.close();
      await federation.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
