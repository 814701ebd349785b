import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Releases } from "../../src/flows/service/releases.ts";
import type { Screen } from "../../src/terminal/screen.ts";
import type { Terminal } from "../../src/terminal/terminal.ts";
import { SEEDS } from "../stage/folder.ts";
import { Onlooker } from "../stage/onlooker.ts";
import { Runner, type Stage } from "../stage/stage.ts";
import { Conversation } from "./conversation.ts";
import { guide, introduce } from "./guidance.ts";
import { RoomView } from "./roomView.ts";

export interface LiveOptions {
  readonly stage: Stage;
  readonly screen: Screen;
  readonly terminal: Terminal;
  readonly releases: Releases;
  /** Called at Ctrl-C, which is no signal at a prompt. */
  readonly onInterrupt: () => void;
  readonly signal: AbortSignal;
}

/** Shows the rooms as they fill, says what can be tried, and lets the person talk until they have enough. */
export async function showLive(options: LiveOptions): Promise<void> {
  const { stage, screen, terminal, releases, onInterrupt, signal } = options;
  const { folder, scene } = stage;
  introduce(screen, [scene.missions, scene.team]);
  const view = new RoomView(screen, scene, terminal.stdin.isTTY !== true);
  const onlooker = new Onlooker(scene.agent, (event) => view.show(event));
  const { current: bot } = await Runner.start(stage, releases);
  const help = (): void =>
    guide(screen, {
      url: scene.bot.url,
      health: bot.address,
      offers: folder.offers,
      configuration: folder.configuration,
      log: folder.log,
      damaged: existsSync(join(folder.offers, SEEDS.damaged)),
    });
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const talk = async (): Promise<void> => {
    await onlooker.untilQuiet(bot, [scene.missions.id, scene.team.id], until);
    help();
    await new Conversation({
      scene,
      onlooker,
      bot,
      screen,
      terminal,
      help,
      onInterrupt,
      signal: until,
    }).run();
  };
  try {
    await Promise.race([talk(), bot.failed, onlooker.ended]);
  } finally {
    // Whichever came first: stop the others.
    over.abort();
  }
}
