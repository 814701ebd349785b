import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { obtainToken } from "../../src/edges/matrix/login.ts";
import type { Synapse } from "../../synapse/process.ts";
import type { FaultProxy } from "../../tests/matrix/faultProxy.ts";
import type { Person } from "../people/person.ts";
import type { RoomReader } from "../people/reader.ts";
import { type BotProcess, startBotProcess } from "./botProcess.ts";
import type { SealedSide } from "./sealedSide.ts";
import { type ConfiguredRoom, writeSettings } from "./settings.ts";
import { signIn } from "./signIn.ts";
import { StoreView } from "./storeView.ts";

const START_PATIENCE = 120_000;

export interface TownRoom extends ConfiguredRoom {
  readonly configured: boolean;
}

export interface TownParts {
  readonly synapse: Synapse;
  readonly proxy: FaultProxy;
  readonly folder: string;
  /** The first is a moderator everywhere, the last comes and goes. */
  readonly people: readonly Person[];
  readonly bot: { readonly userId: string; readonly password: string };
  readonly reader: RoomReader;
  /** Null: its rooms are not encrypted. */
  readonly sealed: SealedSide | null;
}

/** A real homeserver, a proxy before it, rooms with people in them, and a bot that can be started and killed. */
export class Town implements TownParts {
  readonly synapse: Synapse;
  readonly proxy: FaultProxy;
  readonly folder: string;
  readonly people: readonly Person[];
  readonly bot: { readonly userId: string; readonly password: string };
  readonly reader: RoomReader;
  readonly sealed: SealedSide | null;
  rooms: readonly TownRoom[] = [];
  /** Empty: there is none yet. */
  adminRoom = "";
  readonly store: StoreView;
  /** What each start adds to the environment of the bot. */
  environment: Readonly<Record<string, string>> = {};
  #running: BotProcess | null = null;
  #over = false;
  /** The recovery code of the bot's account, once it has one. */
  #code: string | null = null;

  constructor(parts: TownParts) {
    ({ synapse: this.synapse, proxy: this.proxy, folder: this.folder, people: this.people } = parts);
    ({ bot: this.bot, reader: this.reader, sealed: this.sealed } = parts);
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

  /** From the end where `at` is negative. */
  person(at: number): Person {
    const one = this.people.at(at % this.people.length);
    if (one === undefined) throw new RangeError("nobody is there");
    return one;
  }

  /** Starts the bot, unless it runs. Does not wait until it is ready. */
  async start(): Promise<BotProcess> {
    const before = this.running;
    if (before !== null) return before;
    if (this.#over) throw new Error("nothing is started in this town any more");
    this.sealed?.wire.begin();
    this.#running = startBotProcess(await this.#configure(), this.folder, this.environment);
    return this.#running;
  }

  /** Kills the bot, if it runs, and starts none any more. */
  async end(): Promise<void> {
    this.#over = true;
    await this.kill();
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
    const { userId: user, password } = this.bot;
    const { url: homeserver } = this.synapse;
    if (this.sealed === null) {
      await obtainToken({ homeserver, user, password, tokenFile: this.tokenFile, deviceName: "Crieur" });
      return;
    }
    const config = await this.#configure();
    this.#code = await signIn({ config, cwd: this.folder, homeserver, user, password, code: this.#code });
  }

  async #configure(): Promise<string> {
    const config = join(this.folder, "crieur.yaml");
    await writeSettings(config, {
      ...{ url: this.proxy.url, tokenFile: this.tokenFile, offers: this.offers, store: this.storeFile },
      rooms: this.rooms
        .filter(({ configured }) => configured)
        .map(({ room, filter, notify }) => ({ room, filter, notify })),
      adminRoom: this.adminRoom,
    });
    return config;
  }
}
