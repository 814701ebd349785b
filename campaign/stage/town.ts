import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { obtainToken } from "../../src/edges/matrix/login.ts";
import type { Releases } from "../../src/flows/service/releases.ts";
import { login, register } from "../../synapse/accounts.ts";
import { Client } from "../../synapse/client.ts";
import { type Synapse, startSynapse } from "../../synapse/process.ts";
import { type FaultProxy, startFaultProxy } from "../../tests/matrix/faultProxy.ts";
import { type BotProcess, startBotProcess } from "./botProcess.ts";
import { Reader } from "./reader.ts";
import { type ConfiguredRoom, writeSettings } from "./settings.ts";
import { StoreView } from "./storeView.ts";

/** Words that the filters of rooms ask for, and titles hold. */
export const ABOUT = ["phare", "boussole"] as const;
const PEOPLE = 5;
/** Access tokens live so long: renewals happen all the time. Milliseconds. */
const TOKEN_LIFETIME = 6000;
const START_PATIENCE = 120_000;

export interface TownRoom extends ConfiguredRoom {
  readonly configured: boolean;
}

/** A real homeserver, a proxy before it, rooms with people in them, and a bot that can be started and killed. */
export class Town {
  readonly synapse: Synapse;
  readonly proxy: FaultProxy;
  readonly folder: string;
  readonly people: readonly Client[];
  readonly rooms: readonly TownRoom[];
  readonly adminRoom: string;
  readonly bot: { readonly userId: string; readonly password: string };
  readonly reader: Reader;
  readonly store: StoreView;
  /** What each start adds to the environment of the bot. */
  environment: Readonly<Record<string, string>> = {};
  #running: BotProcess | null = null;

  private constructor(
    parts: Pick<Town, "synapse" | "proxy" | "folder" | "people" | "rooms" | "adminRoom" | "bot">,
  ) {
    ({ synapse: this.synapse, proxy: this.proxy, folder: this.folder, people: this.people } = parts);
    ({ rooms: this.rooms, adminRoom: this.adminRoom, bot: this.bot } = parts);
    this.reader = new Reader(this.person(0));
    this.store = new StoreView(this.storeFile);
  }

  get offers(): string {
    return join(this.folder, "offers");
  }
  /** In a folder of its own, which may be a file system of its own. */
  get storeFile(): string {
    return join(this.folder, "data", "crieur.db");
  }
  get tokenFile(): string {
    return join(this.folder, "access-token.json");
  }
  get allRooms(): string[] {
    return [...this.rooms.map(({ room }) => room), this.adminRoom];
  }
  /** The bot as it runs now. */
  get running(): BotProcess | null {
    return this.#running?.hasEnded() ? null : this.#running;
  }

  person(at: number): Client {
    const one = this.people[at % this.people.length];
    if (one === undefined) throw new RangeError("nobody is there");
    return one;
  }

  /** Starts the bot, unless it runs. Does not wait until it is ready. */
  async start(): Promise<BotProcess> {
    const before = this.running;
    if (before !== null) return before;
    const config = join(this.folder, "crieur.yaml");
    await writeSettings(config, {
      ...{ url: this.proxy.url, tokenFile: this.tokenFile, offers: this.offers, store: this.storeFile },
      rooms: this.rooms
        .filter(({ configured }) => configured)
        .map(({ room, filter, notify }) => ({ room, filter, notify })),
      adminRoom: this.adminRoom,
    });
    this.#running = startBotProcess(config, this.folder, this.environment);
    return this.#running;
  }

  /** Kills the bot, if it runs, as a power cut would. */
  async kill(): Promise<void> {
    await this.running?.kill("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.running?.kill("SIGTERM");
  }

  /** Starts the bot if need be, and waits until it says that it is well. */
  async untilReady(patience = START_PATIENCE): Promise<void> {
    const bot = await this.start();
    const deadline = performance.now() + patience;
    for (;;) {
      const seen = await bot.readiness();
      if (seen?.ready === true) return;
      if (bot.hasEnded())
        throw new Error(`the bot ended by itself (${await bot.ended}):\n${bot.output().slice(-3000)}`);
      if (performance.now() > deadline)
        throw new Error(`the bot is not ready: ${JSON.stringify(seen)}\n${bot.output().slice(-3000)}`);
      await sleep(50);
    }
  }

  /** Logs the bot in, with the device that it has; `anew`: with another one. */
  async logIn({ anew = false } = {}): Promise<void> {
    if (anew) await rm(this.tokenFile, { force: true });
    await obtainToken({
      ...{ homeserver: this.synapse.url, user: this.bot.userId, password: this.bot.password },
      ...{ tokenFile: this.tokenFile, deviceName: "Crieur" },
    });
  }

  /** A homeserver, people and rooms of their own. Everything goes with `releases`. */
  static async found(python: string, releases: Releases): Promise<Town> {
    const folder = await mkdtemp(join(tmpdir(), "crieur-campaign-"));
    releases.add(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }));
    await mkdir(join(folder, "offers"));
    await mkdir(join(folder, "data"));
    const synapse = await startSynapse(python, {
      directory: join(folder, "synapse"),
      accessTokenLifetime: TOKEN_LIFETIME,
    });
    releases.add(() => synapse.kill());
    const proxy = await startFaultProxy(synapse.url);
    releases.add(() => proxy.close());
    const account = async (stem: string) => {
      const user = `${stem}-${randomBytes(4).toString("hex")}`;
      await register(synapse.url, synapse.sharedSecret, { user, password: user });
      return user;
    };
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, async () => {
        const user = await account("agent");
        const client = await Client.open(await login(synapse.url, { user, password: user }));
        releases.add(async () => client.close());
        return client;
      }),
    );
    const password = await account("crieur");
    const bot = { userId: `@${password}:${synapse.serverName}`, password };
    const [mayor, ...others] = people;
    if (mayor === undefined) throw new RangeError("nobody is there");
    const newRoom = async (name: string): Promise<string> => {
      const invite = [bot.userId, ...others.map(({ userId }) => userId)];
      const room = await mayor.createRoom({ name, invite });
      await Promise.all(others.map((one) => one.join(room)));
      return room;
    };
    const configured = ["", ...ABOUT].map((filter) => ({ filter, notify: true, configured: true }));
    const kinds = [
      ...configured,
      { filter: "", notify: false, configured: true },
      { filter: "", notify: true, configured: false },
    ];
    const rooms = await Promise.all(
      kinds.map(async (kind, at) => ({ ...kind, room: await newRoom(`Salon ${at}`) })),
    );
    const adminRoom = await newRoom("Administration");
    const town = new Town({ synapse, proxy, folder, people, rooms, adminRoom, bot });
    await town.logIn();
    releases.add(async () => town.store.close());
    releases.add(() => town.kill());
    return town;
  }
}
