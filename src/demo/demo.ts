import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { EXIT, type ExitCode } from "../cli/exitCodes.ts";
import { Releases } from "../releases.ts";
import { playScenario } from "./check/play.ts";
import { converse } from "./conversation.ts";
import { SEEDS } from "./folder.ts";
import { guide } from "./guidance.ts";
import { listenForInterruption } from "./interruption.ts";
import { Onlooker } from "./onlooker.ts";
import { RoomView } from "./roomView.ts";
import { Screen } from "./screen.ts";
import { Runner, setStage } from "./stage.ts";

export interface DemoOptions {
  /** Plays a fixed scenario instead of listening to what is typed. */
  readonly check: boolean;
}

/**
 * A real homeserver with the bot on it, for as long as somebody looks, or for the time of the scenario. Everything
 * that it started is gone when it resolves; an interruption ends it well, except a scenario that could not be played
 * to its end.
 *
 * @throws {SetupError} where Synapse cannot be had
 */
export async function runDemo({ check }: DemoOptions): Promise<ExitCode> {
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const releases = new Releases();
  const screen = new Screen();
  const play = check ? playCheck : playLive;
  try {
    return await play();
  } catch (error) {
    if (!signal.aborted) throw error;
    return check ? EXIT.wrong : EXIT.fine;
  } finally {
    if (!check) screen.print(`\n${screen.paint("dim", "Arrêt…")}`);
    await releases.all();
    interruption.release();
  }

  async function playCheck(): Promise<ExitCode> {
    const passed = await playScenario({ screen, releases, signal });
    return passed ? EXIT.fine : EXIT.wrong;
  }

  async function playLive(): Promise<ExitCode> {
    const progress = (line: string): void => screen.print(screen.paint("dim", line));
    const stage = await setStage({ check, progress, releases, signal });
    const { folder, scene } = stage;
    const view = new RoomView(screen, scene, process.stdin.isTTY !== true);
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
    const conversation = async (): Promise<void> => {
      await onlooker.untilQuiet(bot, [scene.missions.id, scene.team.id], until);
      help();
      await converse({
        scene,
        onlooker,
        bot,
        screen,
        help,
        onInterrupt: interruption.interrupt,
        signal: until,
      });
    };
    try {
      await Promise.race([conversation(), bot.failed, onlooker.ended]);
      return EXIT.fine;
    } finally {
      over.abort();
    }
  }
}
