import type { Bot } from "../../src/app.ts";
import type { Releases } from "../../src/flows/service/releases.ts";
import { installSynapse } from "../../synapse/install.ts";
import { startSynapse } from "../../synapse/process.ts";
import { openBot } from "./bot.ts";
import { writeBotConfiguration } from "./configuration.ts";
import { type DemoFolder, takeFolder } from "./folder.ts";
import { type Scene, setScene } from "./scene.ts";

export interface StageOptions {
  readonly check: boolean;
  readonly offers: string | undefined;
  readonly progress: (line: string) => void;
  readonly releases: Releases;
  readonly signal: AbortSignal;
}

export interface Stage {
  readonly folder: DemoFolder;
  readonly scene: Scene;
}

/** Sets up all that a bot needs: a homeserver of its own, a folder of offers, accounts, rooms, a configuration. */
export async function setStage({ check, offers, progress, releases, signal }: StageOptions): Promise<Stage> {
  const folder = await takeFolder({ check, offers });
  releases.add(folder.release);
  const python = await installSynapse({ progress, signal });
  signal.throwIfAborted();
  progress("Synapse: starting…");
  const synapse = await startSynapse(python, { directory: folder.homeserver });
  releases.add(synapse.stop);
  signal.throwIfAborted();
  const scene = await setScene(synapse);
  releases.add(async () => scene.agent.close());
  await writeBotConfiguration(folder, scene);
  signal.throwIfAborted();
  return { folder, scene };
}

/** A bot that can be started again on the same stage; `current` is the one that runs. */
export class Runner {
  readonly #stage: Stage;
  current: Bot;

  private constructor(stage: Stage, bot: Bot) {
    this.#stage = stage;
    this.current = bot;
  }

  static async start(stage: Stage, releases: Releases): Promise<Runner> {
    const runner = new Runner(stage, await openBot(stage.folder, stage.scene.bot));
    releases.add(() => runner.current.stop());
    return runner;
  }

  async restart(): Promise<void> {
    await this.current.stop();
    this.current = await openBot(this.#stage.folder, this.#stage.scene.bot);
  }
}
